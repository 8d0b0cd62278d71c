import { neutraliseFormula } from '@recourse/register'

export type CsvCell = string | number | null

/** RFC 4180 with a byte-order mark, so that spreadsheets read it as UTF-8. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'
export const CSV_MARK = '\uFEFF'

/** One record with its line end. A cell that a spreadsheet would run gets an apostrophe; numbers are left alone; null is empty. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(neutraliseFormula(cell ?? '')))).join(',')}\r\n`
}

export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [CSV_MARK, csvLine(header), ...rows.map(csvLine)].join('')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
