import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../entry/entry.ts'
import { field } from '../entry/field.ts'
import { entryDigest, sameCells } from '../entry/key.ts'
import { dateInterval } from './date-interval.ts'
import { readInventory } from './read-inventory.ts'
import type { ReadResult, WarningCode } from './read-result.ts'

const DATA = fileURLToPath(new URL('../../../../../shared/data/register/', import.meta.url))
const present = existsSync(DATA)

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

type Read = Extract<ReadResult, { readonly ok: true }>

const FILES = {
  2023: 'omb-2023/2023_consolidated_ai_inventory_raw.csv',
  '2024 v1': 'omb-2024/2024_consolidated_ai_inventory_raw.csv',
  '2024 v2': 'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv',
  2025: 'omb-2025/2025_individually_reported_AI_use_cases.csv',
  cots: 'omb-2025/2025_consolidated_COTS_AI_use_cases.csv',
  sourcing: 'omb-2025/data_sourcing_summary.md',
  'atrs csv': 'uk-atrs/atrs_records.csv',
  'atrs json': 'uk-atrs/atrs_records.json',
  awards: 'contracts/dhs_awards.json',
} as const

const known = new Map<keyof typeof FILES, Read>()

function read(name: keyof typeof FILES): Read {
  const before = known.get(name)
  if (before !== undefined) return before
  const path = FILES[name]
  const result = readInventory({ file: basename(path), bytes: new Uint8Array(readFileSync(DATA + path)), sha256 })
  if (!result.ok) throw new Error(JSON.stringify(result.rejections))
  known.set(name, result)
  return result
}

function warned(result: Read, code: WarningCode): readonly string[] {
  return result.warnings.filter((warning) => warning.code === code).map(({ row, column }) => `${row} ${column}`)
}

describe.skipIf(!present)('the published files (needs ../shared)', () => {
  test.each([
    ['2023', 710, 'utf-8'],
    ['2024 v1', 1757, 'utf-8-bom'],
    ['2024 v2', 2133, 'windows-1252'],
    ['2025', 3611, 'utf-8-bom'],
    ['cots', 900, 'utf-8-bom'],
    ['atrs csv', 136, 'utf-8'],
    ['atrs json', 136, 'utf-8'],
  ] as const)('%s: %i records, all of them entries, %s', (name, count, encoding) => {
    const result = read(name === '2023' ? 2023 : name === '2025' ? 2025 : name)
    expect(result).toMatchObject({ rows: count, encoding, rejections: [], quarantined: [] })
    expect(result.entries).toHaveLength(count)
    expect(new Set(result.entries.map(({ key }) => key)).size).toBe(count)
  })

  test('2024: the second file leaves 1,735 unchanged, updates 22, adds 376 and loses none', () => {
    const before = new Map(read('2024 v1').entries.map((entry) => [entry.key, entry]))
    const after = read('2024 v2').entries
    const met = after.flatMap((entry) => {
      const earlier = before.get(entry.key)
      return earlier === undefined ? [] : [{ earlier, entry }]
    })
    const same = met.filter(({ earlier, entry }) => sameCells(earlier, entry))
    expect({ unchanged: same.length, updated: met.length - same.length, added: after.length - met.length }).toEqual({
      unchanged: 1735,
      updated: 22,
      added: 376,
    })
    expect(met).toHaveLength(before.size)
    const digests = met.filter(({ earlier, entry }) => entryDigest(earlier, sha256) === entryDigest(entry, sha256))
    expect(digests.map(({ entry }) => entry.key)).toEqual(same.map(({ entry }) => entry.key))
  })

  test('2024 v2: the nine repeated questions stay nine columns, numbered in evidence', () => {
    const { layout } = read('2024 v2').entries[0] ?? {}
    const repeated = layout?.columns.filter(({ header }) => header?.startsWith('If Other, please explain.'))
    expect(repeated?.map(({ name }) => name)).toEqual([
      '31_question_type',
      '35_question_type',
      '43_question_type',
      '45_question_type',
      '47_question_type',
      '57_question_type',
      '59_question_type',
      '63_question_type',
      '67_question_type',
    ])
    expect(repeated?.map(({ header }) => header?.slice(-3))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `(${n})`))
  })

  test('2025: dates come in 882 days, 226 months, 258 two-digit years and 36 bare years, none unreadable', () => {
    const kinds = new Map<string, number>()
    for (const entry of read(2025).entries) {
      const { state, value } = field(entry, 'operational_date')
      const interval = dateInterval(value)
      const kind = state === 'value' ? `${interval?.precision}${interval?.ambiguous ? ', ambiguous' : ''}` : state
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
    expect(Object.fromEntries(kinds)).toEqual({
      blank: 2209,
      day: 882,
      month: 226,
      'month, ambiguous': 258,
      'year, ambiguous': 36,
    })
    expect(warned(read(2025), 'date-ambiguous')).toHaveLength(258 + 36)
  })

  test('2025: five answers of another column, 31 formula leads, no unreadable list, 704 blank ids', () => {
    const result = read(2025)
    expect(warned(result, 'value-shifted')).toEqual([
      '146 hi_public_consultation',
      '147 hi_training_established',
      '148 hi_training_established',
      '1401 hi_training_established',
      '1561 hi_ongoing_monitoring',
    ])
    expect(warned(result, 'formula-lead')).toHaveLength(31)
    expect(warned(result, 'list-unparsable')).toEqual([])
    expect(result.entries.filter(({ id }) => id === '')).toHaveLength(704)
  })

  test('2025: keys follow the ids, and Treasury keeps both 24 and TREAS-24', () => {
    const keyOf = (row: number) => read(2025).entries.find((entry) => entry.row === row)
    expect(read(2025).entries.find(({ id }) => id === 'DHS-2577')?.key).toBe('dhs-2577')
    const treasury = read(2025).entries.filter(({ agency, id }) => agency === 'TREAS' && /^(TREAS-)?24$/.test(id))
    expect(treasury.map(({ key }) => key).sort()).toEqual(['treas-24', 'treas_24'])
    expect(keyOf(147)?.layout.columns).toHaveLength(36)
  })

  test('2025: the contact column is in the header alone', () => {
    const { entries } = read(2025)
    const at = entries[0]?.layout.position.get('contact_email') ?? -1
    expect(entries[0]?.layout.columns[at]?.header).toBe('contact_email')
    expect(entries.every(({ raw }) => raw[at] === null)).toBe(true)
    expect(entries[0] && field(entries[0], 'contact_email').state).toBe('not-asked')
  })

  test('no stored value holds an e-mail address; masked cells are named', () => {
    expect(warned(read(2023), 'personal-data')).toEqual(['73 Summary', '269 Summary'])
    expect(warned(read('2024 v1'), 'personal-data')).toEqual(['1567 23_contract_piids'])
    expect(warned(read(2025), 'personal-data')).toEqual(['1397 problem_solved'])
    const address = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/
    const names = [2023, '2024 v1', '2024 v2', 2025, 'cots', 'sourcing', 'atrs csv', 'atrs json', 'awards'] as const
    for (const name of names) {
      const { entries, awards, sources, warnings } = read(name)
      const stored = [...entries.flatMap(texts), ...[awards, sources, warnings].map((kept) => JSON.stringify(kept))]
      expect(stored.filter((text) => address.test(text))).toEqual([])
    }
  })

  test('2024, record 1567: the number goes, and the name that its address tells, with the address', () => {
    const entry = read('2024 v1').entries.find(({ row }) => row === 1567)
    const cell = entry && field(entry, '23_contract_piids').value
    expect(cell).toMatch(/^\[name removed\] .* \[e-mail address removed\] P: \[telephone number removed\]$/)
  })

  test('2023: a character was lost in 10 cells', () => {
    expect(warned(read(2023), 'character-lost')).toHaveLength(10)
  })

  test('commercial list: 45 agencies, each by its code, 20 tasks each', () => {
    const byAgency = new Map<string, number>()
    for (const { agency } of read('cots').entries) byAgency.set(agency, (byAgency.get(agency) ?? 0) + 1)
    expect(byAgency.size).toBe(45)
    expect(new Set(byAgency.values())).toEqual(new Set([20]))
    expect([...byAgency.keys()].filter((code) => !/^[A-Z]{2,6}$/.test(code))).toEqual([])
    expect(byAgency.has('VAOIG')).toBe(true)
  })

  test('sourcing summary: 52 agencies, 539 columns left out, 3,611 rows', () => {
    const { rows, sources, columnStatus, rejections } = read('sourcing')
    expect([rows, sources.length, rejections.length]).toEqual([52, 52, 0])
    expect(columnStatus.filter(({ status }) => status === 'left-out')).toHaveLength(539)
    expect(columnStatus).toHaveLength(41 * 34)
    expect(sources.reduce((sum, source) => sum + (source.rows ?? 0), 0)).toBe(3611)
    expect(sources.find(({ agency }) => agency === 'ED')).toMatchObject({ retrieved: '2026-02-17', rows: 56 })
    expect(sources.find(({ agency }) => agency === 'ED')?.address).toContain('/2024-09/')
  })

  test('ATRS: both files hold the same records, the JSON twin more of each', () => {
    const twin = new Map(read('atrs json').entries.map((entry) => [entry.key, entry]))
    const { entries } = read('atrs csv')
    expect(entries.filter(({ key }) => twin.has(key))).toHaveLength(136)
    expect(entries.filter(({ agency }) => agency === '')).toHaveLength(6)
    expect(new Set(entries.map(({ agency }) => agency)).size - 1).toBe(73)
    const [first] = entries
    const [second] = twin.values()
    expect(first && field(first, 'description').state).toBe('not-asked')
    expect(second && field(second, 'organisations').items.length).toBeGreaterThan(0)
  })

  test('awards: 199 of Homeland Security, USD 952,799,598.80', () => {
    const { rows, awards } = read('awards')
    expect([rows, awards.length]).toEqual([199, 199])
    expect(awards.reduce((cents, { obligatedUsd }) => cents + Math.round(obligatedUsd * 100), 0)).toBe(95_279_959_880)
    expect(new Set(awards.map(({ agency }) => agency))).toEqual(new Set(['DHS']))
  })

  test('every truncation of a real file is refused or read, never thrown', () => {
    const bytes = new Uint8Array(readFileSync(DATA + FILES['2024 v2']))
    for (let size = 0; size < 20_000; size += 61) {
      const result = readInventory({ file: 'cut.csv', bytes: bytes.slice(0, size), sha256 })
      if (result.ok) expect(result.rows).toBe(result.entries.length + result.quarantined.length)
      else expect(result.rejections).toHaveLength(1)
    }
  })
})

function texts(entry: Entry): readonly string[] {
  return [...entry.raw.filter((text) => text !== null), entry.name, entry.bureau, entry.id, entry.agencyName]
}
