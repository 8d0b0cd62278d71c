import type { EntryView, FieldView } from '../../service/register/view.ts'
import type { AbsenceKind } from '../component/absence/absence.tsx'
import { CONCEPTS, type Concept } from './concept.ts'
import { type Standing, standingOf } from './standing.ts'

/** What one entry declares on one concept. `fields` are those with a value, in the concept's column order. */
export type DeclaredCell =
  | { readonly kind: 'declared'; readonly entry: EntryView; readonly fields: readonly FieldView[] }
  | {
      readonly kind: 'missing'
      readonly entry: EntryView
      readonly absence: AbsenceKind
      readonly field: FieldView | null
    }

/** How an answer stands to the one before it: only between two years that both asked. */
export type AnswerChange = 'changed' | 'answered' | 'unanswered' | null

export interface DeclaredRow {
  readonly concept: Concept
  readonly cells: readonly { readonly cell: DeclaredCell; readonly change: AnswerChange }[]
}

/**
 * The concepts of some entries side by side, entries in the order given. Rows without any value are left out, but for
 * those whose absence says something. Nothing is merged: a cell holds one entry's own fields.
 */
export function declaredRows(entries: readonly EntryView[]): readonly DeclaredRow[] {
  const isFederal = entries.some((entry) => FEDERAL.has(entry.format))
  return CONCEPTS.flatMap((concept) => {
    const cells = entries.map((entry) => declaredCell(entry, concept))
    const valued = cells.some((cell) => cell.kind === 'declared' || cell.absence === 'hidden')
    const told =
      concept.always &&
      ((isFederal && FEDERAL_COLUMNS.some((format) => concept.columns[format] !== undefined)) ||
        cells.some((cell) => cell.kind === 'missing' && cell.absence !== 'not-asked'))
    if (!valued && !told) return []
    return [{ concept, cells: cells.map((cell, at) => ({ cell, change: changeFrom(cells[at - 1], cell, concept) })) }]
  })
}

/** Inventories of one questionnaire, changed from year to year: a question that none of them asked is told as well. */
const FEDERAL_COLUMNS = ['omb-2023', 'omb-2024', 'omb-2025'] as const
const FEDERAL: ReadonlySet<string> = new Set(FEDERAL_COLUMNS)

export function declaredCell(entry: EntryView, concept: Concept): DeclaredCell {
  const columns = concept.columns[entry.format] ?? []
  const fields = columns.flatMap((column) => entry.fields.find((field) => field.column === column) ?? [])
  const told = fields.filter((field) => field.state === 'value')
  if (told.length > 0) return { kind: 'declared', entry, fields: told }
  for (const absence of ABSENCES) {
    const field = fields.find((one) => one.state === absence)
    if (field) return { kind: 'missing', entry, absence, field }
  }
  return { kind: 'missing', entry, absence: 'not-asked', field: null }
}

/** The most telling absence first, where a concept has several columns. */
const ABSENCES = ['hidden', 'unreadable', 'left-out', 'blank'] as const

/** What the first column of a declared cell comes to. */
export function cellStanding(concept: Concept, cell: DeclaredCell): Standing | null {
  const first = cell.kind === 'declared' ? cell.fields[0] : undefined
  return first === undefined ? null : standingOf(concept.id, shownValue(first))
}

/** The words of a field: list items joined, otherwise the cleaned text. */
export function shownValue(field: FieldView): string {
  return field.items.length > 0 ? field.items.join('; ') : field.value
}

function changeFrom(before: DeclaredCell | undefined, after: DeclaredCell, concept: Concept): AnswerChange {
  if (before === undefined || concept.form !== 'answer') return null
  if (before.entry.format === after.entry.format) return sameFormatChange(before, after)
  if (!JUDGED.has(concept.id)) return null
  if (before.kind === 'missing' && after.kind === 'missing') return null
  if (before.kind === 'missing') return before.absence === 'blank' ? 'answered' : null
  if (after.kind === 'missing') return after.absence === 'blank' || after.absence === 'left-out' ? 'unanswered' : null
  const from = cellStanding(concept, before)
  const to = cellStanding(concept, after)
  return from !== null && to !== null && from !== to ? 'changed' : null
}

/** Concepts whose answers have the same meaning under different words, so that two years can be told apart. */
const JUDGED: ReadonlySet<string> = new Set([
  'stage',
  'impact',
  'appeal',
  'assessment',
  'testing',
  'review',
  'monitoring',
  'personal-data',
])

function sameFormatChange(before: DeclaredCell, after: DeclaredCell): AnswerChange {
  const words = (cell: DeclaredCell) =>
    cell.kind === 'declared' ? cell.fields.map((field) => shownValue(field).toLowerCase()).join('\n') : ''
  if (words(before) === words(after)) return null
  return words(before) === '' ? 'answered' : words(after) === '' ? 'unanswered' : 'changed'
}
