import { vendorCell } from '../contract/individual.ts'
import type { Entry, Evidence } from '../entry/entry.ts'
import type { ColumnStatus } from '../inventory/read-result.ts'
import { columnOf, isBlank, rawText } from './read.ts'
import type { RegisterView } from './view.ts'

/** One cell as published, by the header its file prints. */
export function cell(entry: Entry, column: string): Evidence {
  return {
    file: entry.file,
    row: entry.row,
    column: columnOf(entry, column)?.header ?? column,
    value: shownText(column, rawText(entry, column)),
  }
}

/** A cell's text as it may be shown: a supplier who is a person by that word alone (register reference 3.8). */
export function shownText(column: string, value: string): string {
  return column === VENDOR ? vendorCell(value) : value
}

const VENDOR = 'vendor_name'

/**
 * The cells of one entry a predicate rests on, each once. Where a cell is blank because the agency left the column out
 * of its published inventory, the line of the sourcing summary that says so follows it.
 */
export function cells(view: RegisterView, entry: Entry, columns: readonly string[]): readonly Evidence[] {
  const quoted: Evidence[] = []
  for (const [at, column] of columns.entries()) {
    if (columns.indexOf(column) < at) continue
    quoted.push(cell(entry, column))
    const leftOut = leftOutHere(view, entry, column)
    if (leftOut !== undefined) {
      quoted.push({ file: leftOut.file, row: leftOut.row, column: leftOut.column, value: leftOut.status })
    }
  }
  return quoted
}

/** The sourcing summary's word on a blank cell of 2025; undefined where the cell is filled or nothing is said. */
export function leftOutHere(view: RegisterView, entry: Entry, column: string): ColumnStatus | undefined {
  if (entry.format !== 'omb-2025' || isBlank(entry, column) !== true) return undefined
  return view.leftOut(entry.agency, column)
}
