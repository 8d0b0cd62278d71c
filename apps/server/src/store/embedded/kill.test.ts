import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, killServer, LONG, query, type Running, serverOf, startHarness } from './testing/harness.ts'

/** A killed process loses nothing that it gave to the system: flushing to disk is for a loss of power. */
const durable = LONG

let harness: Harness

beforeAll(async () => {
  harness = await startHarness()
})

afterAll(() => harness.end())

/** Rows that processes said to be committed. */
function acknowledged(processes: readonly Running[]): readonly string[] {
  return processes.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === 'wrote' ? [line.row] : [])))
}

async function stored(connectionString: string): Promise<ReadonlySet<unknown>> {
  return new Set((await query(connectionString, 'SELECT row FROM written')).map(({ row }) => row))
}

/** Starts once more and properly: every acknowledged row is there, nothing beside the data is left, and it stops. */
async function expectWhole(dataFolder: string, processes: readonly Running[]): Promise<void> {
  const last = harness.run({ dataFolder, durable, role: 'server' })
  const { connectionString, place } = await last.until('open')
  const rows = acknowledged(processes)
  if (rows.length > 0) {
    const present = await stored(connectionString)
    expect(rows.filter((row) => !present.has(row))).toEqual([])
  }
  last.signal('SIGTERM')
  expect(await last.ended).toBe(0)
  expect(await serverOf(place)).toBeNull()
}

describe('kill -9', () => {
  test('of the parent: the server lives on, and the next start takes it over and stops it', async () => {
    const dataFolder = harness.dataFolder()
    const first = harness.run({ dataFolder, durable, role: 'server', write: 'a' })
    const { connectionString, place } = await first.until('open')
    await first.until('wrote')
    first.signal('SIGKILL')
    await first.ended
    const orphan = await serverOf(place)
    expect(orphan).not.toBeNull()

    const second = harness.run({ dataFolder, durable, role: 'server' })
    expect((await second.until('open')).connectionString).toBe(connectionString)
    expect(await serverOf(place)).toBe(orphan)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
    await expectWhole(dataFolder, [first])
  })

  test('of the parent, then a command: it uses the orphan, and stops it', async () => {
    const dataFolder = harness.dataFolder()
    const first = harness.run({ dataFolder, durable, role: 'server' })
    const { place } = await first.until('open')
    first.signal('SIGKILL')
    await first.ended
    const command = harness.run({ dataFolder, durable, role: 'command', write: 'b', rows: 3 })
    expect(await command.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
    await expectWhole(dataFolder, [command])
  })

  test('of the server: its owner brings it back on the same port, and no acknowledged row is lost', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable, role: 'server', write: 'a' })
    const { connectionString, place } = await server.until('open')
    for (const round of [1, 2, 3]) {
      const before = acknowledged([server]).length
      await expect.poll(() => acknowledged([server]).length).toBeGreaterThan(before)
      expect(await killServer(place), `round ${round}`).toBe(true)
      await expect.poll(() => query(connectionString, 'SELECT 1 AS one').catch(() => null)).toEqual([{ one: 1 }])
    }
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.lines.filter(({ kind }) => kind === 'lost')).toEqual([])
    await expectWhole(dataFolder, [server])
  })

  test('of the server again and again: its owner gives up with a reason', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable, role: 'server' })
    const { place } = await server.until('open')
    const lost = server.until('lost')
    const killing = (async () => {
      while (server.lines.every(({ kind }) => kind !== 'lost')) {
        await killServer(place)
        await sleep(20)
      }
    })()
    expect((await lost).code).toBe('database_unreachable')
    await killing
    await server.ended
    expect(await serverOf(place)).toBeNull()
    await expectWhole(dataFolder, [])
  })

  test('of one backend: the server recovers under its owner', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable, role: 'server', write: 'a' })
    const { connectionString, place } = await server.until('open')
    await server.until('wrote')
    const postmaster = await serverOf(place)
    const [backend] = await query(
      connectionString,
      "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
    )
    process.kill(Number(backend?.pid), 'SIGKILL')
    const before = acknowledged([server]).length
    await expect.poll(() => acknowledged([server]).length, { timeout: 20_000 }).toBeGreaterThan(before + 5)
    expect(await serverOf(place)).toBe(postmaster)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
    await expectWhole(dataFolder, [server])
  })

  test('of the server, and the end of its owner asked for while it is brought back', async () => {
    const dataFolder = harness.dataFolder()
    for (let round = 0; round < 4; round++) {
      const server = harness.run({ dataFolder, durable, role: 'server' })
      const { place } = await server.until('open')
      await killServer(place)
      await sleep(round * 30)
      server.signal('SIGTERM')
      expect(await server.ended).toBe(0)
      expect(await serverOf(place)).toBeNull()
    }
  })

  test('of both', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable, role: 'server', write: 'a' })
    const { place } = await server.until('open')
    await server.until('wrote')
    server.signal('SIGKILL')
    await killServer(place)
    await server.ended
    await expectWhole(dataFolder, [server])
  })

  test('of the server while a long statement runs: a start waits for its end', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable, role: 'server' })
    const { connectionString, place } = await server.until('open')
    const statement = query(connectionString, 'SELECT count(*) FROM generate_series(1, 20000000)').catch(() => null)
    await sleep(200)
    server.signal('SIGKILL')
    await killServer(place)
    await server.ended
    await expectWhole(dataFolder, [])
    await statement
  })

  const rounds = LONG ? 100 : 4
  test(`during the first set-up, ${rounds} times at random moments`, {
    timeout: LONG ? 1_800_000 : 240_000,
  }, async () => {
    for (let round = 0; round < rounds; round++) {
      const dataFolder = harness.dataFolder()
      const killed: Running[] = []
      for (let kill = 0; kill < 2; kill++) {
        const process = harness.run({
          dataFolder,
          role: round % 2 === 0 ? 'server' : 'command',
          write: `${round}-${kill}`,
        })
        killed.push(process)
        await Promise.race([sleep(100 + Math.random() * 1_500), process.ended])
        if (Math.random() < 0.3) await killServer(join(dataFolder, 'postgres'))
        process.signal('SIGKILL')
        await process.ended
      }
      await expectWhole(dataFolder, killed)
      expect(await readdir(dataFolder)).toEqual(['postgres'])
    }
  })

  const seconds = LONG ? 300 : 8
  test(`of anything, for ${seconds} seconds, while starts and commands come and go`, {
    timeout: (seconds + 240) * 1_000,
  }, async () => {
    const dataFolder = harness.dataFolder()
    const place = join(dataFolder, 'postgres')
    const first = harness.run({ dataFolder, durable, role: 'command', write: 'first', rows: 1 })
    expect(await first.ended).toBe(0)
    const all: Running[] = [first]
    const until = performance.now() + seconds * 1_000
    for (let n = 0; performance.now() < until; n++) {
      const live = all.slice(-4)
      const dice = Math.random()
      if (dice < 0.25) all.push(harness.run({ dataFolder, durable, role: 'server', write: `s${n}` }))
      else if (dice < 0.5) all.push(harness.run({ dataFolder, durable, role: 'command', write: `c${n}`, rows: 20 }))
      else if (dice < 0.65) live.at(Math.floor(Math.random() * live.length))?.signal('SIGKILL')
      else if (dice < 0.8) live.at(Math.floor(Math.random() * live.length))?.signal('SIGTERM')
      else if (dice < 0.85) await killServer(place)
      for (const old of all.slice(0, -4)) old.signal('SIGTERM')
      await sleep(Math.random() * 300)
    }
    for (const one of all) one.signal('SIGTERM')
    await Promise.all(all.map(({ ended }) => ended))
    const defects = all.flatMap(({ lines }) => lines.filter((line) => 'code' in line && line.code === 'defect'))
    expect(defects).toEqual([])
    expect(acknowledged(all).length).toBeGreaterThan(0)
    await expectWhole(dataFolder, all)
    expect(await readdir(dirname(place))).toEqual(['postgres'])
  })
})
