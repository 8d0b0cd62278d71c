import type { Rejection } from './read-result.ts'

/** One record before it is an entry. */
export interface TableRecord {
  readonly row: number
  /** In file order; `null` where a JSON record does not state the key. */
  readonly cells: readonly (string | null)[]
  /** The record as the file prints it, where that is not a row of cells. */
  readonly text?: string
  /** Why it cannot become an entry. */
  readonly unreadable?: Omit<Rejection, 'file' | 'row'>
}
