import type { Entry, EntryFormat, Layout } from './entry.ts'

/**
 * An entry made up for tests: `cells` by canonical column name, all else blank or derived. Its file name and key
 * follow from format and record number, so that two of them never meet by accident.
 */
export function syntheticEntry(
  format: EntryFormat,
  row: number,
  given: Partial<Omit<Entry, 'format' | 'row' | 'layout' | 'raw'>> = {},
  cells: Readonly<Record<string, string | null>> = {},
): Entry {
  const columns = Object.keys(cells)
  const layout: Layout = {
    format,
    columns: columns.map((name) => ({ name, header: name, kind: 'text' })),
    position: new Map(columns.map((name, at) => [name, at])),
  }
  const agency = given.agency ?? 'DHS'
  return {
    key: `${agency.toLowerCase()}-${format}-${row}`,
    year: YEARS[format],
    file: `${format}.csv`,
    agency,
    agencyName: agency,
    bureau: '',
    id: '',
    name: '',
    ...given,
    format,
    row,
    layout,
    raw: columns.map((name) => cells[name] ?? null),
  }
}

const YEARS: { readonly [format in EntryFormat]: number } = {
  'omb-2023': 2023,
  'omb-2024': 2024,
  'omb-2025': 2025,
  'omb-2025-cots': 2025,
  atrs: 2025,
  'nl-1.0': 2025,
}
