import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRegister } from '../../apps/server/src/open-register.ts'
import { testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { MADE_REGISTER, made2023, many2025 } from '../register/made.ts'
import { files, folder } from './folder.ts'
import { documentOf, here, type Ran } from './here.ts'
import { killDatabase, type Spawned, spawned } from './spawned.ts'

/** Commands beside one another, and beside a running server over the same data. */

const JUDGE_LOCK = 7_301_002

describe('beside `start`', () => {
  const data = folder()
  const env = { RECOURSE_DATA: data, RECOURSE_READS_PER_MINUTE: '0', LOG_LEVEL: 'warn' }
  const before = many2025(40)
  const corrected = many2025(40, (at) => (at === 0 ? { hi_appeal_process: 'Appeal Process Established' } : {}))
  let starting: Spawned
  let origin: string

  beforeAll(async () => {
    await here(['register', 'import', ...files({ '2025.csv': before })], { ...env, DATABASE_URL: '' })
    starting = spawned(['start', '--port', '0', '--data', data], env)
    await starting.until(/http:\/\/127\.0\.0\.1:\d+/)
    origin = /http:\/\/127\.0\.0\.1:\d+/.exec(starting.printed())?.[0] ?? ''
  })
  afterAll(() => {
    starting.child.kill('SIGKILL')
    killDatabase(data)
  })

  const run = (...argv: readonly string[]): Promise<Ran> => here(argv, { ...env, DATABASE_URL: '' })

  interface Seen {
    readonly appeal: string
    readonly hasFinding: boolean
    readonly changes: number
    readonly tag: string
  }

  async function look(): Promise<Seen> {
    const response = await fetch(`${origin}/api/v1/use-cases/dhs-1000`)
    expect(response.status).toBe(200)
    const { entries, findings, changes } = (await response.json()) as {
      entries: { fields: { column: string; value: string }[] }[]
      findings: { rule: string; endedAt: string | null }[]
      changes: unknown[]
    }
    return {
      appeal: entries[0]?.fields.find(({ column }) => column === 'hi_appeal_process')?.value ?? '',
      hasFinding: findings.some(({ rule, endedAt }) => rule === 'HI-01' && endedAt === null),
      changes: changes.length,
      tag: response.headers.get('etag') ?? '',
    }
  }

  const OLD = { appeal: 'Not Applicable', hasFinding: true, changes: 0 }
  const NEW = { appeal: 'Appeal Process Established', hasFinding: false, changes: 1 }

  test('a second server over the same data is refused and names the first', async () => {
    const ran = await spawned(['start', '--port', '0', '--data', data], env).ended
    expect(ran.exit).toBe(4)
    expect(ran.stderr).toContain(String(starting.child.pid))
  })

  test('every command works beside it', async () => {
    for (const argv of [
      ['check'],
      ['register', 'findings', '--rule', 'HI-01'],
      ['register', 'list', '--agency', 'VA'],
      ['register', 'show', 'dhs-1000'],
      ['register', 'export', '--to', 'oscal-assessment-results'],
      ['backup', join(folder(), 'backup')],
    ]) {
      const ran = await run(...argv)
      expect(ran.exit, `${argv.join(' ')}: ${ran.stderr}`).toBe(0)
    }
  })

  test('an import shows the old register or the new one, never cells of one with findings of the other', async () => {
    const first = await look()
    expect(first).toMatchObject(OLD)
    const known = await fetch(`${origin}/api/v1/use-cases/dhs-1000`, { headers: { 'if-none-match': first.tag } })
    expect(known.status).toBe(304)

    // The judgement is held up: the facts are in, and what they mean is not known yet.
    const register = await openRegister({ env: { ...env, DATABASE_URL: '' }, onNote: () => undefined })
    const client = await register.database.pool.connect()
    await client.query('SELECT pg_advisory_lock($1)', [JUDGE_LOCK])
    const importing = spawned(['register', 'import', ...files({ 'corrected.csv': corrected }), '--json'], env)
    const seen: Seen[] = []
    for (let inside = false; !inside; ) {
      const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM inventory')
      inside = rows[0]?.n === 2
      seen.push(await look())
    }
    await new Promise((resolve) => setTimeout(resolve, 600))
    seen.push(await look())
    for (const one of seen) expect(one).toMatchObject(OLD)
    await client.query('SELECT pg_advisory_unlock($1)', [JUDGE_LOCK])
    client.release()

    let last = seen[0]
    for (let at = 0; at < 600 && last?.appeal !== NEW.appeal; at++) {
      last = await look()
      expect([OLD, NEW]).toContainEqual({ appeal: last.appeal, hasFinding: last.hasFinding, changes: last.changes })
    }
    expect(last).toMatchObject(NEW)
    expect(last?.tag).not.toBe(first.tag)
    const ran = await importing.ended
    expect(ran.exit, ran.stderr).toBe(0)
    expect(documentOf(ran).files).toMatchObject([{ rows: 40, updated: 1, unchanged: 39 }])
    const stale = await fetch(`${origin}/api/v1/use-cases/dhs-1000`, { headers: { 'if-none-match': first.tag } })
    expect(stale.status).toBe(200)
    await register.close()
  })

  test('Ctrl-C ends it in order, and its database with it', async () => {
    starting.child.kill('SIGINT')
    const ran = await starting.ended
    expect(ran.exit).toBe(0)
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
    const [shown] = [await run('register', 'show', 'dhs-1000', '--json')]
    expect(shown.exit).toBe(0)
  })
})

describe('two commands at once', () => {
  test('over a data folder that does not exist yet: the same file is added once, and no server is left', async () => {
    const data = folder()
    const paths = files({ '2025.csv': many2025(60) })
    const runs = [0, 1].map(() => spawned(['register', 'import', ...paths, '--json'], { RECOURSE_DATA: data }).ended)
    const [one, two] = (await Promise.all(runs)).map((ran) => {
      expect(ran.exit, ran.stderr).toBe(0)
      return documentOf(ran).files
    })
    const added = { rows: 60, added: 60, unchanged: 0 }
    const unchanged = { rows: 60, added: 0, unchanged: 60 }
    expect([one, two]).toEqual(
      expect.arrayContaining([[expect.objectContaining(added)], [expect.objectContaining(unchanged)]]),
    )
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('different files at once are both in, and judged together', async () => {
    const database = await testDatabase()
    const env = { DATABASE_URL: database.connectionString }
    try {
      const [a = '', b = ''] = files({
        'a.csv': many2025(40),
        'b.csv': made2023({ Use_Case_ID: 'ED-1', Department_Code: 'ED', Title: 'Essay helper' }),
      })
      const runs = [a, b].map((path) => spawned(['register', 'import', path], env).ended)
      for (const ran of await Promise.all(runs)) expect(ran.exit, ran.stderr).toBe(0)
      expect((await here(['check'], env)).exit).toBe(0)
      const found = await here(['register', 'list', '--json'], env)
      expect(found.stderr).toBe('')
      expect(documentOf(found).total).toBe(41)
    } finally {
      await database.close()
    }
  })
})

describe('pipes', () => {
  test('`| head` is quiet, whatever is written', async () => {
    const database = await testDatabase()
    const env = { ...process.env, DATABASE_URL: database.connectionString }
    try {
      await here(['register', 'import', ...files({ ...MADE_REGISTER, '2025.csv': many2025(300) })], {
        DATABASE_URL: database.connectionString,
      })
      const bin = join(import.meta.dirname, '../../bin/recourse.js')
      for (const command of ['register findings --json', 'register export --to jsonld', 'register list']) {
        const piped = spawnSync('sh', ['-c', `node "${bin}" ${command} | head -c 100 | wc -c`], {
          env,
          encoding: 'utf8',
        })
        expect(piped.stdout.trim()).toBe('100')
        expect(piped.stderr).toBe('')
      }
      // Nobody reads the notes either.
      const closed = spawnSync('sh', ['-c', `{ node "${bin}" register list; echo "exit $?" >&3; } 3>&2 2>&1 | true`], {
        env,
        encoding: 'utf8',
      })
      expect(closed.stderr).toBe('exit 0\n')
    } finally {
      await database.close()
    }
  })

  test('a database that goes away under a command is told in a sentence', async () => {
    const database = await testDatabase()
    const client = new Client({ connectionString: database.connectionString })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('SELECT pg_advisory_lock($1)', [7_301_001])
    const importing = spawned(['register', 'import', ...files({ '2025.csv': many2025(20) }), '--json'], {
      DATABASE_URL: database.connectionString,
    })
    for (let waits = 0; waits === 0; ) {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
      )
      waits = rows[0]?.n ?? 0
    }
    await database.close()
    const ran = await importing.ended
    expect(ran.exit).toBe(4)
    expect(documentOf(ran)).toMatchObject({ code: 'database_unreachable' })
    expect(ran.stderr).not.toContain('    at ')
    await client.end().catch(() => undefined)
  })
})
