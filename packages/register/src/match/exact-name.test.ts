import { expect, test } from 'vitest'
import type { Entry, EntryFormat, Layout, LayoutColumn } from '../entry/entry.ts'
import { exactNamePairs } from './exact-name.ts'

const LAYOUT: Layout = { format: 'omb-2024', columns: [] satisfies LayoutColumn[], position: new Map() }

function entry(row: number, agency: string, name: string, format: EntryFormat = 'omb-2024'): Entry {
  return {
    key: `${agency.toLowerCase()}-${format}-${row}`,
    format,
    year: format === 'omb-2024' ? 2024 : 2025,
    file: `${format}.csv`,
    row,
    agency,
    agencyName: agency,
    bureau: '',
    id: '',
    name,
    layout: { ...LAYOUT, format },
    raw: [],
  }
}

const rows = (from: readonly Entry[], to: readonly Entry[]) =>
  exactNamePairs(from, to).map((pair) => [pair.agency, pair.from.row, pair.to.row])

test('equal names meet inside one agency, whatever their spelling', () => {
  const from = [entry(3, 'DHS', 'Tip  Triage (Beta)'), entry(2, 'HHS', 'Tip Triage')]
  const to = [entry(9, 'DHS', 'tip-triage beta', 'omb-2025'), entry(8, 'VA', 'Tip Triage', 'omb-2025')]
  expect(rows(from, to)).toEqual([['DHS', 3, 9]])
})

test('a name that stands twice in either year makes no pair', () => {
  const twice = [entry(2, 'DHS', 'Chat'), entry(3, 'DHS', 'CHAT')]
  const once = [entry(5, 'DHS', 'Chat', 'omb-2025')]
  expect(rows(twice, once)).toEqual([])
  expect(rows([entry(2, 'DHS', 'Chat')], [...once, entry(6, 'DHS', 'chat', 'omb-2025')])).toEqual([])
})

test('nameless entries and the commercial list are passed over', () => {
  const from = [entry(2, 'DHS', ''), entry(3, 'DHS', 'Chat')]
  expect(rows(from, [entry(2, 'DHS', ' ', 'omb-2025'), entry(3, 'DHS', 'Chat', 'omb-2025-cots')])).toEqual([])
})

test('a department that changed its code is one department', () => {
  expect(rows([entry(2, 'DOS', 'Chat')], [entry(3, 'STATE', 'Chat', 'omb-2025')])).toEqual([['STATE', 2, 3]])
})
