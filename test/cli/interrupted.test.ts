import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { openRegister } from '../../apps/server/src/open-register.ts'
import { testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { made2023, many2025 } from '../register/made.ts'
import { files, folder } from './folder.ts'
import { documentOf, here, type Ran } from './here.ts'
import { killDatabase, LONG, type Spawned, spawned } from './spawned.ts'

/** Commands that are killed or interrupted leave each file wholly in or wholly out, and findings of what is stored. */

const ENTRIES = { 'a-2023.csv': 100, 'b-2025.csv': 240, 'c-2025.csv': 240 } as const
const NAMES = Object.keys(ENTRIES)

const PATHS = (): readonly string[] =>
  files({
    'a-2023.csv': made2023(
      ...Array.from({ length: 100 }, (_, at) => ({
        Use_Case_ID: `DHS-${at}`,
        Department_Code: 'DHS',
        Title: `Tool ${at}`,
      })),
    ),
    'b-2025.csv': many2025(240),
    // The same entries, corrected: what was not established is now.
    'c-2025.csv': many2025(240, () => ({ hi_appeal_process: 'Appeal Process Established' })),
  })

/** The findings of the register after the first so many files, made in one go. */
async function expectedFindings(paths: readonly string[]): Promise<readonly string[]> {
  const expected: string[] = []
  for (let count = 0; count <= paths.length; count++) {
    const database = await testDatabase()
    try {
      const env = { DATABASE_URL: database.connectionString }
      if (count > 0) await here(['register', 'import', ...paths.slice(0, count)], env)
      expected.push((await here(['register', 'findings', '--json'], env)).stdout)
    } finally {
      await database.close()
    }
  }
  return expected
}

/** How many files are in, each of them whole: throws where one is half in. */
async function filesIn(env: Readonly<Record<string, string>>): Promise<number> {
  const { DATABASE_URL, ...own } = env
  const register = await openRegister({ env: { ...own, DATABASE_URL }, onNote: () => undefined })
  try {
    const { rows } = await register.database.pool.query<{ file: string; records: number; sum: number; notes: number }>(
      `SELECT file, records, added + updated + unchanged + quarantined AS sum FROM inventory ORDER BY id`,
    )
    expect(rows.map(({ file }) => file)).toEqual(NAMES.slice(0, rows.length))
    for (const { file, records, sum } of rows) {
      expect([records, sum], file).toEqual([ENTRIES[file as keyof typeof ENTRIES], records])
    }
    const held = await register.database.pool.query<{ file: string; n: number }>(
      'SELECT file, count(*)::int AS n FROM entry GROUP BY file ORDER BY file',
    )
    const whole = [[], ['a-2023.csv'], ['a-2023.csv', 'b-2025.csv'], ['a-2023.csv', 'c-2025.csv']][rows.length] ?? []
    expect(held.rows).toEqual(whole.map((file) => ({ file, n: ENTRIES[file as keyof typeof ENTRIES] })))
    return rows.length
  } finally {
    await register.close()
  }
}

/** Holds an advisory lock of the importer, so that whoever needs it waits. */
async function holding(
  connectionString: string,
  lock: number,
): Promise<{ waitedFor(): Promise<void>; release(): Promise<void> }> {
  const client = new Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('SELECT pg_advisory_lock($1)', [lock])
  return {
    async waitedFor() {
      for (;;) {
        const { rows } = await client.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          [lock],
        )
        if ((rows[0]?.n ?? 0) > 0) return
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    release: () => client.end(),
  }
}

const IMPORT_LOCK = 7_301_001
const JUDGE_LOCK = 7_301_002

/** Ctrl-C, or the word of an operator, and how it ended. */
async function interrupt({ child, ended }: Spawned, signal: NodeJS.Signals): Promise<Ran> {
  const since = performance.now()
  child.kill(signal)
  const ran = await ended
  expect(performance.now() - since).toBeLessThan(20_000)
  return ran
}

describe('kill -9', () => {
  const RUNS = LONG ? 40 : 6

  test(`at ${RUNS} random moments of an import`, { timeout: RUNS * 60_000 }, async () => {
    const paths = PATHS()
    const expected = await expectedFindings(paths)
    let longest = Number.POSITIVE_INFINITY
    // The first is let run to its end: it tells how long that takes here and now.
    for (let run = 0; run <= RUNS; run++) {
      // By turns a data folder of its own, whose server is orphaned too, and a database that lives on.
      const database = run % 2 === 1 ? null : await testDatabase()
      const data = folder()
      const env = { RECOURSE_DATA: data, DATABASE_URL: database?.connectionString ?? '' }
      const delay = longest * (0.2 + 0.8 * Math.random())
      const since = performance.now()
      const importing = spawned(['register', 'import', ...paths], env)
      const timer = run === 0 ? undefined : setTimeout(() => importing.child.kill('SIGKILL'), delay)
      const { exit } = await importing.ended
      clearTimeout(timer)
      if (exit === 0) longest = performance.now() - since

      const count = await filesIn(env)
      const found = await here(['register', 'findings', '--json'], env)
      expect(found.exit, found.stderr).toBe(0)
      expect(found.stdout === expected[count], `killed after ${delay} ms with ${count} files in`).toBe(true)
      if (run % 3 === 2) {
        const again = await here(['register', 'import', ...paths], env)
        expect(again.exit, again.stderr).toBe(0)
        expect((await here(['register', 'findings', '--json'], env)).stdout === expected[NAMES.length]).toBe(true)
      }
      await database?.close()
      if (database === null) killDatabase(data)
    }
  })

  test('between the facts and their judgement: no command shows findings of other facts', async () => {
    const paths = PATHS()
    const database = await testDatabase()
    const env = { DATABASE_URL: database.connectionString }
    try {
      await here(['register', 'import', ...paths.slice(0, 2)], env)
      const before = documentOf(await here(['register', 'findings', '--rule', 'HI-01', '--json'], env))
      expect(before.total).toBe(120)
      const held = await holding(database.connectionString, JUDGE_LOCK)
      const importing = spawned(['register', 'import', paths[2] ?? ''], env)
      await held.waitedFor()
      importing.child.kill('SIGKILL')
      await importing.ended
      await held.release()

      const checked = await here(['check', '--json'], env)
      expect(checked.exit).toBe(1)
      expect(documentOf(checked).checks).toContainEqual(expect.objectContaining({ id: 'judgement', ok: false }))
      const found = await here(['register', 'findings', '--rule', 'HI-01', '--json'], env)
      expect(documentOf(found)).toEqual({ total: 0, byRule: {}, findings: [] })
      expect(found.stderr).toContain('behind')
      expect((await here(['check'], env)).exit).toBe(0)
    } finally {
      await database.close()
    }
  })
})

describe('Ctrl-C', () => {
  test('while an import waits or writes: nothing of that file is kept, and no stack is shown', async () => {
    const [, path = ''] = PATHS()
    const database = await testDatabase()
    try {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        const held = await holding(database.connectionString, IMPORT_LOCK)
        const importing = spawned(['register', 'import', path, '--json'], { DATABASE_URL: database.connectionString })
        await held.waitedFor()
        const ran = await interrupt(importing, signal)
        await held.release()
        expect(ran.exit).toBe(signal === 'SIGINT' ? 130 : 143)
        expect(ran.stdout).toBe('')
        expect(ran.stderr).toContain('interrupted')
        expect(ran.stderr).not.toContain('    at ')
      }
      expect(await filesIn({ DATABASE_URL: database.connectionString })).toBe(0)
    } finally {
      await database.close()
    }
  })

  test('in a data folder of its own: the files before are in, and no server is left', async () => {
    const paths = PATHS()
    const data = folder()
    const env = { RECOURSE_DATA: data }
    const importing = spawned(['register', 'import', ...paths], env)
    await importing.until('a-2023.csv: 100 records')
    const ran = await interrupt(importing, 'SIGINT')
    expect(ran.exit).toBe(130)
    expect(ran.stderr).not.toContain('    at ')
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
    expect(await filesIn({ ...env, DATABASE_URL: '' })).toBeGreaterThanOrEqual(1)
  })

  test('while the database is being set up: no server is left either', async () => {
    const data = folder()
    const listing = spawned(['register', 'list'], { RECOURSE_DATA: data })
    await listing.until('setting up PostgreSQL')
    const ran = await interrupt(listing, 'SIGINT')
    expect([0, 130]).toContain(ran.exit)
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
    expect((await here(['register', 'list'], { RECOURSE_DATA: data })).exit).toBe(0)
  })
})
