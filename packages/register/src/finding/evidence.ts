import type { Entry, Evidence } from '../entry/entry.ts'
import { columnOf, isBlank, rawText } from './read.ts'
import type { RegisterView } from './view.ts'

/** One cell as published, by the header its file prints. */
export function cell(entry: Entry, column: string): Evidence {
  return {
    file: entry.file,
    row: entry.row,
    column: columnOf(entry, column)?.header ?? column,
    value: rawText(entry, column),
  }
}

/**
 * The cells of one entry a predicate rests on, each once. Where a cell is blank because the agency left the column out
 * of its published inventory, the line of the sourcing summary that says so follows it.
 */
export function cells(view: RegisterView, entry: Entry, columns: readonly string[]): readonly Evidence[] {
  return [...new Set(columns)].flatMap((column) => {
    const leftOut = leftOutHere(view, entry, column)
    const own = cell(entry, column)
    return leftOut === undefined
      ? [own]
      : [own, { file: leftOut.file, row: leftOut.row, column: leftOut.column, value: leftOut.status }]
  })
}

/** The sourcing summary's word on a blank cell of 2025; undefined where the cell is filled or nothing is said. */
export function leftOutHere(view: RegisterView, entry: Entry, column: string) {
  if (entry.format !== 'omb-2025') return undefined
  const status = view.leftOut(entry.agency, column)
  return status !== undefined && isBlank(entry, column) === true ? status : undefined
}
