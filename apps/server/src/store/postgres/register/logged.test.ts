import { createHash } from 'node:crypto'
import { REGISTER_EVENTS, readInventory } from '@recourse/register'
import type { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordLog } from '../../../service/log/record-log.ts'
import type { InventoryToStore, RegisterStore } from '../../../service/ports.ts'
import { judge } from '../../../service/register/judge.ts'
import { type TestDatabase, testDatabase } from '../../embedded/testing.ts'
import { makeLiveLog, sequenceForTest, testRecordLog } from '../log/testing/live-log.ts'
import { openPool } from '../pool.ts'
import { showPublished } from './published.ts'
import { postgresRegister } from './register-store.ts'

const AT = Date.UTC(2026, 10, 22, 9)

let database: TestDatabase
let pool: Pool
let log: RecordLog
let store: RegisterStore

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  log = testRecordLog(pool).log
  store = postgresRegister(pool, log)
})

afterEach(async () => {
  await pool.end()
  await database.close()
})

const HEADER =
  'Use_Case_ID,Department_Code,Agency,Office,Title,Summary,Development_Stage,Techniques,Source_Code,Department'
const FIRST = 'DHS-0001-2023,DHS,Border office,,Parcel sorter,Sorts parcels,Operation,,,Department of Homeland Security'
const SECOND =
  'DHS-0002-2023,DHS,Border office,,Form reader,Ask reader@agency.example,Planned,,,Department of Homeland Security'

function inventory(...lines: string[]): InventoryToStore {
  const bytes = Buffer.from(`${[HEADER, ...lines].join('\r\n')}\r\n`)
  const sha256 = (input: Uint8Array): Uint8Array => createHash('sha256').update(input).digest()
  const read = readInventory({ file: '2023.csv', bytes, sha256 })
  if (!read.ok) throw new Error(read.rejections[0].message)
  return {
    file: '2023.csv',
    sha256: Buffer.from(sha256(bytes)).toString('hex'),
    sizeBytes: bytes.length,
    source: '',
    at: AT,
    read,
  }
}

/** Every event in outbox order: stream, code name and the values of its own slots. */
async function events(): Promise<readonly (readonly unknown[])[]> {
  const { rows } = await pool.query<{ name: string; kind: number; slots: string }>(
    `SELECT s.name, r.kind, r.slots FROM log_outbox o JOIN log_record r ON r.id = o.record JOIN log_stream s ON s.id = r.stream
     ORDER BY o.id`,
  )
  const names = new Map<number, string>(Object.entries(REGISTER_EVENTS).map(([name, { code }]) => [code, name]))
  return rows.map(({ name, kind, slots }) => {
    const own: unknown[] = JSON.parse(slots).slice(5)
    return [name, names.get(kind), ...own.map((slot) => slot && (Object.values(slot)[0] as unknown))]
  })
}

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

test('an import logs its file and each first listing, in the import’s own transaction', async () => {
  await makeLiveLog(pool)
  const file = inventory(FIRST, SECOND)
  await store.importInventory(file)
  const { rows } = await pool.query<{ key: string; raw: string }>('SELECT key, raw FROM entry ORDER BY key')
  const cells = rows.map(({ raw }) => digest(raw))
  expect(await events()).toEqual([
    ['inventory/omb-2023/2023', 'InventoryImported', 'omb-2023', 2023, file.sha256, file.sizeBytes, 2, 0, 2, 0, 0, 0],
    ['use-case/dhs-0001-2023', 'UseCaseListed', 'dhs-0001-2023', 2023, 'omb-2023', file.sha256, 2, cells[0], null],
    ['use-case/dhs-0002-2023', 'UseCaseListed', 'dhs-0002-2023', 2023, 'omb-2023', file.sha256, 3, cells[1], null],
  ])
  // What a cell said of a person is masked before it is stored, and the log has the digest of the masked text alone.
  expect(rows[1]?.raw).not.toContain('reader@agency.example')
  const { rows: dumped } = await pool.query<{ text: string }>('SELECT string_agg(slots, $1) AS text FROM log_record', [
    ' ',
  ])
  expect(dumped[0]?.text).not.toMatch(/reader|parcel|Ask/)
  await store.importInventory(file)
  expect(await events()).toHaveLength(3)
})

test('a corrected file logs what it changes, leaves out and brings back, with the changed columns', async () => {
  await makeLiveLog(pool)
  await store.importInventory(inventory(FIRST, SECOND))
  await store.importInventory(inventory(FIRST.replace('Operation', 'Retired')))
  await store.importInventory(inventory(SECOND, FIRST.replace('Operation', 'Retired')))
  const later = (await events()).slice(3).map(([stream, name, ...own]) => [stream, name, own.at(-1)])
  expect(later).toEqual([
    ['inventory/omb-2023/2023', 'InventoryImported', 1],
    ['use-case/dhs-0001-2023', 'DeclarationChanged', ['Development_Stage']],
    ['use-case/dhs-0002-2023', 'UseCaseNoLongerListed', null],
    ['inventory/omb-2023/2023', 'InventoryImported', 0],
    ['use-case/dhs-0002-2023', 'UseCaseListedAgain', null],
  ])
})

test('an import that fails leaves no leaf', async () => {
  await makeLiveLog(pool)
  const file = inventory(FIRST)
  const [entry] = file.read.entries
  if (!entry) throw new Error('fixture is empty')
  const broken = { ...file, read: { ...file.read, entries: [{ ...entry, row: Number.NaN }] } }
  await expect(store.importInventory(broken)).rejects.toThrow()
  expect(await events()).toEqual([])
})

test('what came before the log is caught up by the same code, once', async () => {
  await store.importInventory(inventory(FIRST, SECOND))
  await store.importInventory(inventory(FIRST.replace('Operation', 'Retired')))
  await judge({ store, clock: { now: () => AT } })
  await store.saveMatchReview({ from: 'dhs-0001-2023', to: 'dhs-0002-2023', verdict: 'different' }, 'Office', AT)
  expect(await store.logBacklog(AT)).toBe(0)
  expect(await store.leavesOf(['dhs-0001-2023'])).toBeNull()
  await makeLiveLog(pool)
  expect(await store.logBacklog(AT)).toBe(8)
  expect((await events()).map(([stream, name]) => [stream, name])).toEqual([
    ['inventory/omb-2023/2023', 'InventoryImported'],
    ['inventory/omb-2023/2023', 'InventoryImported'],
    ['use-case/dhs-0002-2023', 'UseCaseListed'],
    ['use-case/dhs-0001-2023', 'UseCaseListed'],
    ['use-case/dhs-0001-2023', 'DeclarationChanged'],
    ['use-case/dhs-0002-2023', 'UseCaseNoLongerListed'],
    ['use-case/dhs-0001-2023', 'MatchSettled'],
    ['use-case/dhs-0002-2023', 'MatchSettled'],
  ])
  expect(await store.logBacklog(AT)).toBe(0)
})

test('a settled match is logged in both streams, and again when it is settled anew', async () => {
  await makeLiveLog(pool)
  await store.saveMatchReview({ from: 'a-1', to: 'b-1', verdict: 'same' }, 'Office of records', AT)
  await store.saveMatchReview({ from: 'a-1', to: 'b-1', verdict: 'split' }, 'Office of records', AT + 1)
  expect((await events()).map((one) => one.slice(0, 5))).toEqual([
    ['use-case/a-1', 'MatchSettled', 'a-1', 'b-1', 'same'],
    ['use-case/b-1', 'MatchSettled', 'a-1', 'b-1', 'same'],
    ['use-case/a-1', 'MatchSettled', 'a-1', 'b-1', 'split'],
    ['use-case/b-1', 'MatchSettled', 'a-1', 'b-1', 'split'],
  ])
})

test('an answer to a finding is logged by digests: words and editor stay out', async () => {
  await makeLiveLog(pool)
  await store.importInventory(inventory(FIRST, SECOND))
  await judge({ store, clock: { now: () => AT } })
  const { rows } = await pool.query<{ id: string; entry_key: string | null; agency: string; rule: string }>(
    'SELECT id, entry_key, agency, rule FROM finding ORDER BY entry_key NULLS FIRST, id LIMIT 1',
  )
  const [finding] = rows
  if (!finding) throw new Error('the fixture has no finding')
  await store.saveFindingAnswer({
    findingId: finding.id,
    by: 'agency',
    state: 'disputed',
    saidOn: '2026-11-20',
    words: 'We disagree.',
    source: '',
    editor: 'Office of records',
    at: AT,
  })
  const last = (await events()).at(-1)
  expect(last).toEqual([
    finding.entry_key === null ? `agency/${finding.agency}` : `use-case/${finding.entry_key}`,
    'FindingAnswered',
    finding.id,
    finding.rule,
    'agency',
    'disputed',
    '2026-11-20',
    digest('We disagree.'),
    digest(''),
  ])
})

test('the leaves of a use case have no number until they are published', async () => {
  await makeLiveLog(pool)
  await store.importInventory(inventory(FIRST, SECOND))
  const waiting = await store.leavesOf(['dhs-0001-2023', 'dhs-9'])
  expect(waiting).toMatchObject([{ code: 0x81, at: new Date(AT).toISOString(), index: null }])
  await sequenceForTest(pool)
  expect(await store.leavesOf(['dhs-0001-2023'])).toMatchObject([{ index: 1n }])
  await pool.query('UPDATE log_head SET published_size = 1')
  expect(await store.leavesOf(['dhs-0001-2023'])).toMatchObject([{ index: null }])
})

test('what pages show is renewed by a publication that covers a leaf of the register, and by no other', async () => {
  await makeLiveLog(pool)
  const shown = async (): Promise<number> => (await store.version()).shown
  const publish = showPublished(pool)
  const published = (size: bigint) => publish({ log: 1, size, note: new Uint8Array(), time: AT, quorum: true })
  await store.importInventory(inventory(FIRST))
  await sequenceForTest(pool)
  const before = await shown()
  await published(2n)
  expect(await shown()).toBe(before + 1)
  await published(2n)
  const { id } = await log.openCaseStream()
  await log.append([{ stream: { kind: 'id', id }, code: 0x11, version: 1, slots: [] }], AT)
  await sequenceForTest(pool)
  await published(3n)
  expect(await shown()).toBe(before + 1)
})
