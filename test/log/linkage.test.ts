import { hmacSha256, publicStreamKey, streamLabel } from '@recourse/log'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordLog } from '../../apps/server/src/service/log/record-log.ts'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { makeLiveLog, testRecordLog } from '../../apps/server/src/store/postgres/log/testing/live-log.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import { type KnownCase, openCase, type Pool, publicLeaves, windowsOf } from './cases.ts'

const AT = Date.UTC(2026, 10, 22, 9)
const KINDS = [0x11, 0x21, 0x31, 0x41]
/** What one person's two cases have in common: the agency's number for them, and the digest of a file they sent twice. */
const SAME = ['agency number 104-22', 'cd'.repeat(32)]

interface Agency {
  readonly database: TestDatabase
  readonly pool: Pool
  readonly log: RecordLog
}

let agencies: readonly Agency[]

beforeEach(async () => {
  agencies = await Promise.all(
    [1, 2].map(async () => {
      const database = await testDatabase()
      const pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
      await makeLiveLog(pool)
      return { database, pool, log: testRecordLog(pool).log }
    }),
  )
})

afterEach(async () => {
  for (const { pool, database } of agencies) {
    await pool.end()
    await database.close()
  }
})

function agency(at: 0 | 1): Agency {
  const found = agencies[at]
  if (found === undefined) throw new Error('two agencies are set up')
  return found
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function shared(one: Iterable<string>, other: ReadonlySet<string>): readonly string[] {
  return [...one].filter((value) => other.has(value))
}

// abuse.md section 5, P12.
test('no two leaves of a log share a value beside kind and day, whosever they are', async () => {
  const { log, pool } = agency(0)
  for (let n = 0; n < 30; n++) await openCase(log, KINDS, SAME, AT)
  const leaves = await publicLeaves(pool)
  const seen = new Set<string>()
  for (const { label, commitment } of leaves) {
    for (const part of [label, commitment]) {
      const windows = windowsOf(part)
      expect(shared(windows, seen)).toEqual([])
      for (const window of windows) seen.add(window)
    }
  }
  expect(leaves).toHaveLength(120)
  expect(new Set(leaves.map(({ kind, hours }) => `${kind} ${hours}`)).size).toBe(KINDS.length)
})

test('one known case’s key finds its own leaves and no other’s; a leaf of a case leads to no second one', async () => {
  const { log, pool } = agency(0)
  const cases: KnownCase[] = []
  for (let n = 0; n < 20; n++) cases.push(await openCase(log, KINDS, SAME, AT))
  const leaves = await publicLeaves(pool)
  const labels = new Map(leaves.map(({ label }, at) => [hex(label), at]))
  const [known, target] = cases
  if (known === undefined || target === undefined) throw new Error('cases were opened')
  const found = Array.from({ length: 64 }, (_, k) => labels.get(hex(streamLabel(sha256, known.key, BigInt(k + 1)))))
  expect(found.filter((at) => at !== undefined)).toEqual([0, 1, 2, 3])
  // Everything that the known case and a leaf of the other give, taken for a key: none of the other's leaves answers.
  const first = leaves[4]
  if (first === undefined) throw new Error('the target has leaves')
  const clues = [known.key, known.id, first.label, first.commitment, publicStreamKey(sha256, SAME[0] ?? '')]
  const keys = clues.flatMap((a) => [a, ...clues.map((b) => hmacSha256(sha256, a, b)), ...clues.map((b) => xor(a, b))])
  const reached = keys.flatMap((key) =>
    Array.from({ length: 8 }, (_, k) => labels.get(hex(streamLabel(sha256, key, BigInt(k + 1)))) ?? -1),
  )
  expect(new Set(reached.filter((at) => at > 3)).size).toBe(0)
})

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] ?? 0))
}

/** Every value of every column of the log's tables, but for the words of the records themselves and what is the same for all. */
async function valuesOf({ pool }: Agency): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ value: string }>(
    `SELECT unnest(ARRAY[encode(id, 'hex'), encode(wrapped_key, 'hex'), sealing_key::text, encode(tip, 'hex')]) AS value FROM log_stream
     UNION ALL SELECT unnest(ARRAY[id::text, encode(stream, 'hex')]) FROM log_record
     UNION ALL SELECT unnest(ARRAY[record::text, encode(wrapped, 'hex'), sealing_key::text]) FROM log_seed
     UNION ALL SELECT unnest(ARRAY[id::text, encode(wrapped, 'hex')]) FROM log_sealing_key
     UNION ALL SELECT unnest(ARRAY[record::text, encode(label, 'hex'), encode(leaf_hash, 'hex')]) FROM log_entry
     UNION ALL SELECT slots::json -> 3 ->> 'value' FROM log_record`,
  )
  return new Set(rows.flatMap(({ value }) => (value === null ? [] : [value])))
}

test('two agencies’ databases and logs have no value in common, though they deal with the same person', async () => {
  const publicBytes = []
  for (const one of agencies) {
    await openCase(one.log, KINDS, SAME, AT)
    const leaves = await publicLeaves(one.pool)
    publicBytes.push(
      new Set(leaves.flatMap(({ label, commitment }) => [...windowsOf(label), ...windowsOf(commitment)])),
    )
  }
  const [one, other] = [await valuesOf(agency(0)), await valuesOf(agency(1))]
  expect(one.size).toBeGreaterThan(20)
  expect(shared(one, other)).toEqual([])
  expect(shared(publicBytes[0] ?? [], publicBytes[1] ?? new Set())).toEqual([])
})

test('the same file and agency number in two cases leave no equal value that would join them', async () => {
  const { log, pool } = agency(0)
  const pair = [await openCase(log, KINDS, SAME, AT), await openCase(log, KINDS, SAME, AT)]
  await publicLeaves(pool)
  const values = pair.map(async ({ records }) => {
    const { rows } = await pool.query<{ value: string }>(
      `SELECT unnest(ARRAY[r.id::text, encode(r.stream, 'hex'), encode(d.wrapped, 'hex'), d.sealing_key::text, encode(e.label, 'hex'),
         encode(e.leaf_hash, 'hex'), encode(s.wrapped_key, 'hex'), encode(s.tip, 'hex'), r.slots::json -> 3 ->> 'value']) AS value
       FROM log_record r JOIN log_stream s ON s.id = r.stream JOIN log_seed d ON d.record = r.id JOIN log_entry e ON e.record = r.id
       WHERE r.id = ANY($1::uuid[])`,
      [records],
    )
    return new Set(rows.flatMap(({ value }) => (value === null ? [] : [value])))
  })
  const [one, other] = await Promise.all(values)
  expect(one?.size).toBeGreaterThan(10)
  expect(shared(one ?? [], other ?? new Set())).toEqual([])
})

// abuse.md R02.
test('a report of pressure lies in a stream of its own, under a kind that tells reports and reads apart from nothing', async () => {
  const { log, pool } = agency(0)
  const reported = await openCase(log, KINDS, SAME, AT)
  const oversight = await openCase(log, [0x2f, 0x2f], ['about that case'], AT)
  const leaves = await publicLeaves(pool)
  const own = [1n, 2n].map((k) => hex(streamLabel(sha256, oversight.key, k)))
  expect(leaves.filter(({ label }) => own.includes(hex(label))).map(({ kind }) => kind)).toEqual([0x2f, 0x2f])
  const ofCase = Array.from({ length: 8 }, (_, k) => hex(streamLabel(sha256, reported.key, BigInt(k + 1))))
  expect(leaves.filter(({ label }) => ofCase.includes(hex(label))).map(({ kind }) => kind)).toEqual(KINDS)
})
