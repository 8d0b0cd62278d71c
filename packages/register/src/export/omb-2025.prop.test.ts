import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OMB_2025 } from '../inventory/omb-2025/format.ts'
import { exportRegister } from './export.ts'
import { entriesOfText, facts, type Row } from './testing.ts'

const COLUMNS = OMB_2025.columns.map(({ name }) => name)

/** Text that a file may hold: no control characters but tab, LF and CR, which the importer refuses. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'Yes',
    'In-progress',
    '=1+1',
    "'=1+1",
    "''-x",
    ' =cmd',
    '\t@x',
    '+',
    '-',
    "'",
    '"',
    ',',
    "['a', \"b'c\"]",
    '[]',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[^\t\n\r\P{Cc}]/gu, '')),
)

const row: fc.Arbitrary<Row> = fc
  .record({
    agency: fc.constantFrom('DHS', 'TREAS', 'DOE'),
    id: fc.constantFrom('', '24', '24.2', 'DHS-1', 'dhs-1', 'TREAS-24', '1.10'),
    use_case_name: fc.constantFrom('', 'Same name', 'same  name', 'Other'),
    cells: fc.dictionary(fc.constantFrom(...COLUMNS.slice(4)), cell, { maxKeys: 8 }),
  })
  .map(({ cells, ...rest }) => ({ ...cells, ...rest }))

function file(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `${cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`
  return [line(COLUMNS), ...rows.map((one) => line(COLUMNS.map((column) => one[column] ?? '')))].join('')
}

function exported(rows: readonly Row[]) {
  const before = entriesOfText('x.csv', file(rows))
  return { before, document: exportRegister('omb-2025', facts({ entries: before, findings: [], inventories: [] })) }
}

describe('the OMB 2025 file', () => {
  test('imported again changes no entry: same keys, same cells, down to the character', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const { before, document } = exported(rows)
        const after = new Map(entriesOfText('x.csv', document.text).map((entry) => [entry.key, entry.raw]))
        expect(after.size).toBe(before.length)
        for (const { key, raw } of before) expect(after.get(key), key).toEqual(raw)
      }),
      { numRuns: 300 },
    )
  })

  test('never begins a cell with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const cells: string[][] = parse(exported(rows).document.text, { bom: true, relax_column_count: true })
        expect(cells).toHaveLength(rows.length + 1)
        for (const one of cells.flat()) expect(one).not.toMatch(/^\s*[=+\-@]/)
      }),
      { numRuns: 200 },
    )
  })
})
