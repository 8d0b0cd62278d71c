import { encodeUtf8 } from './bytes/utf8.ts'
import { OMB_2025 } from './omb-2025/format.ts'

/** Column names of the 2025 inventory as its header prints them. */
export const COLUMNS_2025: readonly string[] = OMB_2025.columns.map(({ name }) => name)

/** CSV text made up for tests: every record on its own line, cells quoted where they must be. */
export function csvText(records: readonly (readonly string[])[], lineEnd = '\n'): string {
  return records.map((cells) => cells.map(csvCell).join(',') + lineEnd).join('')
}

/** One record of 2025 by column name, all other cells blank but the agency. */
export function record2025(cells: Readonly<Record<string, string>> = {}): readonly string[] {
  const given: Readonly<Record<string, string>> = {
    agency: 'DHS',
    agency_name: 'Department of Homeland Security',
    ...cells,
  }
  return COLUMNS_2025.map((column) => given[column] ?? '')
}

/** A 2025 file of these records, with its header. */
export function file2025(...records: readonly (readonly string[])[]): Uint8Array {
  return encodeUtf8(csvText([COLUMNS_2025, ...records]))
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
