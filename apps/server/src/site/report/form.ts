import { type Lang, message } from '@recourse/papers'
import { REPORT_KINDS, REPORT_LIMIT } from '../../service/register/report-error.ts'
import type { EntryView } from '../../service/register/view.ts'

export type ReportKind = (typeof REPORT_KINDS)[number]

/** What stands in the form: as typed, so that nothing is lost when it is shown again. */
export interface ReportFields {
  /** `fieldValue` of a cell; '' the entry as a whole. */
  readonly field: string
  readonly kind: string
  readonly text: string
}

export const EMPTY_REPORT: ReportFields = { field: '', kind: '', text: '' }

export interface ReportError {
  readonly field: keyof ReportFields
  readonly text: string
}

/** A cell as one word for a form or an address: `2025 example-1 hi_appeal_process`. Columns hold no blank. */
export function fieldValue(entry: Pick<EntryView, 'year' | 'key'>, column: string): string {
  return [entry.year, encodeURIComponent(entry.key), encodeURIComponent(column)].join(' ')
}

/** What a sound form says. There is no field for the one who reports, and none may be added (abuse.md R07). */
export interface Report {
  readonly entryKey: string
  readonly year: number
  readonly column: string
  readonly kind: ReportKind
  readonly text: string
}

export type ReadReport =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly errors: readonly ReportError[] }

/** Reads the form over the entries of one use case, newest first. Errors stand in the order of the form. */
export function readReport(lang: Lang, fields: ReportFields, entries: readonly EntryView[]): ReadReport {
  const kind = REPORT_KINDS.find((one) => one === fields.kind)
  const text = fields.text.trim()
  const named = fields.field === '' ? wholeOf(entries) : cellOf(fields.field, entries)
  const errors: ReportError[] = []
  if (kind === undefined) errors.push({ field: 'kind', text: message(lang, 'report.error-kind') })
  if (named === null) errors.push({ field: 'field', text: message(lang, 'report.error-unknown') })
  else if (kind !== undefined && HIDING.has(kind) && named.column === '')
    errors.push({ field: 'field', text: message(lang, 'report.error-field') })
  if (text === '') errors.push({ field: 'text', text: message(lang, 'report.error-text') })
  else if (text.length > REPORT_LIMIT)
    errors.push({
      field: 'text',
      text: message(lang, 'report.error-long', { limit: REPORT_LIMIT, count: text.length }),
    })
  if (errors.length > 0 || kind === undefined || named === null) return { ok: false, errors }
  return { ok: true, report: { ...named, kind, text } }
}

/** Kinds that hide the named text at once (register reference 3.8). */
const HIDING: ReadonlySet<ReportKind> = new Set(['names-person', 'endangers'])

function wholeOf(entries: readonly EntryView[]) {
  const newest = entries[0]
  return newest === undefined ? null : { entryKey: newest.key, year: newest.year, column: '' }
}

function cellOf(value: string, entries: readonly EntryView[]) {
  for (const entry of entries)
    for (const { column } of entry.fields)
      if (fieldValue(entry, column) === value) return { entryKey: entry.key, year: entry.year, column }
  return null
}
