import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { OMB_2025 } from '../inventory/omb-2025/format.ts'
import { readInventory } from '../inventory/read-inventory.ts'
import { exportRegister } from './export.ts'
import { csv, entries, entriesOfText, facts, inventory, omb2025, sha256 } from './testing.ts'

const PUBLISHED = fileURLToPath(
  new URL('../../../../../shared/data/register/omb-2025/2025_individually_reported_AI_use_cases.csv', import.meta.url),
)

const COLUMNS = OMB_2025.columns.map(({ name }) => name)
const document = exportRegister('omb-2025', facts())

function records(text: string): Record<string, string>[] {
  return parse(text, { bom: true, columns: true })
}

describe('the OMB 2025 file', () => {
  test('has a byte-order mark, the 36 columns in order, LF between records', () => {
    expect(document.text.startsWith(`\uFEFF${COLUMNS.join(',')}\n`)).toBe(true)
    expect(COLUMNS).toHaveLength(36)
    expect(document.text).not.toContain('\r')
    expect(document.text.endsWith('\n')).toBe(true)
  })

  test('has an empty contact column and no address of anyone', () => {
    for (const record of records(document.text)) expect(record.contact_email).toBe('')
    expect(document.text).not.toContain('@')
  })

  test('neutralises what a spreadsheet would run and keeps list cells as published', () => {
    const [treasury] = records(document.text).filter(({ agency }) => agency === 'TREAS')
    expect(treasury?.use_case_name).toBe(`'=HYPERLINK("http://x.example","y")`)
    expect(treasury?.problem_solved).toBe(`'-saves, "time"\nand more`)
    expect(treasury?.demographic_features).toBe(`['c) Age', "k) None of the above, it's said"]`)
  })

  test('is sorted by key, a repeated key by its number', () => {
    const eleven = Array.from({ length: 11 }, (_, at) => ({ agency: 'DHS', id: 'DHS-1', use_case_name: `n${at + 1}` }))
    const made = exportRegister('omb-2025', facts({ entries: entriesOfText('x.csv', omb2025(eleven)).toReversed() }))
    expect(records(made.text).map((record) => record.use_case_name)).toEqual(eleven.map((one) => one.use_case_name))
  })

  test('bears the digest of its inventory in its name, the one place the form has', () => {
    expect(document.fileName).toBe(`recourse-omb-2025-2026-11-22-sha256-${'ab'.repeat(32)}.csv`)
  })

  test('leaves out entries of other years and formats, with the reason', () => {
    const old = entriesOfText(
      'old.csv',
      csv(
        [
          'Use_Case_ID',
          'Department_Code',
          'Agency',
          'Office',
          'Title',
          'Summary',
          'Development_Stage',
          'Techniques',
          'Source_Code',
          'Department',
        ],
        [
          {
            Use_Case_ID: 'DHS-0000-2023',
            Department_Code: 'DHS',
            Title: 'Old',
            Department: 'Department of Homeland Security',
          },
        ],
      ),
    )
    const made = exportRegister('omb-2025', facts({ entries: [...entries(), ...old] }), { years: 'all' })
    expect(made.text).toBe(document.text)
    expect(made.left).toHaveLength(1)
    expect(made.left[0]?.reasons[0]).toContain('omb-2023')
  })

  test('shows a supplier who is a natural person as an individual, and a list of firms as it is', () => {
    const vendors = ['Jane Q. Doe', 'Azure, OpenAI', 'Example Systems, Inc.']
    const rows = vendors.map((vendor_name, at) => ({ agency: 'DHS', id: `DHS-${at}`, vendor_name }))
    const made = exportRegister('omb-2025', facts({ entries: entriesOfText('x.csv', omb2025(rows)) }))
    expect(records(made.text).map((record) => record.vendor_name)).toEqual([
      'an individual',
      'Azure, OpenAI',
      'Example Systems, Inc.',
    ])
  })
})

describe.skipIf(!existsSync(PUBLISHED))('the published 2025 file (needs ../shared)', () => {
  test('goes out and comes in again with every key and every cell unchanged', () => {
    const read = (file: string, bytes: Uint8Array) => {
      const result = readInventory({ file, bytes, sha256 })
      if (!result.ok) throw new Error(JSON.stringify(result.rejections))
      return result.entries
    }
    const before = read('published.csv', new Uint8Array(readFileSync(PUBLISHED)))
    const made = exportRegister(
      'omb-2025',
      facts({ entries: before, findings: [], inventories: [inventory({ file: 'published.csv' })] }),
    )
    const after = new Map(
      read('export.csv', new TextEncoder().encode(made.text)).map((entry) => [entry.key, entry.raw]),
    )
    expect(before).toHaveLength(3611)
    expect(after.size).toBe(3611)
    expect(before.filter(({ key, raw }) => JSON.stringify(after.get(key)) !== JSON.stringify(raw))).toEqual([])
    expect(made.text).not.toMatch(/[\w.+-]+@[\w-]+\.\w/)
  })
})
