import { clean, isNotApplicable } from '../entry/clean.ts'
import { type Entry, type LayoutColumn, text } from '../entry/entry.ts'
import { listItems } from '../entry/field.ts'
import { listedAnswer, spelledAnswer } from '../entry/vocabulary.ts'
import { type DateInterval, dateInterval } from '../inventory/date-interval.ts'

/** The column as its file has it; undefined where the format does not ask it. */
export function columnOf(entry: Entry, column: string): LayoutColumn | undefined {
  const at = entry.layout.position.get(column)
  return at === undefined ? undefined : entry.layout.columns[at]
}

/** As published (masked); '' where not asked. */
export function rawText(entry: Entry, column: string): string {
  const at = entry.layout.position.get(column)
  return (at === undefined ? null : entry.raw[at]) ?? ''
}

/**
 * Cleaned text of a column. In coded columns of 2025 an `a) ...` code, the guidance's full wording and the short form
 * are the same answer, given as the short form (register reference, section 2, format `omb-2025`).
 */
export function answer(entry: Entry, column: string): string {
  if (entry.format !== 'omb-2025') return text(entry, column)
  const raw = rawText(entry, column)
  const short = raw === '' ? '' : spelledAnswer(column, raw)
  if (short !== null) return short
  const value = clean(raw)
  return value === '' ? '' : (listedAnswer(column, value) ?? value)
}

/** Items of a list column, cleaned, blank ones left out, as answers; `null` where the list cannot be read. */
export function items(entry: Entry, column: string): readonly string[] | null {
  return listItems(rawText(entry, column))?.map((item) => listedAnswer(column, item) ?? item) ?? null
}

/** The days a date column can mean; `null` where blank or not applicable, `unreadable` where no shape fits. */
export function dates(entry: Entry, column: string): DateInterval | 'unreadable' | null {
  const value = text(entry, column)
  return isNotApplicable(value) ? null : (dateInterval(value) ?? 'unreadable')
}

/** A first character that cleaning keeps: such a cell is not blank, however long it is. */
const BEGINS_WITH_INK = /^[!-~]/

/** Whether nothing is declared: blank after cleaning, or an empty list; `null` where the list cannot be read. */
export function isBlank(entry: Entry, column: string): boolean | null {
  const raw = rawText(entry, column)
  if (raw === '') return true
  if (columnOf(entry, column)?.kind !== 'list') return !BEGINS_WITH_INK.test(raw) && clean(raw) === ''
  const list = listItems(raw)
  return list === null ? null : list.length === 0
}
