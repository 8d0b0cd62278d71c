import { chown, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, query, serverOf, startHarness } from './testing/harness.ts'

let harness: Harness

beforeAll(async () => {
  harness = await startHarness()
})

afterAll(() => harness.end())

describe('a server over a data folder', () => {
  test('is set up once, durable, in UTF-8, for this computer alone, and stops with its owner', async () => {
    // A name that every shell and every parser on the way could stumble over.
    const dataFolder = join(harness.dataFolder(), `it's "a" $HOME -D folder; ñ`)
    const server = harness.run({ dataFolder, role: 'server' })
    const { connectionString, place, owner } = await server.until('open')
    expect(owner).toBe(true)
    expect(place).toBe(join(dataFolder, 'postgres'))
    const setting = async (name: string) => (await query(connectionString, `SHOW ${name}`))[0]?.[name]
    expect(await setting('server_encoding')).toBe('UTF8')
    expect(await setting('fsync')).toBe('on')
    expect(await setting('synchronous_commit')).toBe('on')
    expect(await setting('data_checksums')).toBe('on')
    expect(await setting('listen_addresses')).toBe('127.0.0.1')
    expect(await setting('password_encryption')).toBe('scram-sha-256')
    expect(
      await query(
        connectionString,
        `SELECT datlocprovider, datlocale, rolsuper, rolcreatedb, rolcreaterole FROM pg_database, pg_roles
          WHERE datname = current_database() AND rolname = current_user`,
      ),
    ).toEqual([
      { datlocprovider: 'b', datlocale: 'C.UTF-8', rolsuper: false, rolcreatedb: false, rolcreaterole: false },
    ])
    expect((await stat(join(place, 'recourse.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(place)).mode & 0o777).toBe(0o700)
    const rules = (await readFile(join(place, 'pg_hba.conf'), 'utf8')).split('\n').filter((line) => /^\w/.test(line))
    expect(rules.every((line) => line.endsWith('scram-sha-256'))).toBe(true)

    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()

    const again = harness.run({ dataFolder, role: 'server' })
    expect((await again.until('open')).connectionString).toBe(connectionString)
    expect(again.lines.filter(({ kind }) => kind === 'note')).toEqual([])
    again.signal('SIGINT')
    expect(await again.ended).toBe(0)
  })

  test('a second start is refused, naming process and folder, and disturbs nobody', async () => {
    const dataFolder = harness.dataFolder()
    const first = harness.run({ dataFolder, durable: false, role: 'server' })
    const { connectionString } = await first.until('open')
    const second = harness.run({ dataFolder, durable: false, role: 'server' })
    const refused = await second.until('refused')
    expect(refused.code).toBe('data_folder_in_use')
    expect(refused.message).toContain(`process ${first.pid}`)
    expect(refused.message).toContain(dataFolder)
    expect(await second.ended).toBe(4)
    expect(await query(connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    first.signal('SIGTERM')
    await first.ended
    expect(await serverOf(join(dataFolder, 'postgres'))).toBeNull()
  })

  test('a command works beside it, and outlives it', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable: false, role: 'server' })
    const { connectionString, place } = await server.until('open')
    const postmaster = await serverOf(place)
    const command = harness.run({ dataFolder, durable: false, role: 'command', write: 'beside' })
    expect(await command.until('open')).toMatchObject({ connectionString, owner: false })
    await command.until('wrote')

    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(await serverOf(place)).toBe(postmaster)
    const written = command.lines.length
    await expect.poll(() => command.lines.length).toBeGreaterThan(written)

    command.signal('SIGTERM')
    expect(await command.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
  })

  test('a start that comes while a command runs becomes the owner, and keeps it', async () => {
    const dataFolder = harness.dataFolder()
    const command = harness.run({ dataFolder, durable: false, role: 'command' })
    expect((await command.until('open')).owner).toBe(true)
    const server = harness.run({ dataFolder, durable: false, role: 'server' })
    const { connectionString, place, owner } = await server.until('open')
    expect(owner).toBe(true)
    command.signal('SIGTERM')
    expect(await command.ended).toBe(0)
    expect(await query(connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
  })

  test('six commands at once on a fresh folder all do their work, and leave no server', async () => {
    const dataFolder = harness.dataFolder()
    for (const round of ['a', 'b']) {
      const commands = Array.from({ length: 6 }, (_, n) =>
        harness.run({ dataFolder, durable: false, role: 'command', write: `${round}${n}`, rows: 5 }),
      )
      expect(await Promise.all(commands.map(({ ended }) => ended))).toEqual([0, 0, 0, 0, 0, 0])
      expect(await serverOf(join(dataFolder, 'postgres'))).toBeNull()
    }
    const check = harness.run({ dataFolder, durable: false, role: 'command' })
    const { connectionString } = await check.until('open')
    expect(await query(connectionString, 'SELECT count(*)::int AS rows FROM written')).toEqual([{ rows: 60 }])
    check.signal('SIGTERM')
    await check.ended
  })

  test.skipIf(process.platform !== 'linux')(
    'the lock of the system bars a second server, whatever postmaster.pid says (needs flock)',
    async () => {
      const dataFolder = harness.dataFolder()
      const first = harness.run({ dataFolder, durable: false, role: 'command' })
      const { place } = await first.until('open')
      // A server of another container: its process id means nothing here, and its port is not ours.
      const pidFile = join(place, 'postmaster.pid')
      const written = await readFile(pidFile, 'utf8')
      const { uid, gid } = await stat(pidFile)
      await rm(pidFile)
      const second = harness.run({ dataFolder, durable: false, role: 'command', write: 'b', rows: 1 })
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      expect(second.lines).toEqual([])
      await writeFile(pidFile, written)
      await chown(pidFile, uid, gid)
      expect(await second.ended).toBe(0)
      first.signal('SIGTERM')
      expect(await first.ended).toBe(0)
      expect(await serverOf(place)).toBeNull()
    },
  )

  test('of four starts at once on a fresh folder one serves, the others are refused', async () => {
    const dataFolder = harness.dataFolder()
    const starts = Array.from({ length: 4 }, () => harness.run({ dataFolder, durable: false, role: 'server' }))
    const first = await Promise.race(
      starts.map(async (start) => {
        await start.until('open').catch(() => new Promise(() => undefined))
        return start
      }),
    )
    const others = starts.filter((start) => start !== first)
    expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([4, 4, 4])
    for (const other of others) expect((await other.until('refused')).code).toBe('data_folder_in_use')
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(await serverOf(join(dataFolder, 'postgres'))).toBeNull()
  })
})
