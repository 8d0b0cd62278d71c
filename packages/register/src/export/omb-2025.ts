import type { Entry } from '../entry/entry.ts'
import { neutraliseFormula } from '../inventory/formula.ts'
import { OMB_2025 } from '../inventory/omb-2025/format.ts'
import { shownSupplier } from './declared.ts'
import type { Exporter, LeftOut } from './form.ts'

const COLUMNS: readonly string[] = OMB_2025.columns.map((column) => column.name)

/**
 * The 2025 inventory file: 36 columns in its order, UTF-8 with a byte-order mark, LF between records, list cells as
 * published. Only entries of that inventory: the file has no column for the year, so an entry of 2024 in it would read as
 * a declaration of 2025. `contact_email` is empty. A cell that a spreadsheet would run gets an apostrophe, which the
 * importer takes away, so that importing an export changes no entry (but for a supplier who is a natural person, shown as
 * "an individual"). The inventory's digest is in the file name: the
 * form has no place for it inside.
 */
export const exportOmb2025: Exporter = ({ entries, inventories }) => {
  const taken = entries.filter((entry) => entry.format === 'omb-2025')
  return {
    inventories: inventories.filter((inventory) => inventory.format === 'omb-2025'),
    mediaType: 'text/csv; charset=utf-8; header=present',
    chunks: { [Symbol.iterator]: () => csvChunks(taken) },
    left: entries.filter((entry) => entry.format !== 'omb-2025').map(leftOut),
  }
}

function* csvChunks(entries: readonly Entry[]): Generator<string> {
  yield `\uFEFF${COLUMNS.join(',')}\n`
  for (const entry of entries) yield `${COLUMNS.map((column) => csvCell(cellOf(entry, column))).join(',')}\n`
}

function cellOf(entry: Entry, column: string): string {
  const at = column === 'contact_email' ? undefined : entry.layout.position.get(column)
  const raw = at === undefined ? '' : (entry.raw[at] ?? '')
  return column === 'vendor_name' && raw !== '' ? shownSupplier(raw) : raw
}

function csvCell(text: string): string {
  if (text === '') return ''
  const safe = neutraliseFormula(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function leftOut({ key, file, row, format }: Entry): LeftOut {
  return {
    key,
    file,
    row,
    reasons: [`an entry of ${format}: this form would show it as declared in the 2025 inventory`],
  }
}
