import { randomBytes } from 'node:crypto'
import {
  bucketBits,
  decodeBucket,
  decodeEntry,
  encodeBucket,
  labelBucket,
  labelTreeRoot,
  leafHash,
  proveFromBucket,
  readyIndex,
  sortLabels,
  sortPlaces,
  unpackPlaces,
  verifyLabel,
} from '@recourse/log'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { indexBuckets } from '../../../service/log/index-buckets.ts'
import { indexRoots } from '../../../service/log/index-root.ts'
import { LogStop } from '../../../service/log/ports.ts'
import { otherEntry, placesOf } from '../../../service/log/testing/stream-log.ts'
import { type TestDatabase, testDatabase } from '../../embedded/testing.ts'
import { sha256 } from '../../keys/sha256.ts'
import { openPool } from '../pool.ts'
import { postgresIndexStore } from './label-index.ts'

let database: TestDatabase
let pool: Pool
const entries: Uint8Array[] = []
const world = { now: Date.UTC(2026, 6, 1) }
const clock = { now: () => world.now }

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  entries.length = 0
  world.now = Date.UTC(2026, 6, 1)
  await pool.query(
    `INSERT INTO log_identity VALUES (1, 'example.com/log', '', now(), 24, 'full', '{a,b}', '1', 1, true, NULL)`,
  )
  await pool.query(`INSERT INTO log_head VALUES (1, 0, '', '', 0, 1, 0)`)
})

afterEach(async () => {
  await pool.end()
  await database.close()
})

/** What the sequencer and the publisher do to these tables. */
async function publish(added: readonly Uint8Array[], { quorum = true } = {}): Promise<void> {
  const { rows } = await pool.query<{ entry: Buffer }>(
    'WITH gone AS (DELETE FROM log_outbox RETURNING id, entry) SELECT entry FROM gone ORDER BY id',
  )
  const batch = [...added, ...rows.map((row) => new Uint8Array(row.entry))]
  const first = entries.length
  entries.push(...batch)
  const labels = batch.map((bytes) => {
    const entry = decodeEntry(bytes)
    return entry.type === 'event' ? Buffer.from(entry.label) : null
  })
  await pool.query(
    `INSERT INTO log_entry (log, idx, label, leaf_hash)
     SELECT 1, $1::bigint + n - 1, label, hash FROM unnest($2::bytea[], $3::bytea[]) WITH ORDINALITY AS e (label, hash, n)`,
    [first, labels, batch.map((bytes) => Buffer.from(leafHash(sha256, bytes)))],
  )
  const seconds = Math.floor(world.now / 1000)
  await pool.query('INSERT INTO log_checkpoint (log, size, published_at, note, quorum_at) VALUES (1, $1, $2, $3, $4)', [
    entries.length,
    seconds,
    randomBytes(8),
    quorum ? seconds : null,
  ])
  await pool.query('UPDATE log_head SET size = $1, published_size = $1', [entries.length])
}

const events = (from: number, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => otherEntry(from + i))

function parts() {
  const store = postgresIndexStore(pool)
  const roots = indexRoots({ store, clock, sha256 })
  return { store, roots, buckets: indexBuckets(store, roots) }
}

/** The newest index root that stands among the leaves. */
function logged() {
  const found = entries.flatMap((bytes) => {
    const entry = decodeEntry(bytes)
    return entry.type === 'index-root' ? [entry] : []
  })
  return found.at(-1) ?? null
}

function rootOver(size: number) {
  return labelTreeRoot(readyIndex(sha256, sortPlaces(placesOf(entries.slice(0, size))), 0).tree)
}

describe('index roots', () => {
  test('grown by what changed, over restarts, each is the root of all labels below its size', async () => {
    let made = parts()
    for (const [round, count] of [300, 1, 120, 700, 40].entries()) {
      await publish(events(round * 1_000, count))
      if (round === 2) made = parts()
      await made.roots.afterPublish({ log: 1, size: BigInt(entries.length), quorum: true })
      const covered = entries.length
      world.now += 3_600_000
      await publish([])
      await made.roots.afterPublish({ log: 1, size: BigInt(entries.length), quorum: true })
      const entry = logged()
      expect(entry).toEqual({ type: 'index-root', size: BigInt(covered), ...rootOver(covered) })
      expect(await made.store.newestRoot(1)).toMatchObject({ size: BigInt(covered), idx: BigInt(entries.length - 1) })
    }
    const stored = await pool.query('SELECT count(*)::int AS n FROM log_index_bucket')
    expect(stored.rows[0].n).toBeLessThanOrEqual(300 + 1 + 120 + 700 + 40)
  })

  test('cover nothing without a quorum, nothing twice within the hour, and no growth without labels', async () => {
    const { roots } = parts()
    const after = () => roots.afterPublish({ log: 1, size: BigInt(entries.length), quorum: true })
    expect(await roots.force(1)).toEqual({ kind: 'none', why: 'no_quorum' })
    await publish(events(0, 10), { quorum: false })
    expect(await roots.force(1)).toEqual({ kind: 'none', why: 'no_quorum' })
    world.now += 1_000
    await publish([])
    await after()
    await publish(events(100, 10))
    expect(logged()?.size).toBe(10n)
    world.now += 58_000
    await after()
    expect(await roots.request(1)).toEqual({ kind: 'none', why: 'not_due' })
    world.now += 1_000
    expect(await roots.request(1)).toEqual({ kind: 'logged', size: 21n, labels: 20n })
    world.now += 3_600_000
    await publish([])
    expect(await roots.request(1)).toEqual({ kind: 'none', why: 'no_labels' })
    expect(await roots.force(1)).toEqual({ kind: 'none', why: 'no_labels' })
  })

  test('after an import of more than a proof can bridge, the resting log gets its root before the hour', async () => {
    const { roots } = parts()
    const after = () => roots.afterPublish({ log: 1, size: BigInt(entries.length), quorum: true })
    await publish(events(0, 10))
    await after()
    world.now += 61_000
    await publish(events(100, 600))
    await after()
    expect(logged()?.size).toBe(10n)
    world.now += 59_000
    await after()
    world.now += 1_000
    await after()
    await publish([])
    expect(logged()?.size).toBe(611n)
  })

  test('two processes at once log one root of one size', async () => {
    await publish(events(0, 50))
    const [one, two] = [parts(), parts()]
    const outcomes = await Promise.all([one.roots.force(1), two.roots.force(1)])
    expect(outcomes.filter(({ kind }) => kind === 'logged')).toHaveLength(1)
    const { rows } = await pool.query('SELECT count(*)::int AS n FROM log_outbox')
    expect(rows[0].n).toBe(1)
    await publish(events(100, 50))
    for (const { roots } of [one, two]) await roots.force(1)
    await publish([])
    expect(logged()).toEqual({ type: 'index-root', size: 101n, ...rootOver(101) })
  })

  test('stored buckets that do not lead to the logged root stop it', async () => {
    await publish(events(0, 50))
    await parts().roots.force(1)
    await publish(events(100, 5))
    await pool.query(
      `UPDATE log_index_bucket SET hash = sha256(hash) WHERE bucket = (SELECT min(bucket) FROM log_index_bucket)`,
    )
    const thrown = await parts()
      .roots.force(1)
      .catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(LogStop)
    expect(thrown instanceof LogStop && thrown.code).toBe('index_differs')
  })
})

describe('buckets', () => {
  test('are those of all labels, for the newest size and for older ones, and prove each label', async () => {
    const { roots, buckets } = parts()
    expect(await buckets.latest(1)).toBeNull()
    const sizes: number[] = []
    for (const count of [90, 1_200, 300]) {
      await publish(events(entries.length * 10, count))
      sizes.push(entries.length)
      await roots.force(1)
      expect(await buckets.bucket(1, BigInt(entries.length), '0'.repeat(bucketBits(BigInt(entries.length))))).toBeNull()
      await publish([])
      await roots.afterPublish({ log: 1, size: BigInt(entries.length), quorum: false })
      expect(await buckets.latest(1)).toBe(BigInt(sizes.at(-1) ?? 0))
    }
    for (const size of sizes) {
      const bits = bucketBits(BigInt(size))
      const places = sortLabels(unpackPlaces(placesOf(entries.slice(0, size))))
      const { root } = rootOver(size)
      for (let path = 0; path < 2 ** bits; path++) {
        const name = bits === 0 ? '' : path.toString(2).padStart(bits, '0')
        const bytes = await buckets.bucket(1, BigInt(size), name)
        const label = new Uint8Array(32)
        new DataView(label.buffer).setUint16(0, bits === 0 ? 0 : path << (16 - bits))
        expect(Buffer.from(bytes ?? [])).toEqual(Buffer.from(encodeBucket(labelBucket(sha256, places, label, bits))))
        const bucket = decodeBucket(bytes ?? new Uint8Array())
        for (const asked of [label, ...bucket.places.slice(0, 2).map((place) => place.label)]) {
          verifyLabel(sha256, root, asked, proveFromBucket(sha256, bucket, asked))
        }
      }
    }
  })

  test('of a size without a root, of another depth, or of no such path are none', async () => {
    const { roots, buckets } = parts()
    await publish(events(0, 600))
    await roots.force(1)
    await publish([])
    await roots.afterPublish({ log: 1, size: 601n, quorum: true })
    expect(await buckets.bucket(1, 600n, '01')).not.toBeNull()
    for (const [size, bits] of [
      [600n, '0'],
      [600n, '012'],
      [600n, '02'],
      [600n, ''],
      [601n, '01'],
      [5n, ''],
    ] as const) {
      expect(await buckets.bucket(1, size, bits)).toBeNull()
    }
    expect(await buckets.bucket(2, 600n, '01')).toBeNull()
  })
})
