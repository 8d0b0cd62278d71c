import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RegisterStore } from '../../apps/server/src/service/ports.ts'
import { importInventories } from '../../apps/server/src/service/register/import-inventories.ts'
import { judge } from '../../apps/server/src/service/register/judge.ts'
import type { ImportReport } from '../../apps/server/src/service/register/view.ts'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import { postgresRegister } from '../../apps/server/src/store/postgres/register/register-store.ts'
import { LONG } from '../cli/spawned.ts'
import { digestOf } from './digest.ts'
import { COLUMNS_2025, csv, MADE_REGISTER, made2024, madeAwards, many2025 } from './made.ts'

/** Inventories that were cut, altered or blown up, into a real database: never a failure, never half, always adding up. */

let database: TestDatabase
let pool: ReturnType<typeof openPool>
let store: RegisterStore
let at = Date.UTC(2026, 10, 21)
beforeAll(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  store = postgresRegister(pool)
})
/** An empty register that is judged, as a server leaves it at its first start. */
beforeEach(async () => {
  await pool.query('TRUNCATE inventory, finding, use_case, use_case_text CASCADE')
  await pool.query('UPDATE register_state SET facts_version = facts_version + 1')
  await judge({ store, clock: { now: () => ++at } })
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

function importBytes(bytes: Uint8Array): Promise<ImportReport> {
  const sources = { read: async () => ({ ok: true, file: 'given', bytes, source: '' }) as const }
  return importInventories({ store, sources, clock: { now: () => ++at } }, ['given'], {})
}

/** Imports, and holds the answer against what is stored. */
async function checkedImport(bytes: Uint8Array): Promise<ImportReport> {
  const before = await digestOf(database.connectionString)
  const held = new Set((await store.inventories()).map(({ sha256 }) => sha256))
  const report = await importBytes(bytes)
  const [file] = report.files
  if (file === undefined) throw new Error('the file is in no report')
  const { rows, added, updated, unchanged, rejected } = file
  expect(added + updated + unchanged + rejected).toBe(rows)
  if (file.format === null || rows === 0) {
    // Refused, or without a record: then with one reason, and nothing else is touched.
    const refused = report.rejections.length === 1
    if (refused) expect(await digestOf(database.connectionString)).toBe(before)
  } else {
    expect(report.rejections).toHaveLength(rejected)
    const inventory = (await store.inventories()).find(({ sha256 }) => sha256 === file.sha256)
    expect(inventory).toMatchObject({ records: rows, quarantined: rejected })
    // The same bytes as an earlier run's are all unchanged.
    if (!held.has(file.sha256)) expect(inventory).toMatchObject({ added, updated, unchanged })
    const notes = await store.importNotes(inventory?.id ?? 0, 'rejection', { after: 0, limit: 10_000 })
    expect(notes.total).toBe(rejected)
  }
  const { facts, judged } = await store.version()
  expect(judged).toBe(facts)
  // The same again changes nothing, whatever it was.
  const whole = await digestOf(database.connectionString)
  const again = await importBytes(bytes)
  expect(again.files[0]).toMatchObject({ rows, added: 0, updated: 0, unchanged: rows - rejected, rejected })
  expect(await digestOf(database.connectionString)).toBe(whole)
  return report
}

const SEEDS: readonly Buffer[] = [
  ...Object.values(MADE_REGISTER).map((text) => Buffer.from(text)),
  Buffer.from(many2025(12)),
  Buffer.from(made2024({ '2_use_case_name': 'x', '3_abr': 'DHS' }, { '2_use_case_name': 'x', '3_abr': 'DHS' })),
]

/** What breaks readers: quotes, line ends, marks, halves of characters, formulas, other columns' answers. */
const PIECES = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\uFEFF',
  '\u200B',
  'é',
  '😀',
  '=1+1',
  "['a) x', 'b']",
  'NA',
  '[',
  '{',
  '\\',
  '\\u0000',
  '\\ud800',
  'In-progress',
  'Jan-03',
  '1e999',
  '-1',
  '### X (DHS)',
  '|',
  'null',
  'true',
]

interface Change {
  readonly from: number
  readonly length: number
  readonly put: string | Uint8Array
}

const change: fc.Arbitrary<Change> = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 40 }), fc.uint8Array({ maxLength: 8 })),
})

function mutated(seed: Buffer, changes: readonly Change[], keep: number): Uint8Array {
  let bytes = seed
  for (const { from, length, put } of changes) {
    const start = Math.floor(from * bytes.length)
    const piece = typeof put === 'string' ? Buffer.from(put) : Buffer.from(put)
    bytes = Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start + length)])
  }
  return bytes.subarray(0, Math.ceil(bytes.length * keep))
}

describe('altered files', () => {
  const RUNS = LONG ? 2_000 : 60

  test(`${RUNS} of them, one after another into one register`, { timeout: 120_000 + RUNS * 2_000 }, async () => {
    let read = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        fc.array(change, { maxLength: 4 }),
        fc.oneof(
          { weight: 4, arbitrary: fc.constant(1) },
          { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
        ),
        async (seed, changes, keep) => {
          const report = await checkedImport(mutated(seed, changes, keep))
          if ((report.files[0]?.rows ?? 0) > 0) read++
        },
      ),
      { numRuns: RUNS },
    )
    // Otherwise the changes are so wild that only refusals are tested.
    expect(read).toBeGreaterThan(RUNS / 30)
  })
})

describe('files of extremes', () => {
  const row = (cells: Readonly<Record<string, string>>): readonly string[] =>
    COLUMNS_2025.map(
      (column) =>
        ({ agency: 'DHS', agency_name: 'DHS', development_stage: 'Deployed', is_high_impact: 'High-impact', ...cells })[
          column
        ] ?? '',
    )
  const table = (...rows: readonly (readonly string[])[]): Uint8Array => Buffer.from(csv(COLUMNS_2025, rows))

  /** Text that no index can pack: no two pieces of it are alike. */
  function noise(length: number, blanks: boolean): string {
    let text = ''
    let state = 1
    while (text.length < length) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      text += state.toString(36) + (blanks ? ' ' : '')
    }
    return text.slice(0, length)
  }

  test.each([
    'id',
    'use_case_name',
    'agency_bureau',
    'agency_name',
    'vendor_name',
    'problem_solved',
    'topic_area',
    'hi_appeal_process',
  ])('a cell of nearly a megabyte: %s', async (column) => {
    for (const blanks of [true, false]) {
      const report = await checkedImport(table(row({ [column]: noise(900_000, blanks) })))
      expect(report.files).toMatchObject([{ rows: 1, rejected: 0 }])
    }
  })

  test('an agency of nearly a megabyte is none', async () => {
    const report = await checkedImport(table(row({ agency: noise(900_000, true) }), row({ id: 'DHS-7' })))
    expect(report.files).toMatchObject([{ rows: 2, added: 1, rejected: 1 }])
    expect(report.rejections).toMatchObject([{ row: 2, code: 'agency-missing' }])
  })

  test('hundreds of entries that share a name, an id, or a text', async () => {
    const many = Array.from({ length: 400 }, (_, n) => n)
    for (const cells of [
      (n: number) => ({ id: `DHS-${n}`, use_case_name: 'One name', agency_bureau: 'ICE' }),
      () => ({ id: 'DHS-1', use_case_name: 'One id' }),
      (n: number) => ({
        id: `X-${n}`,
        HI_justification: 'One text',
        is_high_impact: 'Presumed High-Impact, but Not High-impact',
      }),
    ]) {
      const report = await checkedImport(table(...many.map((n) => row(cells(n)))))
      expect(report.files).toMatchObject([{ rows: 400, rejected: 0 }])
    }
  })

  test('quotes and backslashes, which every escaping doubles', async () => {
    await checkedImport(
      table(...Array.from({ length: 40 }, (_, n) => row({ id: `Q-${n}`, benefits: '"\\'.repeat(100_000) }))),
    )
  })

  test('awards of impossible amounts, ids and texts', async () => {
    const award = (award_id: unknown, amount: unknown) => ({
      award_id,
      amount,
      vendor: 'X',
      agency: 'ICE',
      description: '',
    })
    const text = madeAwards(
      award('A', 1e15),
      award('B', -1e14),
      award('C', 'many'),
      award('D'.repeat(5_000), 1),
      award(7, 1),
      award('E', 0.005),
    )
    const report = await checkedImport(Buffer.from(text.replace('1000000000000000', '1e999')))
    expect(report.files).toMatchObject([{ rows: 6, added: 2, rejected: 4 }])
  })
})
