import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RULES } from '@recourse/register'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { dump } from '../register/digest.ts'
import { hasPublishedFiles } from '../register/published.ts'
import { documentOf, here } from './here.ts'
import { LONG } from './spawned.ts'

/** The published files through the command line, all in one command, against counts that another program made. */

const PUBLISHED = [
  ['omb-2023/2023_consolidated_ai_inventory_raw.csv', { rows: 710, added: 710 }],
  ['omb-2024/2024_consolidated_ai_inventory_raw.csv', { rows: 1757, added: 1757 }],
  ['omb-2024/2024_consolidated_ai_inventory_raw_v2.csv', { rows: 2133, added: 376, updated: 22, unchanged: 1735 }],
  ['omb-2025/2025_individually_reported_AI_use_cases.csv', { rows: 3611, added: 3611 }],
  ['omb-2025/2025_consolidated_COTS_AI_use_cases.csv', { rows: 900, added: 900 }],
  ['omb-2025/data_sourcing_summary.md', { rows: 52, added: 52 }],
  ['uk-atrs/atrs_records.csv', { rows: 136, added: 136 }],
  ['uk-atrs/atrs_records.json', { rows: 136, updated: 136 }],
  ['contracts/dhs_awards.json', { rows: 199, added: 199 }],
] as const

const pathOf = (path: string): string =>
  fileURLToPath(new URL(`../../../shared/data/register/${path}`, import.meta.url))

const list = (value: unknown): readonly Record<string, unknown>[] => {
  if (!Array.isArray(value)) throw new Error('no list')
  return value
}

describe.skipIf(!hasPublishedFiles)('the published files (needs ../shared)', () => {
  let database: TestDatabase
  let report: Record<string, unknown>
  let found: string
  const run = (...argv: readonly string[]) => here(argv, { DATABASE_URL: database.connectionString })

  beforeAll(async () => {
    database = await testDatabase()
    const ran = await run('register', 'import', ...PUBLISHED.map(([path]) => pathOf(path)), '--json')
    expect(ran.exit, ran.stderr).toBe(0)
    report = documentOf(ran)
    found = (await run('register', 'findings', '--json')).stdout
  })
  afterAll(() => database?.close())

  test('every record is counted', () => {
    const none = { added: 0, updated: 0, unchanged: 0, rejected: 0 }
    const expected = PUBLISHED.map(([path, counts]) =>
      expect.objectContaining({ file: basename(path), ...none, ...counts }),
    )
    expect(report.files).toEqual(expected)
    expect(report.rejections).toEqual([])
  })

  test('every rule finds what a second program counted', () => {
    const { counts } = JSON.parse(
      readFileSync(new URL('../register/expected-counts.json', import.meta.url), 'utf8'),
    ) as { counts: Record<string, number> }
    const { findings, byRule, total } = JSON.parse(found)
    // Counts of rules between years are of exact-name pairs alone.
    const counted: Record<string, number> = {}
    for (const { rule, basis } of list(findings)) {
      if (basis === 'matched' && String(rule).startsWith('YR-')) continue
      counted[String(rule)] = (counted[String(rule)] ?? 0) + 1
    }
    const expected = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
    expect(Object.fromEntries(Object.entries(counted).filter(([rule]) => rule in counts))).toEqual(expected)
    expect(Object.values(byRule as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(total)
  })

  test('one rule asked for is that part of the whole', async () => {
    const { findings, byRule } = JSON.parse(found)
    const rules = RULES.filter((_, at) => LONG || at % 12 === 0)
    for (const { id } of rules) {
      const one = documentOf(await run('register', 'findings', '--rule', id, '--json'))
      expect(one.total, id).toBe(byRule[id] ?? 0)
      expect(one.findings).toEqual(list(findings).filter(({ rule }) => rule === id))
    }
  })

  test('matching DHS between 2024 and 2025: 135 pairs, 7 left to a person', async () => {
    const matched = documentOf(
      await run('register', 'match', '--from', '2024', '--to', '2025', '--agency', 'DHS', '--json'),
    )
    expect([list(matched.pairs).length, list(matched.undecided).length]).toEqual([135, 7])
  })

  test('a use case shows every field with the file, record, column and year it is from', async () => {
    const { useCases } = documentOf(await run('register', 'list', '--json'))
    const all = list(useCases)
    const sample = all.filter((_, at) => at % Math.ceil(all.length / 25) === 0)
    expect(new Set(sample.map(({ format }) => format)).size).toBeGreaterThan(2)
    for (const { key } of sample) {
      const shown = documentOf(await run('register', 'show', String(key), '--json'))
      for (const entry of list(shown.entries)) {
        for (const field of list(entry.fields)) {
          expect(field).toMatchObject({ file: entry.file, row: entry.row, year: entry.year })
          expect(field.column).toMatch(/./)
        }
      }
    }
  })

  test('nothing stored holds an e-mail address, or a telephone number', async () => {
    const address = /[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/i
    const telephone = /(?<![\d.-])(\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\d-])/
    for (const [table, rows] of await dump(database.connectionString)) {
      for (const row of rows) {
        expect(address.exec(row)?.[0] ?? '', table).toBe('')
        expect(telephone.exec(row)?.[0] ?? '', `${table}: ${row.slice(0, 80)}`).toBe('')
      }
    }
  })

  test('imported backwards: the same findings, to the byte', async () => {
    const other = await testDatabase()
    try {
      const env = { DATABASE_URL: other.connectionString }
      const paths = PUBLISHED.map(([path]) => pathOf(path)).reverse()
      const ran = await here(['register', 'import', ...paths, '--json'], env)
      expect(ran.exit, ran.stderr).toBe(0)
      expect((await here(['register', 'findings', '--json'], env)).stdout === found).toBe(true)
    } finally {
      await other.close()
    }
  })
})
