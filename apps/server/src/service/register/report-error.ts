import { namesNobody } from '@recourse/register'
import type { Clock, ErrorReport, Ids, RegisterStore } from '../ports.ts'

export const REPORT_KINDS = ['wrong', 'names-person', 'endangers', 'other'] as const

/** Longest report kept, in characters. */
export const REPORT_LIMIT = 2_000

export type ReportOutcome =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: 'unknown_entry' | 'unknown_column' | 'report_empty' | 'report_too_long' }

/**
 * Keeps an error report with its entry. It asks for no name and keeps no address; its words are never printed and are
 * erased when settled. One that says a text names or endangers a person hides that text, never a finding, until an
 * editor answers or two business days have passed; a cell that can name nobody, such as a listed answer, is never hidden. Only the first such report hides: later ones
 * of the same text wait unhidden, and so do those beyond a few texts of an entry or some dozens of the whole register, so
 * that a flood hides nothing more.
 */
export async function reportError(
  deps: { readonly store: RegisterStore; readonly clock: Clock; readonly ids: Ids },
  report: Pick<ErrorReport, 'entryKey' | 'year' | 'column' | 'kind' | 'text'>,
): Promise<ReportOutcome> {
  // PostgreSQL holds no NUL.
  const text = report.text.replaceAll('\0', '').trim()
  if (text === '') return { ok: false, code: 'report_empty' }
  if (text.length > REPORT_LIMIT) return { ok: false, code: 'report_too_long' }
  const found = await deps.store.findUseCase(report.entryKey)
  const entry = found?.entries.find((one) => one.key === report.entryKey && one.year === report.year)
  if (!entry) return { ok: false, code: 'unknown_entry' }
  const field = entry.fields.find((one) => one.column === report.column)
  if (report.column !== '' && !field) return { ok: false, code: 'unknown_column' }
  const now = deps.clock.now()
  const hides =
    (report.kind === 'names-person' || report.kind === 'endangers') &&
    field !== undefined &&
    !namesNobody(field.column, field.value)
  const id = deps.ids.uuid()
  await deps.store.saveReport({
    id,
    entryKey: report.entryKey,
    year: report.year,
    column: report.column,
    kind: report.kind,
    text,
    receivedOn: new Date(now).toISOString().slice(0, 10),
    hiddenUntil: hides ? afterBusinessDays(now, 2) : null,
  })
  return { ok: true, id }
}

const DAY = 86_400_000

/** The same time of day, so many weekdays later (UTC; public holidays count as weekdays, which only shortens the wait). */
export function afterBusinessDays(from: number, days: number): number {
  let at = from
  for (let left = days; left > 0; ) {
    at += DAY
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return at
}
