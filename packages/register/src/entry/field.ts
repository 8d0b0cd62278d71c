import { dateInterval } from '../inventory/date-interval.ts'
import { readListLiteral } from '../inventory/list-literal.ts'
import { clean, isNotApplicable } from './clean.ts'
import type { Entry, Field, FieldState } from './entry.ts'

/**
 * One column of an entry with its provenance, in one of four states. `unreadable`: a list that is no list literal, or a
 * date that is no date and does not say "not applicable"; its raw text is kept. List columns have their items, cleaned.
 */
export function field(entry: Entry, column: string): Field {
  const at = entry.layout.position.get(column)
  const described = at === undefined ? undefined : entry.layout.columns[at]
  const raw = at === undefined ? null : (entry.raw[at] ?? null)
  const value = raw === null ? '' : clean(raw)
  const items = described?.kind === 'list' ? listItems(raw ?? '') : []
  const state = fieldState(raw, value, described?.kind ?? 'text', items)
  return {
    state,
    value: state === 'value' ? value : '',
    items: items ?? [],
    raw: raw ?? '',
    column,
    header: described?.header ?? column,
    file: entry.file,
    row: entry.row,
    year: entry.year,
  }
}

function fieldState(
  raw: string | null,
  value: string,
  kind: 'text' | 'list' | 'date',
  items: readonly string[] | null,
): FieldState {
  if (raw === null) return 'not-asked'
  if (value === '') return 'blank'
  if (kind === 'list') return items === null ? 'unreadable' : items.length === 0 ? 'blank' : 'value'
  if (kind === 'date' && dateInterval(value) === null && !isNotApplicable(value)) return 'unreadable'
  return 'value'
}

/** Cleaned items that are not blank, `null` where the raw text is no list literal. Blank text has no items. */
export function listItems(raw: string): readonly string[] | null {
  if (raw === '[]' || clean(raw) === '') return []
  const items = readListLiteral(raw)
  return items === null ? null : items.map(clean).filter((item) => item !== '')
}
