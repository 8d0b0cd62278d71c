import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitRecord, decodeEntry, leafHash, streamLabel, treeRoot, verifyDisclosure } from '@recourse/log'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ErasureDeps, erase, finishErasures } from '../../apps/server/src/service/log/erase.ts'
import type { CaseStream, EventToLog, RecordLog } from '../../apps/server/src/service/log/record-log.ts'
import { withhold } from '../../apps/server/src/service/log/withhold.ts'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { erasureList } from '../../apps/server/src/store/keys/erasure-list.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { backUp, restore } from '../../apps/server/src/store/postgres/backup.ts'
import { postgresErasures } from '../../apps/server/src/store/postgres/log/erase.ts'
import {
  makeLiveLog,
  sequenceForTest,
  testRecordLog,
} from '../../apps/server/src/store/postgres/log/testing/live-log.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import type { Pool } from './cases.ts'

const AT = Date.UTC(2026, 10, 22, 9)
const GROUND = { reason: 'retention-over', authority: 'Records office' }

let folder: string
let database: TestDatabase
let pool: Pool
let log: RecordLog
let deps: ErasureDeps

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recourse-erase-'))
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  await makeLiveLog(pool)
  const records = testRecordLog(pool)
  log = records.log
  const list = erasureList(join(folder, 'keys'))
  await list.add([])
  deps = { erasures: postgresErasures(pool, records), list }
})

afterEach(async () => {
  await pool.end()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const event = (stream: Uint8Array, words: string): EventToLog => ({
  stream: { kind: 'id', id: stream },
  code: 0x31,
  version: 1,
  slots: [
    { kind: 'value', value: words },
    { kind: 'list', items: ['first ground', 'second ground'] },
  ],
})

interface Case extends CaseStream {
  readonly records: readonly string[]
}

async function caseOf(...words: string[]): Promise<Case> {
  const stream = await log.openCaseStream()
  const logged = await log.append(
    words.map((one) => event(stream.id, one)),
    AT,
  )
  return { ...stream, records: (logged ?? []).map(({ record }) => record) }
}

/** Everything a dump of the database holds, table by table. */
async function dump(): Promise<string> {
  const into = await mkdtemp(join(folder, 'dump-'))
  await backUp(pool, join(into, 'all'), new Date(AT).toISOString())
  const files = (await readdir(join(into, 'all'))).sort()
  return (
    await Promise.all(files.map(async (file) => `${file}\n${await readFile(join(into, 'all', file), 'utf8')}`))
  ).join('\n')
}

/** The bytes of everything that could open this case, as a dump would show them: in the clear and wrapped. */
async function secretsOf({ id, key, records }: Case): Promise<readonly (readonly [string, string])[]> {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
  const found: [string, string][] = [
    ['stream key', hex(key)],
    ['stream id', hex(id)],
  ]
  for (const record of records) {
    const opened = await log.open(record)
    if (opened === null) throw new Error('the record is not there')
    found.push([`seed of ${record}`, hex(opened.seed)])
  }
  const { rows } = await pool.query<{ what: string; bytes: Buffer }>(
    `SELECT 'wrapped key' AS what, wrapped_key AS bytes FROM log_stream WHERE id = $1
     UNION ALL SELECT 'wrapped seed', d.wrapped FROM log_seed d WHERE d.record = ANY($2::uuid[])
     UNION ALL SELECT 'sealing key', k.wrapped FROM log_sealing_key k JOIN log_stream s ON s.sealing_key = k.id WHERE s.id = $1`,
    [id, records],
  )
  expect(rows).toHaveLength(records.length + 2)
  return [...found, ...rows.map(({ what, bytes }): [string, string] => [what, hex(bytes)])]
}

test('a seized database holds nothing of an erased case: no seed, key, wrapped copy, word or link', async () => {
  const gone = await caseOf('the words of the notice', 'the words of the answer')
  const stays = await caseOf('another case altogether')
  const secrets = await secretsOf(gone)
  const before = await dump()
  // The test can fail: all of it but the clear seeds and keys is there before.
  for (const [what, bytes] of secrets) {
    if (what.startsWith('wrapped') || what === 'sealing key' || what === 'stream id')
      expect(before, what).toContain(bytes)
  }
  expect(before).toContain('the words of the notice')
  await erase(deps, { kind: 'case', stream: gone.id }, GROUND, AT)
  const after = await dump()
  for (const [what, bytes] of secrets) expect(after, what).not.toContain(bytes)
  expect(after).not.toContain('the words of the notice')
  expect(after).not.toContain('the words of the answer')
  expect(after).not.toContain('retention-over')
  for (const record of gone.records) expect(await log.open(record)).toBeNull()
  expect(after).toContain('another case altogether')
  expect((await log.open(stays.records[0] ?? ''))?.code).toBe(0x31)
  // What is left of it joins no two of its leaves.
  const { rows } = await pool.query('SELECT stream, seq, done FROM log_erasure')
  expect(rows).toEqual(Array.from({ length: 4 }, () => ({ stream: null, seq: null, done: true })))
})

test('the erasure is a leaf of the stream before anything is gone, and every leaf stays as it was', async () => {
  const gone = await caseOf('one', 'two')
  await erase(deps, { kind: 'case', stream: gone.id }, GROUND, AT)
  const entries = await sequenceForTest(pool)
  expect(entries).toHaveLength(3)
  const kinds = entries.map((entry) => {
    const read = decodeEntry(entry, 24)
    return read.type === 'event' ? read.kind : null
  })
  expect(kinds).toEqual([0x31, 0x31, 0xf1])
  // Whoever was given the key goes on proving that these are all, in this order.
  entries.forEach((entry, at) => {
    const read = decodeEntry(entry, 24)
    if (read.type !== 'event') throw new Error('no event')
    expect(Buffer.from(read.label)).toEqual(Buffer.from(streamLabel(sha256, gone.key, BigInt(at + 1))))
  })
  const { rows } = await pool.query<{ leaf_hash: Buffer }>('SELECT leaf_hash FROM log_entry ORDER BY idx')
  expect(treeRoot(sha256, Buffer.concat(rows.map(({ leaf_hash }) => leaf_hash)))).toEqual(
    treeRoot(sha256, Buffer.concat(entries.map((entry) => leafHash(sha256, entry)))),
  )
})

test('a record erased alone leaves the case its number, and the event that says which leaf', async () => {
  const held = await caseOf('keep this', 'lose this')
  const [, lost = ''] = held.records
  const opened = await log.open(lost)
  await erase(deps, { kind: 'records', records: [lost] }, GROUND, AT)
  expect(await log.open(lost)).toBeNull()
  expect(await dump()).not.toContain('lose this')
  const { rows } = await pool.query<{ id: string; kind: number }>('SELECT id, kind FROM log_record ORDER BY seq')
  expect(rows.map(({ kind }) => kind)).toEqual([0x31, 0xf2])
  const said = await log.open(rows[1]?.id ?? '')
  expect(said?.slots[5]).toEqual({ kind: 'list', items: [Buffer.from(opened?.leafHash ?? []).toString('base64')] })
  const { rows: marks } = await pool.query('SELECT record, seq::int, done FROM log_erasure')
  expect(marks).toEqual([{ record: lost, seq: 2, done: true }])
  await erase(deps, { kind: 'case', stream: held.id }, GROUND, AT)
  expect((await pool.query('SELECT count(*)::int AS n FROM log_erasure WHERE stream IS NOT NULL')).rows).toEqual([
    { n: 0 },
  ])
})

test('records of two cases are never erased by one event, nor a public stream as a whole', async () => {
  const [one, other] = [await caseOf('one'), await caseOf('other')]
  const both = { kind: 'records', records: [...one.records, ...other.records] } as const
  await expect(erase(deps, both, GROUND, AT)).rejects.toMatchObject({ code: 'erasure_unfit' })
  const shown = await log.append(
    [{ stream: { kind: 'public', name: 'use-case/ed-1' }, code: 0x81, version: 1, slots: [] }],
    AT,
  )
  const stream = shown?.[0]?.stream ?? new Uint8Array()
  await expect(erase(deps, { kind: 'case', stream }, GROUND, AT)).rejects.toMatchObject({ code: 'erasure_unfit' })
  const silent = { reason: ' ', authority: 'Records office' }
  await expect(erase(deps, { kind: 'case', stream: one.id }, silent, AT)).rejects.toMatchObject({
    code: 'erasure_unfit',
  })
  expect((await log.open(one.records[0] ?? ''))?.code).toBe(0x31)
})

test('killed between the event and the deletion, the next start finishes it', async () => {
  const gone = await caseOf('the words of the notice')
  await deps.erasures.log({ kind: 'case', stream: gone.id }, GROUND, AT)
  expect(await dump()).toContain('the words of the notice')
  expect(await finishErasures(deps, AT)).toBe(1)
  expect(await dump()).not.toContain('the words of the notice')
  expect(await deps.list.read()).toHaveLength(1)
  expect(await finishErasures(deps, AT)).toBe(0)
})

test('without a list that can be written nothing is deleted', async () => {
  const gone = await caseOf('the words of the notice')
  const broken = { ...deps, list: { ...deps.list, add: () => Promise.reject(new Error('no space')) } }
  await expect(erase(broken, { kind: 'case', stream: gone.id }, GROUND, AT)).rejects.toThrow('no space')
  expect((await log.open(gone.records[0] ?? ''))?.code).toBe(0x31)
  expect(await finishErasures(deps, AT)).toBe(1)
})

test('a restored backup loses what was erased since, before anybody is served it', async () => {
  const gone = await caseOf('the words of the notice')
  const held = await caseOf('keep this', 'lose this')
  const secrets = await secretsOf(gone)
  await backUp(pool, join(folder, 'backup'), new Date(AT).toISOString())
  expect(await readFile(join(folder, 'backup', 'log_record.copy'), 'utf8')).toContain('the words of the notice')
  await erase(deps, { kind: 'case', stream: gone.id }, GROUND, AT)
  await erase(deps, { kind: 'records', records: [held.records[1] ?? ''] }, GROUND, AT)

  const second = await testDatabase()
  const other = openPool({ connectionString: second.connectionString, name: 'test', onTrouble: () => undefined })
  const first = pool
  try {
    await expect(restore(other, join(folder, 'backup'), { erased: null, at: AT })).rejects.toMatchObject({
      code: 'backup_erasures_unknown',
    })
    await restore(other, join(folder, 'backup'), { erased: await deps.list.read(), at: AT })
    pool = other
    const after = await dump()
    for (const [what, bytes] of secrets) expect(after, what).not.toContain(bytes)
    expect(after).not.toContain('the words of the notice')
    expect(after).not.toContain('lose this')
    expect(after).toContain('keep this')
    await expect(restore(other, join(folder, 'backup'), { erased: [], at: AT })).rejects.toMatchObject({
      code: 'restore_target_in_use',
    })
  } finally {
    pool = first
    await other.end()
    await second.close()
  }
})

test('fields are withheld with reason and authority in the log, and the rest still leads to the leaf', async () => {
  const held = await caseOf('the agency’s name for a source')
  const [record = ''] = held.records
  const asked = { record, slots: new Set([5]), reason: 'M2521-4b5', authority: 'Records office', at: AT }
  const { disclosure, event: said } = await withhold({ log, crypto: { sha256 } }, asked)
  const opened = await log.open(record)
  if (opened === null) throw new Error('the record is not there')
  const { commitment, slots } = commitRecord(sha256, opened)
  const shown = verifyDisclosure(sha256, disclosure, commitment)
  expect(shown.has(5)).toBe(false)
  // A list that is not withheld is shown item by item.
  const list = shown.get(6)
  expect(list?.kind === 'items' ? [list.count, [...list.items.values()]] : list).toEqual([
    2,
    opened.slots[6]?.kind === 'list' ? opened.slots[6].items : null,
  ])
  const disclosed = Buffer.concat(disclosure.disclosed.flatMap(({ salt, value }) => [salt, value]))
  expect(disclosed.includes('source')).toBe(false)
  // The salt of what is withheld does not leave either: with it the words could be guessed.
  expect(disclosed.includes(Buffer.from(slots[5]?.salt ?? []))).toBe(false)
  expect(disclosed.includes(Buffer.from(slots[0]?.salt ?? []))).toBe(true)
  // Nor in a list, beside which its own salt stands.
  const listed = disclosure.lists.flatMap(({ salt, disclosed: items }) => [salt, ...items.map((item) => item.salt)])
  expect(listed.some((salt) => Buffer.compare(salt, slots[5]?.salt ?? new Uint8Array()) === 0)).toBe(false)
  const event = await log.open(said.record)
  expect(event?.code).toBe(0x62)
  expect(event?.slots.slice(5)).toEqual([
    { kind: 'value', value: Buffer.from(opened.leafHash).toString('base64') },
    { kind: 'list', items: [5] },
    { kind: 'value', value: 'M2521-4b5' },
    { kind: 'value', value: 'Records office' },
  ])
  for (const unfit of [
    { ...asked, reason: '' },
    { ...asked, slots: new Set([99]) },
    { ...asked, slots: new Set<number>() },
  ]) {
    await expect(withhold({ log, crypto: { sha256 } }, unfit)).rejects.toMatchObject({ code: 'withholding_unfit' })
  }
})
