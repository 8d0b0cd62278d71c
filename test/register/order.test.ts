import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RegisterStore } from '../../apps/server/src/service/ports.ts'
import { importInventories } from '../../apps/server/src/service/register/import-inventories.ts'
import { showUseCase } from '../../apps/server/src/service/register/show-use-case.ts'
import type { ImportReport } from '../../apps/server/src/service/register/view.ts'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import { postgresRegister } from '../../apps/server/src/store/postgres/register/register-store.ts'
import {
  type Cells,
  MADE_REGISTER,
  made2024,
  made2024Corrected,
  madeAtrs,
  madeAtrsJson,
  madeAwards,
  madeSourcing,
} from './made.ts'

/** The order in which files are imported must not decide what the register says (docs/decisions/0004). */

const AT = Date.UTC(2026, 10, 21)

let database: TestDatabase
let pool: ReturnType<typeof openPool>
let store: RegisterStore
beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  store = postgresRegister(pool)
})
afterEach(async () => {
  await pool.end()
  await database.close()
})

function importAll(files: Readonly<Record<string, string>>, names = Object.keys(files)): Promise<ImportReport> {
  const sources = {
    read: async (place: string) =>
      ({ ok: true, file: place, bytes: Buffer.from(files[place] ?? ''), source: '' }) as const,
  }
  return importInventories({ store, sources, clock: { now: () => AT } }, names, {})
}

const counts = ({ files }: ImportReport) =>
  files.map(({ added, updated, unchanged, rejected }) => ({ added, updated, unchanged, rejected }))

/** Everything a reader can see, but for numbers that count imports. */
async function everything(): Promise<unknown> {
  const { page } = await store.findingList({}, { after: null, limit: 100_000 })
  const keys = await store.useCaseKeys({ after: 0, limit: 100_000 })
  const useCases = await Promise.all(keys.map((key) => showUseCase(store, key)))
  return {
    findings: page.items,
    useCases: useCases.map((one) => ({
      ...one,
      changes: undefined,
      entries: one?.entries.map(({ inventory, ...entry }) => ({ ...entry, sha256: inventory.sha256 })),
    })),
    figures: await store.figures(),
    awards: await store.awards(),
  }
}

test('independent files: every order gives the same findings, entries and figures', async () => {
  const names = Object.keys(MADE_REGISTER)
  const orders = [names, [...names].reverse(), [...names.slice(3), ...names.slice(0, 3)]]
  const seen: unknown[] = []
  for (const order of orders) {
    await importAll(MADE_REGISTER, order)
    seen.push(await everything())
    await pool.query('TRUNCATE inventory, finding, use_case, match_review CASCADE')
    await pool.query('UPDATE register_state SET facts_version = facts_version + 1')
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

const entry2024 = (name: string, over: Cells = {}): Cells => ({
  '2_use_case_name': name,
  '3_agency': 'Department of Homeland Security',
  '3_abr': 'DHS',
  '4_bureau': 'ICE',
  '16_dev_stage': 'Operation and Maintenance',
  '17_impact_type': 'Rights-Impacting',
  ...over,
})

describe('two editions of the 2024 inventory', () => {
  const FILES = {
    'v1.csv': made2024(
      entry2024('Same in both'),
      entry2024('Corrected', { '65_appeal_process': 'No' }),
      entry2024('Dropped'),
      entry2024('Of an agency the second leaves out', { '3_abr': 'ED', '3_agency': 'Department of Education' }),
    ),
    'v2.csv': made2024Corrected(
      entry2024('Same in both'),
      entry2024('Corrected', { '65_appeal_process': 'Yes, an appeal process has been established' }),
      entry2024('New'),
    ),
  }

  test('first v1, then v2: what changed is recorded', async () => {
    expect(counts(await importAll(FILES, ['v1.csv', 'v2.csv']))).toEqual([
      { added: 4, updated: 0, unchanged: 0, rejected: 0 },
      { added: 1, updated: 1, unchanged: 1, rejected: 0 },
    ])
    const changes = await store.entryChanges(10)
    expect(changes.map(({ kind, inventory }) => [kind, inventory.file])).toEqual([
      ['absent', 'v2.csv'],
      ['updated', 'v2.csv'],
    ])
  })

  test('first v2, then v1: nothing newer is turned back, and the register is the same', async () => {
    await importAll(FILES, ['v1.csv', 'v2.csv'])
    const expected = await everything()
    const chain = (await store.inventories()).map(({ file, supersedes }) => ({ file, supersedes: supersedes !== null }))

    await pool.query('TRUNCATE inventory, finding, use_case CASCADE')
    await pool.query('UPDATE register_state SET facts_version = facts_version + 1')
    expect(counts(await importAll(FILES, ['v2.csv', 'v1.csv']))).toEqual([
      { added: 3, updated: 0, unchanged: 0, rejected: 0 },
      { added: 2, updated: 0, unchanged: 2, rejected: 0 },
    ])
    expect(await everything()).toEqual(expected)
    expect(await store.entryChanges(10)).toEqual([])
    const inventories = await store.inventories()
    expect(inventories.map(({ file, supersedes }) => ({ file, supersedes: supersedes !== null })).reverse()).toEqual(
      chain,
    )
  })

  test('v1 by itself once more: unchanged', async () => {
    await importAll(FILES, ['v2.csv', 'v1.csv'])
    const before = await everything()
    expect(counts(await importAll(FILES, ['v1.csv']))).toEqual([{ added: 0, updated: 0, unchanged: 4, rejected: 0 }])
    expect(await everything()).toEqual(before)
  })

  test('a corrected file of the same edition still corrects', async () => {
    const v3 = made2024Corrected(entry2024('Corrected', { '65_appeal_process': 'No' }))
    const report = await importAll({ ...FILES, 'v3.csv': v3 }, ['v2.csv', 'v1.csv', 'v3.csv'])
    expect(counts(report)[2]).toEqual({ added: 0, updated: 1, unchanged: 0, rejected: 0 })
    const chain = (await store.inventories()).map(({ id, file, supersedes }) => ({ id, file, supersedes }))
    const [v3Row, v1Row, v2Row] = chain
    expect([v3Row?.supersedes, v2Row?.supersedes, v1Row?.supersedes]).toEqual([v2Row?.id, v1Row?.id, null])
  })
})

test('the fuller twin of the ATRS index keeps its descriptions', async () => {
  const record = {
    publishing_body: 'Home Office',
    tool_name: 'Visit router',
    published: '2024-12-17',
    url: 'https://www.example.gov.uk/atrs/visit-router',
    description: 'Routes applications.',
  }
  const files = { 'a.json': madeAtrsJson(record), 'b.csv': madeAtrs(record) }
  const report = await importAll(files, ['a.json', 'b.csv'])
  expect(counts(report)[1]).toEqual({ added: 0, updated: 0, unchanged: 1, rejected: 0 })
  const shown = await showUseCase(store, 'atrs_visit-router')
  expect(shown?.entries[0]?.fields.find(({ column }) => column === 'description')?.value).toBe('Routes applications.')
})

test('what stands twice in one file stands once in the register, and every record is counted', async () => {
  const award = { award_id: '70A', vendor: 'X', agency: 'ICE', amount: 1, description: '' }
  const report = await importAll({
    'awards.json': madeAwards(award, { ...award, amount: 2 }, { ...award, amount: 2 }, { ...award, amount: 1e20 }),
    'sourcing.md': madeSourcing('Department of Veterans Affairs', 'VA', ['vendor_name']).concat(
      madeSourcing('Veterans Affairs', 'VA', ['topic_area', 'topic_area']),
    ),
  })
  expect(counts(report)).toEqual([
    { added: 1, updated: 1, unchanged: 1, rejected: 1 },
    { added: 1, updated: 1, unchanged: 0, rejected: 0 },
  ])
  expect(await store.awards()).toMatchObject([{ awardId: '70A', obligatedUsd: 2 }])
  expect((await store.agencySourcing('VA')).source?.agencyName).toBe('Veterans Affairs')
})
