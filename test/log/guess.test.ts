import { createHash } from 'node:crypto'
import {
  canonicalJson,
  commitRecord,
  hmacSha256,
  publicStreamKey,
  type SlotValue,
  streamId,
  streamLabel,
} from '@recourse/log'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenedRecord, RecordLog } from '../../apps/server/src/service/log/record-log.ts'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { makeLiveLog, testRecordLog } from '../../apps/server/src/store/postgres/log/testing/live-log.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import { openCase, type Pool, publicLeaves } from './cases.ts'

const AT = Date.UTC(2026, 10, 22, 9)

let database: TestDatabase
let pool: Pool
let log: RecordLog

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  await makeLiveLog(pool)
  log = testRecordLog(pool).log
})

afterEach(async () => {
  await pool.end()
  await database.close()
})

const hash = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest())

/** What an attacker without the seed can lay hands on or make of the plaintext: 32 bytes each. */
function candidates(record: OpenedRecord, known: readonly Uint8Array[]): readonly Uint8Array[] {
  const plain = record.slots.map(slotBytes)
  const whole = canonicalJson(record.slots.map((slot) => (slot.kind === 'value' ? slot.value : null)))
  const small = Array.from({ length: 256 }, (_, byte) => new Uint8Array(32).fill(byte))
  const numbered = Array.from({ length: 64 }, (_, n) => hash(Buffer.from(`${n}`)))
  const made = [whole, ...plain, Buffer.concat(plain), ...known].flatMap((bytes) => [
    hash(bytes),
    hash(hash(bytes)),
    publicStreamKey(sha256, Buffer.from(bytes).toString('latin1')),
    hmacSha256(sha256, new Uint8Array(32), bytes),
    hmacSha256(sha256, bytes, Buffer.from('recourse/record/v1\n')),
    hmacSha256(sha256, bytes, Buffer.from('recourse/label/v1\n')),
  ])
  return [...small, ...numbered, ...known, ...made, ...made.map((one) => streamId(sha256, one))]
}

function slotBytes(slot: SlotValue): Uint8Array {
  return slot.kind === 'value'
    ? canonicalJson(slot.value)
    : slot.kind === 'list'
      ? canonicalJson(slot.items)
      : new Uint8Array()
}

test('with every leaf and the exact record, but without its seed, nobody can confirm that it is in the log', async () => {
  const asked = await openCase(log, [0x11, 0x21, 0x31], ['end benefit', 'A-104'], AT)
  for (let n = 0; n < 20; n++) await openCase(log, [0x11, 0x21, 0x31], ['end benefit', 'A-104'], AT)
  const opened = await Promise.all(asked.records.map((record) => log.open(record)))
  const leaves = await publicLeaves(pool)
  const commitments = new Set(leaves.map(({ commitment }) => Buffer.from(commitment).toString('hex')))
  const labels = new Set(leaves.map(({ label }) => Buffer.from(label).toString('hex')))
  const known = [...leaves.flatMap(({ label, commitment }) => [label, commitment]), asked.id]
  let tried = 0
  for (const record of opened) {
    if (record === null) throw new Error('the record is not there')
    const { schema, slots, seed } = record
    const commits = (guess: Uint8Array): boolean =>
      commitments.has(Buffer.from(commitRecord(sha256, { schema, seed: guess, slots }).commitment).toString('hex'))
    // The test can fail: with the seed it is there.
    expect(commits(seed)).toBe(true)
    for (const guess of candidates(record, known)) {
      tried++
      expect(commits(guess)).toBe(false)
      for (const k of [1n, 2n, 3n]) {
        expect(labels.has(Buffer.from(streamLabel(sha256, guess, k)).toString('hex'))).toBe(false)
      }
    }
    // Nor are there digests of it, salted by nothing, in a leaf.
    const whole = canonicalJson(slots.map((slot) => (slot.kind === 'value' ? slot.value : null)))
    expect(commitments.has(Buffer.from(hash(whole)).toString('hex'))).toBe(false)
  }
  expect(tried).toBeGreaterThan(2_000)
  expect(labels.has(Buffer.from(streamLabel(sha256, asked.key, 1n)).toString('hex'))).toBe(true)
})

test('an opened field tells nothing of a withheld one: the same words have another leaf in each record', async () => {
  const [one, other] = [await openCase(log, [0x31], ['x', 'x'], AT), await openCase(log, [0x31], ['x', 'x'], AT)]
  const leaves = new Set<string>()
  for (const record of [...one.records, ...other.records]) {
    const opened = await log.open(record)
    if (opened === null) throw new Error('the record is not there')
    for (const { leaf, salt } of commitRecord(sha256, opened).slots) {
      leaves.add(Buffer.from(leaf).toString('hex'))
      leaves.add(Buffer.from(salt).toString('hex'))
    }
  }
  expect(leaves.size).toBe(2 * 2 * 7)
})
