import { afterEach, describe, expect, test } from 'vitest'
import type { InitParts } from '../../apps/server/src/service/log/init.ts'
import type { LogIdentity } from '../../apps/server/src/service/log/ports.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { type LogRunner, runLog } from '../../apps/server/src/service/log/run-log.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { startUp } from '../../apps/server/src/service/log/start-up.ts'
import { postgresLog } from '../../apps/server/src/store/postgres/log/log-store.ts'
import { init, leading, opened, randomLeaf, type TestLog, testLog } from './harness.ts'

const made: TestLog[] = []
const runners: LogRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop()
  for (const log of made.splice(0)) await log.close()
})

async function log(change?: (parts: InitParts) => Partial<InitParts>): Promise<[TestLog, LogIdentity]> {
  const one = await testLog(change)
  made.push(one)
  return [one, await init(one)]
}

async function run(one: TestLog, identity: LogIdentity, parts: InitParts = one.parts): Promise<[LogRunner, unknown[]]> {
  const troubles: unknown[] = []
  const runner = await runLog(parts, identity, { onTrouble: (error) => troubles.push(error) })
  runners.push(runner)
  return [runner, troubles]
}

async function until(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const filesOf = (one: TestLog) => one.folders.get('2026')?.files ?? new Map<string, Uint8Array>()
const publishedSize = (one: TestLog): bigint => opened(filesOf(one).get('checkpoint') ?? new Uint8Array()).size
const queue = (one: TestLog, leaves: number) =>
  one.store.enqueue(Array.from({ length: leaves }, randomLeaf), Date.now())

test('what is queued is published, hooks are told, and a stop leaves nothing behind', async () => {
  const [one, identity] = await log()
  const told: bigint[] = []
  const runner = await runLog(one.parts, identity, {
    onTrouble: () => undefined,
    afterPublish: [async ({ log: number, size, quorum }) => void told.push(size * BigInt(number) * (quorum ? 1n : 0n))],
  })
  runners.push(runner)
  await queue(one, 5)
  await until(() => publishedSize(one) === 5n)
  await queue(one, 7)
  await until(async () => (await one.store.head(identity.log))?.size === 12n)
  await runner.stop()
  expect(publishedSize(one)).toBe(12n)
  expect(told.at(-1)).toBe(12n)
  expect(runner.state()).toEqual({ kind: 'ended' })
  expect(await one.store.staged(identity.log, 0n)).toEqual([])
})

describe('two sequencers', () => {
  test('one leads, the other takes over when it ends, and no leaf is there twice or lost', async () => {
    const [one, identity] = await log()
    const [first] = await run(one, identity)
    const second = { ...one.parts, store: postgresLog(one.pool, one.connectionString) }
    const [other] = await run(one, identity, second)
    await until(() => first.state().kind === 'sequencing')
    expect(other.state().kind).toBe('waiting')
    let queued = 0
    for (let round = 0; round < 10; round++) {
      await queue(one, 20)
      queued += 20
      if (round === 5) await first.stop()
    }
    await until(() => publishedSize(one) === BigInt(queued))
    expect(other.state().kind).toBe('sequencing')
    expect((await one.store.entryCount(identity.log)).count).toBe(BigInt(queued))
  })

  test('one that lost its lead without knowing commits nothing, publishes nothing and signs nothing anew', async () => {
    const [one, identity] = await log()
    await queue(one, 3)
    const stale = await leading(one, identity, async (open) => open)
    // Somebody else took over meanwhile.
    const current = await leading(one, identity, async (open) => (await sequenceBatch(one.parts, open)).log)
    await queue(one, 2)
    await expect(sequenceBatch(one.parts, stale)).rejects.toMatchObject({
      code: expect.stringMatching(/term_lost|outbox_doubled/),
    })
    await expect(publish(one.parts, stale)).rejects.toMatchObject({ code: 'term_lost' })
    expect(publishedSize(one)).toBe(0n)
    // Of the very same size too.
    const same = await startUp(one.parts, identity)
    await leading(one, identity, async () => undefined)
    await expect(sequenceBatch(one.parts, same)).rejects.toMatchObject({ code: 'term_lost' })
    await expect(
      one.store.refreshHead(identity.log, same.head, same.head.checkpoint, Date.now()),
    ).rejects.toMatchObject({ code: 'term_lost' })
    expect((await one.store.head(identity.log))?.size).toBe(current.head.size)
    expect((await one.store.outboxDepth()).rows).toBe(2)
  })

  test('a session that ends gives the lead away', async () => {
    const [one, identity] = await log()
    const [runner] = await run(one, identity)
    await until(() => runner.state().kind === 'sequencing')
    const { term = 0n } = (await one.store.head(identity.log)) ?? {}
    await one.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recourse sequencer' AND datname = current_database()",
    )
    await until(async () => ((await one.store.head(identity.log))?.term ?? 0n) > term)
    await queue(one, 4)
    await until(() => publishedSize(one) === 4n)
  })
})

describe('trouble', () => {
  test('two storage errors in a row: no batch between, and all is there in the end', async () => {
    const [one, identity] = await log()
    const [runner, troubles] = await run(one, identity)
    const tiles = one.folders.get('2026')
    if (tiles === undefined) throw new Error('no tiles')
    let fails = 2
    const sizes: bigint[] = []
    tiles.before = async (act) => {
      if (fails === 0 || (act !== 'create' && act !== 'probe')) return
      fails--
      sizes.push((await one.store.head(identity.log))?.size ?? -1n)
      await queue(one, 1)
      throw new Error(`no ${act} now`)
    }
    await queue(one, 6)
    await until(() => publishedSize(one) === 8n)
    expect(troubles.map(String)).toEqual(['Error: no create now', 'Error: no probe now'])
    expect(sizes).toEqual([6n, 6n])
    expect(runner.state().kind).toBe('sequencing')
  })

  test('a commit whose outcome is unknown is neither lost nor made twice', async () => {
    for (const happened of [true, false]) {
      const [one, identity] = await log()
      let fails = 1
      const store = {
        ...one.store,
        async commit(...given: Parameters<typeof one.store.commit>) {
          if (fails > 0) {
            fails--
            if (happened) await one.store.commit(...given)
            throw new Error('Connection terminated unexpectedly')
          }
          await one.store.commit(...given)
        },
      }
      const [, troubles] = await run(one, identity, { ...one.parts, store })
      await queue(one, 9)
      await until(() => publishedSize(one) === 9n)
      expect(troubles).toHaveLength(1)
      expect((await one.store.entryCount(identity.log)).count).toBe(9n)
    }
  })

  test('a bit flipped in memory before signing stops, and nothing is signed', async () => {
    const flips: readonly ((parts: InitParts) => InitParts)[] = ['tile/0/', 'tile/entries/'].map(
      (prefix) => (parts) => ({
        ...parts,
        step(step) {
          if (step.at !== 'grown') return
          const bytes = step.files.find(({ path }) => path.startsWith(prefix))?.bytes
          if (bytes !== undefined) bytes[40] = (bytes[40] ?? 0) ^ 1
        },
      }),
    )
    for (const flip of flips) {
      const [one, identity] = await log()
      const [runner] = await run(one, identity, flip(one.parts))
      await queue(one, 3)
      await until(() => runner.state().kind === 'stopped')
      expect(runner.state()).toMatchObject({ stop: { code: 'root_differs' } })
      expect(await one.store.head(identity.log)).toMatchObject({ size: 0n })
      expect((await one.store.outboxDepth()).rows).toBe(3)
    }
  })

  test('a bit flipped in the edge between two cycles stops as well', async () => {
    const [one, identity] = await log()
    await queue(one, 3)
    await leading(one, identity, async (open) => {
      const { log: current } = await sequenceBatch(one.parts, open)
      const [tile] = current.edge.tiles
      if (tile !== undefined) tile[1] = (tile[1] ?? 0) ^ 128
      await queue(one, 1)
      await expect(sequenceBatch(one.parts, current)).rejects.toMatchObject({ code: 'root_differs' })
    })
  })

  test('a clock that goes back stops; a small step back is waited out', async () => {
    const [one, identity] = await log()
    const [runner] = await run(one, identity)
    await queue(one, 1)
    await until(() => publishedSize(one) === 1n)
    one.clock.at = -300
    await queue(one, 1)
    await until(async () => (await one.store.head(identity.log))?.size === 2n)
    one.clock.at = -60_000
    await queue(one, 1)
    await until(() => runner.state().kind === 'stopped')
    expect(runner.state()).toMatchObject({ stop: { code: 'clock_went_back' } })
    expect((await one.store.head(identity.log))?.size).toBe(2n)
  })

  test('a full disk stops sequencing, and it goes on by itself when there is space', async () => {
    const [one, identity] = await log()
    const tiles = one.folders.get('2026')
    if (tiles === undefined) throw new Error('no tiles')
    tiles.free = 1_000
    const [runner, troubles] = await run(one, identity)
    await queue(one, 2)
    await until(() => troubles.length > 0)
    expect(runner.state()).toMatchObject({ kind: 'troubled', error: { code: 'tile_store_full' } })
    expect((await one.store.head(identity.log))?.size).toBe(0n)
    tiles.free = 10_000_000_000
    await until(() => publishedSize(one) === 2n)
  })

  test('a row that is no entry stops the log before it stands there for ever', async () => {
    const [one, identity] = await log()
    const [runner] = await run(one, identity)
    await one.store.enqueue([{ label: null, entry: Uint8Array.of(1, 2, 3) }], Date.now())
    await until(() => runner.state().kind === 'stopped')
    expect(runner.state()).toMatchObject({ stop: { code: 'outbox_unfit' } })
  })
})

test('an idle log is signed and published anew, and one archived checkpoint a day remains', async () => {
  const [one, identity] = await log((parts) => ({ settings: { ...parts.settings, idlePublishMs: 300 } }))
  await run(one, identity)
  await queue(one, 2)
  await until(() => publishedSize(one) === 2n)
  const first = opened(filesOf(one).get('checkpoint') ?? new Uint8Array())
  await until(() => opened(filesOf(one).get('checkpoint') ?? new Uint8Array()).time > first.time + 2n)
  const { rows } = await one.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM log_checkpoint WHERE size = 2')
  expect(rows[0]?.n).toBeLessThanOrEqual(2)
  expect((await one.store.earliestCovering(identity.log, 1n, true))?.publishedAt).toBeLessThanOrEqual(first.time + 1n)
})

test('partial tiles go once their full tile is published, and none that a reader may still need', async () => {
  const [one, identity] = await log((parts) => ({ settings: { ...parts.settings, collectMs: 0 } }))
  await run(one, identity)
  for (let round = 0; round < 12; round++) {
    await queue(one, 50)
    await until(() => publishedSize(one) === BigInt((round + 1) * 50))
  }
  await until(() => ![...filesOf(one).keys()].some((path) => path.startsWith('tile/0/001.p/')))
  const left = [...filesOf(one).keys()].filter((path) => path.includes('.p/'))
  expect(left.every((path) => /^tile\/(0|entries)\/002\.p\/|^tile\/1\/000\.p\//.test(path))).toBe(true)
  expect(left).toContain('tile/0/002.p/88')
})
