import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readInventory } from '@recourse/register'
import type { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { InventoryToStore } from '../../../service/ports.ts'
import { judge } from '../../../service/register/judge.ts'
import { type TestDatabase, testDatabase } from '../../embedded/testing.ts'
import { openPool } from '../pool.ts'
import { importInventory } from './import.ts'
import { postgresRegister } from './register-store.ts'

const DATA = join(import.meta.dirname, '../../../../../../../shared/data/register')
const present = existsSync(DATA)
const AT = Date.UTC(2026, 10, 21)

let database: TestDatabase
let pool: Pool

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
})

afterEach(async () => {
  await pool.end()
  await database.close()
})

function toStore(file: string, bytes: Uint8Array): InventoryToStore {
  const sha256 = (input: Uint8Array): Uint8Array => createHash('sha256').update(input).digest()
  const read = readInventory({ file, bytes, sha256 })
  if (!read.ok) throw new Error(read.rejections[0].message)
  return { file, sha256: Buffer.from(sha256(bytes)).toString('hex'), sizeBytes: bytes.length, source: '', at: AT, read }
}

const real = (path: string): InventoryToStore => toStore(basename(path), readFileSync(join(DATA, path)))

const HEADER =
  'Use_Case_ID,Department_Code,Agency,Office,Title,Summary,Development_Stage,Techniques,Source_Code,Department'
const inventory2023 = (...lines: string[]): InventoryToStore =>
  toStore('2023.csv', Buffer.from(`${[HEADER, ...lines].join('\r\n')}\r\n`))

const FIRST = 'DHS-0001-2023,DHS,Border office,,Parcel sorter,Sorts parcels,Operation,,,Department of Homeland Security'
const SECOND = 'DHS-0002-2023,DHS,Border office,,Form reader,Reads forms,Planned,,,Department of Homeland Security'

const judgeNow = (): Promise<number | null> => judge({ store: postgresRegister(pool), clock: { now: () => AT } })

test('the same bytes twice: everything unchanged, nothing written', async () => {
  expect(await importInventory(pool, inventory2023(FIRST, SECOND))).toMatchObject({ added: 2, changed: true })
  const before = await postgresRegister(pool).version()
  expect(await importInventory(pool, inventory2023(FIRST, SECOND))).toEqual({
    added: 0,
    updated: 0,
    unchanged: 2,
    rejected: 0,
    absent: 0,
    changed: false,
  })
  expect(await postgresRegister(pool).version()).toEqual(before)
})

test('a corrected file records what changed and when, and marks what it lacks', async () => {
  await importInventory(pool, inventory2023(FIRST, SECOND))
  const stored = await importInventory(pool, inventory2023(FIRST.replace('Operation', 'Retired')))
  expect(stored).toMatchObject({ added: 0, updated: 1, unchanged: 0, absent: 1 })
  await judgeNow()
  const changes = await postgresRegister(pool).entryChanges(10)
  expect(changes.map(({ kind, entryKey, cells }) => ({ kind, entryKey, cells }))).toEqual([
    { kind: 'absent', entryKey: 'dhs-0002-2023', cells: [] },
    {
      kind: 'updated',
      entryKey: 'dhs-0001-2023',
      cells: [{ column: 'Development_Stage', before: 'Operation', after: 'Retired' }],
    },
  ])
  expect(changes[0]?.at).toBe('2026-11-21T00:00:00.000Z')
  const returned = await importInventory(pool, inventory2023(SECOND, FIRST))
  expect(returned).toMatchObject({ updated: 2, unchanged: 0, absent: 0 })
})

test('a record that cannot be read is kept whole with its error; its neighbours go in', async () => {
  const stored = await importInventory(pool, inventory2023(FIRST, 'DHS-0003-2023,DHS,too,short', SECOND))
  expect(stored).toMatchObject({ added: 2, rejected: 1 })
  const [inventory] = await postgresRegister(pool).inventories()
  const notes = await postgresRegister(pool).importNotes(inventory?.id ?? 0, 'rejection', { after: 0, limit: 10 })
  expect(notes.items).toMatchObject([{ row: 3, code: 'row-width', raw: expect.stringContaining('too') }])
})

test('an import that fails half way leaves the register as it was', async () => {
  await importInventory(pool, inventory2023(FIRST))
  const before = await snapshot()
  const broken = inventory2023(FIRST, SECOND)
  const [entry] = broken.read.entries
  if (!entry) throw new Error('fixture is empty')
  const poisoned = {
    ...broken,
    read: { ...broken.read, entries: [...broken.read.entries, { ...entry, row: Number.NaN }] },
  }
  await expect(importInventory(pool, poisoned)).rejects.toThrow()
  expect(await snapshot()).toEqual(before)
})

test('imports at the same time queue, and both are whole', async () => {
  const other = toStore(
    'other.csv',
    Buffer.from(`${HEADER}\r\nED-0001-2023,ED,Office,,Essay helper,Helps,Planned,,,Department of Education\r\n`),
  )
  const [a, b] = await Promise.all([importInventory(pool, inventory2023(FIRST, SECOND)), importInventory(pool, other)])
  expect([a.added, b.added]).toEqual([2, 1])
  expect((await postgresRegister(pool).loadFacts()).entries).toHaveLength(3)
})

async function snapshot(): Promise<unknown> {
  const { rows } = await pool.query(
    `SELECT (SELECT json_agg(e ORDER BY key) FROM entry e) AS entries, (SELECT count(*) FROM inventory) AS inventories,
       (SELECT json_agg(s) FROM register_state s) AS state, (SELECT count(*) FROM entry_change) AS changes`,
  )
  return rows
}

test.skipIf(!present)('the real inventories reconcile to the record (needs ../shared)', async () => {
  const counts: Record<string, object> = {}
  for (const path of [
    'omb-2023/2023_consolidated_ai_inventory_raw.csv',
    'omb-2024/2024_consolidated_ai_inventory_raw.csv',
    'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv',
    'omb-2025/2025_individually_reported_AI_use_cases.csv',
    'omb-2025/2025_consolidated_COTS_AI_use_cases.csv',
    'omb-2025/data_sourcing_summary.md',
    'uk-atrs/atrs_records.csv',
    'contracts/dhs_awards.json',
  ]) {
    const file = real(path)
    const { added, updated, unchanged, rejected, absent } = await importInventory(pool, file)
    expect(added + updated + unchanged + rejected, path).toBe(file.read.rows)
    counts[basename(path)] = { added, updated, unchanged, rejected, absent }
  }
  expect(counts).toEqual({
    '2023_consolidated_ai_inventory_raw.csv': { added: 710, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
    '2024_consolidated_ai_inventory_raw.csv': { added: 1757, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
    '2024_consolidated_ai_inventory_raw_v2.csv': { added: 376, updated: 22, unchanged: 1735, rejected: 0, absent: 0 },
    '2025_individually_reported_AI_use_cases.csv': { added: 3611, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
    '2025_consolidated_COTS_AI_use_cases.csv': { added: 900, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
    'data_sourcing_summary.md': { added: 52, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
    'atrs_records.csv': { added: 136, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
    'dhs_awards.json': { added: 199, updated: 0, unchanged: 0, rejected: 0, absent: 0 },
  })
})
