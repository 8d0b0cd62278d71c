import { encodeEntry, leafHash, publicStreamKey, streamId, streamLabel } from '@recourse/log'
import { afterEach, describe, expect, test } from 'vitest'
import type { LogIdentity } from '../../apps/server/src/service/log/ports.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { type RecoverParts, recoverFromTiles } from '../../apps/server/src/service/log/recover.ts'
import { repairLog } from '../../apps/server/src/service/log/repair.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { init, leading, ORIGIN, opened, randomLeaf, type TestLog, testLog } from './harness.ts'

const made: TestLog[] = []
afterEach(async () => {
  for (const log of made.splice(0)) await log.close()
})

async function newLog(): Promise<[TestLog, LogIdentity]> {
  const log = await testLog()
  made.push(log)
  return [log, await init(log)]
}

const TERMS = { granularityHours: 24, kinds: 'full' } as const
const filesOf = (log: TestLog) => log.folders.get('2026')?.files ?? new Map<string, Uint8Array>()
const sizeOf = (log: TestLog) => opened(filesOf(log).get('checkpoint') ?? new Uint8Array()).size

async function grow(
  log: TestLog,
  identity: LogIdentity,
  leaves: readonly ReturnType<typeof randomLeaf>[],
  shown = true,
) {
  await log.store.enqueue(leaves, Date.now())
  await leading(log, identity, async (open) => {
    const { log: next } = await sequenceBatch(log.parts, open)
    if (shown) await publish(log.parts, next)
  })
}
const some = (count: number) => Array.from({ length: count }, randomLeaf)

function recoverParts(log: TestLog, told: bigint[] = []): RecoverParts {
  return {
    ...log.parts,
    streamKeyOf: async () => null,
    logIncident: async (_origin, leaves) => void told.push(...leaves),
  }
}

const TABLES = ['log_head', 'log_entry', 'log_outbox', 'log_staging', 'log_checkpoint', 'log_gc', 'log_stream']
async function keep(log: TestLog): Promise<() => Promise<void>> {
  for (const table of TABLES) await log.pool.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)
  return async () => {
    for (const table of [...TABLES].reverse()) {
      await log.pool.query(`DELETE FROM ${table}`)
      await log.pool.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_${table}`)
    }
  }
}

async function hashes(log: TestLog): Promise<readonly string[]> {
  return (await log.store.leafHashes(1, 0n, 10_000)).map((hash) => Buffer.from(hash).toString('hex'))
}

describe('recover --from-tiles', () => {
  test('a database restored from the past follows the tiles again: no leaf twice, none lost, what is missing named', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(300))
    const late = some(4)
    await log.store.enqueue(late, Date.now())
    const restore = await keep(log)
    await leading(log, identity, async (open) => {
      await publish(log.parts, (await sequenceBatch(log.parts, open)).log)
    })
    await grow(log, identity, some(500))
    const before = await hashes(log)
    await restore()
    expect((await log.store.outboxDepth()).rows).toBe(4)
    const told: bigint[] = []
    const recovered = await recoverFromTiles(recoverParts(log, told), TERMS)
    expect(recovered).toMatchObject({ origin: ORIGIN, size: 804n })
    expect(await hashes(log)).toEqual(before)
    // Raw leaves of this test have no records, as those written after the backup have none.
    expect(told.slice(0, 2)).toEqual([0n, 1n])
    expect((await log.store.outboxDepth()).rows).toBe(0)
    await grow(log, identity, some(10))
    expect(sizeOf(log)).toBe(814n)
  })

  test('a queued leaf that the tiles hold gives its record to the entry', async () => {
    const [log, identity] = await newLog()
    const record = '00000000-0000-4000-8000-000000000007'
    await log.store.enqueue(some(1), Date.now())
    await log.pool.query('UPDATE log_outbox SET record = $1', [record])
    const restore = await keep(log)
    await leading(log, identity, async (open) => {
      await publish(log.parts, (await sequenceBatch(log.parts, open)).log)
    })
    await restore()
    expect((await recoverFromTiles(recoverParts(log), TERMS)).withoutRecord).toEqual([])
    expect(await log.store.placesOf([record])).toEqual([{ record, log: 1, idx: 0n }])
  })

  test('lost rows come back, and committed leaves that were not published yet stay', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(300))
    await grow(log, identity, some(40), false)
    const before = await hashes(log)
    await log.pool.query('DELETE FROM log_entry WHERE idx IN (0, 17, 300, 339)')
    await expect(leading(log, identity, async () => 0)).rejects.toMatchObject({ code: 'entries_differ' })
    expect((await recoverFromTiles(recoverParts(log), TERMS)).size).toBe(340n)
    expect(await hashes(log)).toEqual(before)
    await grow(log, identity, some(1))
    expect(sizeOf(log)).toBe(341n)
  })

  test('an empty database learns all from tiles and keys', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(700))
    const before = await hashes(log)
    const lost = await testLog((parts) => ({ ...parts, origin: ORIGIN, tilesOf: log.parts.tilesOf }))
    made.push(lost)
    expect((await recoverFromTiles(recoverParts(lost), TERMS)).size).toBe(700n)
    expect(await hashes(lost)).toEqual(before)
    await lost.store.enqueue(some(5), Date.now())
    await leading(lost, identity, async (open) => {
      await publish(lost.parts, (await sequenceBatch(lost.parts, open)).log)
    })
    expect(sizeOf(log)).toBe(705n)
  })

  test('a stream goes on behind the last label that the tiles hold', async () => {
    const [log, identity] = await newLog()
    const key = publicStreamKey(sha256, 'agency/X')
    const entries = [1n, 2n, 3n, 4n, 5n].map((k) => {
      const label = streamLabel(sha256, key, k)
      const entry = encodeEntry({ type: 'event', kind: 0x81, hours: 0, label, commitment: new Uint8Array(32) })
      return { label, entry }
    })
    const leaf = (k: number) => leafHash(sha256, entries[k - 1]?.entry ?? new Uint8Array())
    const put = 'INSERT INTO log_stream (id, name, next_seq, tip) VALUES ($1, $2, $3, $4)'
    await log.pool.query(put, [Buffer.from(streamId(sha256, key)), 'agency/X', 3, Buffer.from(leaf(2))])
    await grow(log, identity, entries.slice(0, 2))
    const restore = await keep(log)
    await grow(log, identity, entries.slice(2, 4))
    await restore()
    // Queued in the restored past, and not published.
    await log.store.enqueue(entries.slice(4), Date.now())
    expect((await recoverFromTiles(recoverParts(log), TERMS)).streams).toBe(1)
    const [stream] = await log.store.streams()
    expect(stream).toMatchObject({ nextSeq: 6n, tip: leaf(5) })
  })

  test('nothing is rebuilt from tiles that do not lead to the signed root', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(300))
    await log.pool.query('DELETE FROM log_entry WHERE idx = 5')
    const bundle = filesOf(log).get('tile/entries/000')
    if (bundle !== undefined) bundle[60] = (bundle[60] ?? 0) ^ 1
    await expect(recoverFromTiles(recoverParts(log), TERMS)).rejects.toMatchObject({ code: 'edge_differs' })
    filesOf(log).delete('tile/entries/000')
    await expect(recoverFromTiles(recoverParts(log), TERMS)).rejects.toMatchObject({ code: 'edge_differs' })
    expect((await log.store.entryCount(1)).count).toBe(299n)
  })

  test('nor beside a server, nor by the keys of another log', async () => {
    const [log, identity] = await newLog()
    await leading(log, identity, async () => {
      await expect(recoverFromTiles(recoverParts(log), TERMS)).rejects.toMatchObject({ code: 'log_in_use' })
    })
    const other = await testLog((parts) => ({
      ...parts,
      origin: 'recourse.example/other/2026',
      tilesOf: log.parts.tilesOf,
    }))
    made.push(other)
    await expect(recoverFromTiles(recoverParts(other), TERMS)).rejects.toMatchObject({ code: 'published_differs' })
  })
})

describe('repair', () => {
  const parts = (log: TestLog, aside = new Map<string, Uint8Array>()) => ({
    ...log.parts,
    keepAside: async (folder: string, path: string, bytes: Uint8Array) => void aside.set(`${folder}/${path}`, bytes),
  })

  test('files of a past that nobody was shown are moved aside, and the log goes on', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(250))
    const restore = await keep(log)
    await grow(log, identity, some(20), false)
    const past = filesOf(log).get('tile/entries/000')
    await restore()
    // 260 leaves: bundle 0 is another one now; the commit stands before the files.
    await log.store.enqueue(some(10), Date.now())
    await expect(leading(log, identity, (open) => sequenceBatch(log.parts, open))).rejects.toMatchObject({
      code: 'tile_conflict',
    })
    await expect(leading(log, identity, async () => 0)).rejects.toMatchObject({ code: 'tile_conflict' })
    const aside = new Map<string, Uint8Array>()
    const { aside: moved, server } = await repairLog(parts(log, aside))
    expect([server, moved]).toEqual(['unchanged', [...aside.keys()].map((path) => path.slice(5)).sort()])
    expect(aside.get('2026/tile/entries/000')).toEqual(past)
    await grow(log, identity, some(5))
    expect(sizeOf(log)).toBe(265n)
  })

  test('what is published is never touched, and a database behind it is not repaired but recovered', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(250))
    const restore = await keep(log)
    await grow(log, identity, some(20))
    const before = new Map(filesOf(log))
    await restore()
    await expect(repairLog(parts(log))).rejects.toMatchObject({ code: 'published_ahead' })
    expect(filesOf(log)).toEqual(before)
  })

  test('a database on another server is accepted when every entry fits, and only then', async () => {
    const [log, identity] = await newLog()
    await grow(log, identity, some(300))
    await log.pool.query('UPDATE log_identity SET timeline = timeline + 1')
    await log.pool.query('CREATE TABLE kept AS SELECT * FROM log_entry WHERE idx = 3')
    await log.pool.query("UPDATE log_entry SET leaf_hash = '\\x00' WHERE idx = 3")
    await expect(repairLog(parts(log))).rejects.toMatchObject({ code: 'entries_differ' })
    await expect(leading(log, identity, async () => 0)).rejects.toMatchObject({ code: 'log_system_changed' })
    await log.pool.query('UPDATE log_entry e SET leaf_hash = k.leaf_hash FROM kept k WHERE e.idx = 3')
    expect((await repairLog(parts(log))).server).toBe('accepted')
    await grow(log, identity, some(1))
    expect(sizeOf(log)).toBe(301n)
  })
})
