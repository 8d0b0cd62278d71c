import { commitRecord, decodeEntry, fromBase64, leafHash, publicStreamKey, streamId, streamLabel } from '@recourse/log'
import type { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventToLog, RecordLog } from '../../../service/log/record-log.ts'
import { type TestDatabase, testDatabase } from '../../embedded/testing.ts'
import { sha256 } from '../../keys/sha256.ts'
import { openPool } from '../pool.ts'
import { inTransaction } from '../transaction.ts'
import { makeLiveLog, sequenceForTest, TEST_ORIGIN, testRecordLog } from './testing/live-log.ts'

let database: TestDatabase
let pool: Pool
let log: RecordLog

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', size: 8, onTrouble: () => undefined })
  log = testRecordLog(pool).log
})

afterEach(async () => {
  await pool.end()
  await database.close()
})

const AT = Date.UTC(2026, 10, 22, 15, 4, 5, 678)
const publicEvent = (key: string, word = 'x'): EventToLog => ({
  stream: { kind: 'public', name: `use-case/${key}` },
  code: 0x81,
  version: 1,
  slots: [{ kind: 'value', value: word }, { kind: 'absent' }, { kind: 'list', items: ['a', 'b'] }],
})
const caseEvent = (id: Uint8Array, code = 0x11): EventToLog => ({
  stream: { kind: 'id', id },
  code,
  version: 1,
  slots: [{ kind: 'value', value: 'sealed words' }],
})

interface OutboxRow {
  readonly id: string
  readonly label: Buffer
  readonly entry: Buffer
  readonly record: string
}

async function outbox(): Promise<readonly OutboxRow[]> {
  return (await pool.query<OutboxRow>('SELECT id, label, entry, record FROM log_outbox ORDER BY id')).rows
}

test('an event leads from its record over the commitment to its leaf, in the stream’s order', async () => {
  await makeLiveLog(pool)
  const { id, key } = await log.openCaseStream()
  expect(Buffer.from(id)).toEqual(Buffer.from(streamId(sha256, key)))
  await log.append([caseEvent(id), caseEvent(id, 0x21)], AT)
  await log.append([caseEvent(id, 0x31)], AT + 1)
  const rows = await outbox()
  expect(rows).toHaveLength(3)
  let previous: Uint8Array | null = null
  for (const [at, row] of rows.entries()) {
    const opened = await log.open(row.record)
    if (opened === null) throw new Error('the record is not there')
    expect(row.entry).toHaveLength(70)
    const entry = decodeEntry(row.entry, 24)
    if (entry.type !== 'event') throw new Error('the entry is no event')
    expect(Buffer.from(entry.label)).toEqual(Buffer.from(streamLabel(sha256, key, BigInt(at + 1))))
    expect(row.label).toEqual(Buffer.from(entry.label))
    expect(entry.kind).toBe([0x11, 0x21, 0x31][at])
    expect(entry.hours).toBe(Math.floor(AT / 86_400_000) * 24)
    expect(Buffer.from(commitRecord(sha256, opened).commitment)).toEqual(Buffer.from(entry.commitment))
    const [kind, origin, seq, before, time] = opened.slots
    expect(kind).toEqual({ kind: 'value', value: entry.kind })
    expect(opened.schema).toBe(entry.kind * 256 + 1)
    expect(origin).toEqual({ kind: 'value', value: TEST_ORIGIN })
    expect(seq).toEqual({ kind: 'value', value: at + 1 })
    if (previous === null) expect(before).toEqual({ kind: 'absent' })
    else {
      expect(before?.kind === 'value' && typeof before.value === 'string' && fromBase64(before.value)).toEqual(
        new Uint8Array(previous),
      )
    }
    expect(time).toEqual({ kind: 'value', value: new Date(at < 2 ? AT : AT + 1).toISOString() })
    expect(opened.slots[5]).toEqual({ kind: 'value', value: 'sealed words' })
    previous = leafHash(sha256, row.entry)
  }
})

test('a public stream is made by its first event, under the key anyone can make', async () => {
  await makeLiveLog(pool)
  await log.append([publicEvent('ed-1'), publicEvent('ed-2'), publicEvent('ed-1')], AT)
  const key = publicStreamKey(sha256, 'use-case/ed-1')
  const labels = (await outbox()).map(({ label }) => label)
  expect(labels[0]).toEqual(Buffer.from(streamLabel(sha256, key, 1n)))
  expect(labels[2]).toEqual(Buffer.from(streamLabel(sha256, key, 2n)))
  const { rows } = await pool.query('SELECT name, next_seq::int AS next, wrapped_key FROM log_stream ORDER BY name')
  expect(rows).toEqual([
    { name: 'use-case/ed-1', next: 3, wrapped_key: null },
    { name: 'use-case/ed-2', next: 2, wrapped_key: null },
  ])
})

test('where kinds are not shown, the public byte is the group alone and the record still says which', async () => {
  await makeLiveLog(pool, { kinds: 'groups', granularityHours: 168 })
  const { id } = await log.openCaseStream()
  await log.append([caseEvent(id, 0x21)], AT)
  const [row] = await outbox()
  if (row === undefined) throw new Error('nothing was queued')
  expect(decodeEntry(row.entry, 168)).toMatchObject({ kind: 0x2f })
  expect((await log.open(row.record))?.code).toBe(0x21)
})

test('a rollback gives the number back and leaves nothing', async () => {
  await makeLiveLog(pool)
  const { id } = await log.openCaseStream()
  const failed = inTransaction(pool, async () => {
    await log.append([caseEvent(id)], AT)
    throw new Error('the domain refuses')
  })
  await expect(failed).rejects.toThrow('the domain refuses')
  expect(await outbox()).toEqual([])
  const logged = await log.append([caseEvent(id)], AT)
  expect(logged?.map(({ seq }) => seq)).toEqual([1n])
})

test('writers of one stream at once leave no gap, and outbox order is stream order', async () => {
  await makeLiveLog(pool)
  const { id, key } = await log.openCaseStream()
  await Promise.all(Array.from({ length: 24 }, () => log.append([caseEvent(id), publicEvent('shared')], AT)))
  const labels = (await outbox()).map(({ label }) => label.toString('hex'))
  const own = Array.from({ length: 24 }, (_, at) =>
    Buffer.from(streamLabel(sha256, key, BigInt(at + 1))).toString('hex'),
  )
  expect(labels.filter((label) => own.includes(label))).toEqual(own)
  expect(labels).toHaveLength(48)
})

test('without a live log nothing is written, and a case stream can be opened all the same', async () => {
  const { id } = await log.openCaseStream()
  expect(await log.append([caseEvent(id)], AT)).toBeNull()
  expect(await outbox()).toEqual([])
})

test('a stream is one case’s or a declared thing’s: a person, a case reference or a representative names none', async () => {
  await makeLiveLog(pool)
  expect(Object.keys(log).sort()).toEqual(['append', 'open', 'openCaseStream'])
  // It takes nothing: whatever a caller knows of a person cannot become a stream's key or name.
  expect(log.openCaseStream).toHaveLength(0)
  const [one, other] = [await log.openCaseStream(), await log.openCaseStream()]
  expect(Buffer.from(one.key)).not.toEqual(Buffer.from(other.key))
  for (const name of ['person/a', 'case/1', 'representative/r', 'use-case/', '']) {
    const named = { ...publicEvent('x'), stream: { kind: 'public', name } } as unknown as EventToLog
    await expect(log.append([named], AT), name).rejects.toMatchObject({ code: 'stream_unknown' })
  }
  const { rows } = await pool.query('SELECT name FROM log_stream WHERE name IS NOT NULL')
  expect(rows).toEqual([])
})

test('a case stream that was never opened takes no events', async () => {
  await makeLiveLog(pool)
  await expect(log.append([caseEvent(new Uint8Array(32))], AT)).rejects.toMatchObject({ code: 'stream_unknown' })
})

test('a record altered in the database is not opened', async () => {
  await makeLiveLog(pool)
  const { id } = await log.openCaseStream()
  const logged = await log.append([caseEvent(id)], AT)
  const record = logged?.[0]?.record ?? ''
  await pool.query(`UPDATE log_record SET slots = replace(slots, 'sealed', 'other')`)
  await expect(log.open(record)).rejects.toMatchObject({ code: 'record_differs' })
})

test('thousands of events of different streams are one transaction', async () => {
  await makeLiveLog(pool)
  const events = Array.from({ length: 3_000 }, (_, at) => publicEvent(`ed-${at}`, `${at}`))
  const logged = await log.append(events, AT)
  expect(logged).toHaveLength(3_000)
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM log_outbox) AS outbox, (SELECT count(*)::int FROM log_record) AS records,
       (SELECT count(*)::int FROM log_seed) AS seeds, (SELECT count(DISTINCT xmin::text)::int FROM log_outbox) AS transactions`,
  )
  expect(rows).toEqual([{ outbox: 3_000, records: 3_000, seeds: 3_000, transactions: 1 }])
  const opened = await log.open(logged?.[2_999]?.record ?? '')
  expect(opened?.slots[5]).toEqual({ kind: 'value', value: '2999' })
})

test('a public stream that a restored database never knew goes on behind its leaves: no label is given twice', async () => {
  await makeLiveLog(pool)
  await log.append([publicEvent('ed-1'), publicEvent('ed-1')], AT)
  await sequenceForTest(pool)
  await pool.query('DELETE FROM log_record')
  await pool.query('DELETE FROM log_stream')
  const [next] = (await log.append([publicEvent('ed-1')], AT)) ?? []
  expect(next?.seq).toBe(3n)
  await sequenceForTest(pool)
  expect((await pool.query('SELECT count(DISTINCT label)::int AS n FROM log_entry')).rows).toEqual([{ n: 3 }])
})
