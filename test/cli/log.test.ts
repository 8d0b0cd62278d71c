import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import { many2025 } from '../register/made.ts'
import { files, folder } from './folder.ts'
import { documentOf, here, type Ran } from './here.ts'
import { spawned } from './spawned.ts'

/** The operator's acts on the log, by its own commands. */

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Office {
  readonly data: string
  readonly env: Readonly<Record<string, string>>
  run(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  /** Serves until the log shows at least `size` leaves, then stops. */
  serveUntil(size: number, env?: Readonly<Record<string, string>>): Promise<void>
}

async function office(origin = 'recourse.example/log/2026'): Promise<Office> {
  const database = await testDatabase()
  const data = folder()
  closing.push(() => database.close())
  const env = {
    RECOURSE_DATA: data,
    DATABASE_URL: database.connectionString,
    RECOURSE_ORIGIN: origin,
    LOG_LEVEL: 'warn',
  }
  const run: Office['run'] = (argv, more = {}) => here([...argv, '--json'], { ...env, ...more })
  return {
    data,
    env,
    run,
    async serveUntil(size, more = {}) {
      const server = spawned(['start', '--port', '0'], { ...env, ...more })
      await server.until(/http:\/\/127\.0\.0\.1:\d+/)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(server.printed())?.[0] ?? ''
      const end = Date.now() + 60_000
      for (;;) {
        const note = await (await fetch(`${address}/log/checkpoint`)).text()
        if (Number(note.split('\n')[1]) >= size) break
        if (Date.now() > end) throw new Error(`the log stays at ${note.split('\n')[1]}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      server.child.kill('SIGTERM')
      await server.ended
    },
  }
}

test('a log is made by name, filled by the server, checked, ended and followed by the next', async () => {
  const one = await office()
  const made = await one.run(['log', 'init', '--granularity', '24', '--kinds', 'groups'])
  expect(documentOf(made)).toMatchObject({
    log: 1,
    origin: 'recourse.example/log/2026',
    folder: '2026',
    kinds: 'groups',
  })
  expect(made.exit).toBe(0)
  const empty = documentOf(await one.run(['log', 'checkpoint']))
  expect(empty).toMatchObject({ origin: 'recourse.example/log/2026', size: 0 })
  const again = await one.run(['log', 'init'])
  expect([again.exit, documentOf(again)]).toMatchObject([1, { code: 'log_present', ruleId: 'log.md 5' }])

  await one.run(['register', 'import', ...files({ '2025.csv': many2025(3) })])
  await one.serveUntil(1)
  const { size, vkey, note } = documentOf(await one.run(['log', 'checkpoint']))
  expect([Number(size) > 0, String(note).split('\n')[1]]).toEqual([true, String(size)])
  const verified = await one.run(['log', 'verify', join(one.data, 'tiles', '2026'), '--vkey', String(vkey)])
  expect([verified.exit, documentOf(verified)]).toMatchObject([0, { ok: true, size }])
  const checks = documentOf(await one.run(['check'])).checks
  expect(checks).toEqual(
    expect.arrayContaining([
      { id: 'keys', ok: true, detail: 'those of recourse.example/log/2026' },
      { id: 'log', ok: true, detail: expect.stringContaining(`${size} leaves, ${size} entries, ${size} published`) },
    ]),
  )

  const next = { RECOURSE_ORIGIN: 'recourse.example/log/2027' }
  const refused = spawned(['start', '--port', '0'], { ...one.env, ...next })
  expect([(await refused.ended).exit, refused.printed()]).toMatchObject([1, expect.stringMatching(/recourse log init/)])
  expect(documentOf(await one.run(['log', 'init'], next))).toMatchObject({ log: 2, folder: '2027' })
  expect(documentOf(await one.run(['log', 'checkpoint'], next))).toMatchObject({ size: 1 })
  const old = await one.run(['log', 'verify', join(one.data, 'tiles', '2026'), '--vkey', String(vkey)])
  expect(old.exit).toBe(0)
})

test('lost rows refuse the start with the command that helps, and it does', async () => {
  const one = await office()
  await one.run(['log', 'init'])
  await one.run(['register', 'import', ...files({ '2025.csv': many2025(3) })])
  await one.serveUntil(1)
  const pool = openPool({
    connectionString: one.env.DATABASE_URL ?? '',
    name: 'recourse test',
    onTrouble: () => undefined,
  })
  closing.unshift(() => pool.end())
  await pool.query('DELETE FROM log_entry WHERE idx = 0')
  const start = spawned(['start', '--port', '0'], one.env)
  expect([(await start.ended).exit, start.printed()]).toMatchObject([
    1,
    expect.stringMatching(/log recover --from-tiles/),
  ])
  expect(documentOf(await one.run(['check'])).ok).toBe(false)
  const unsaid = await one.run(['log', 'recover'])
  expect(unsaid.exit).toBe(2)
  const recovered = await one.run(['log', 'recover', '--from-tiles'])
  // The row that was lost knew its record; the leaf is named, and the loss itself is logged.
  expect([recovered.exit, documentOf(recovered).withoutRecord]).toEqual([1, [0]])
  await one.serveUntil(2)
  expect(documentOf(await one.run(['log', 'repair']))).toMatchObject({ aside: [], asideIn: null, server: 'unchanged' })
})

test('without its keys no log goes on, and no second one is made in its place', async () => {
  const one = await office()
  await one.run(['log', 'init'])
  rmSync(join(one.data, 'keys'), { recursive: true })
  const start = spawned(['start', '--port', '0'], one.env)
  expect([(await start.ended).exit, start.printed()]).toMatchObject([4, expect.stringMatching(/log-2026-ed25519\.key/)])
})

test('a demonstration is not made by init: a log for ever has a name', async () => {
  const one = await office('')
  const made = await one.run(['log', 'init'])
  expect([made.exit, documentOf(made)]).toMatchObject([1, { code: 'origin_unfit' }])
})
