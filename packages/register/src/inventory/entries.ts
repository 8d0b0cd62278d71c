import { clean, isNotApplicable } from '../entry/clean.ts'
import type { Entry } from '../entry/entry.ts'
import { listItems } from '../entry/field.ts'
import { keyNumberer, type Sha256 } from '../entry/key.ts'
import { EMAIL_REMOVED, maskPersonalData } from '../entry/mask.ts'
import { CODED_COLUMNS, listedAnswer, otherColumnsOf } from '../entry/vocabulary.ts'
import { dateInterval } from './date-interval.ts'
import type { HeaderPlan } from './format/header.ts'
import type { Identity } from './format/table-format.ts'
import { isNeutralised, leadsFormula, restoreFormula } from './formula.ts'
import type { ReadResult, Rejection, Warning, WarningCode } from './read-result.ts'

/** One record before it is an entry: cells in file order. `unreadable`: why it cannot become one. */
export interface TableRecord {
  readonly row: number
  readonly cells: readonly string[]
  readonly unreadable?: Omit<Rejection, 'file' | 'row'>
}

type Read = Extract<ReadResult, { readonly ok: true }>
type Tabled = Pick<Read, 'rows' | 'entries' | 'rejections' | 'warnings' | 'quarantined'>

/**
 * Turns records into entries with their warnings. Every record ends as an entry or as a rejection with its raw text;
 * contact cells are dropped and addresses masked in both.
 */
export function readEntries(
  records: readonly TableRecord[],
  plan: HeaderPlan,
  source: { readonly file: string; readonly sha256: Sha256 },
): Tabled {
  const { file, sha256 } = source
  const entries: Entry[] = []
  const rejections: Rejection[] = []
  const warnings: Warning[] = plan.warnings.map((warning) => ({ file, ...warning }))
  const quarantined: { row: number; raw: string }[] = []
  const numbered = keyNumberer()
  const restores = plan.format.format === 'omb-2025' && isNeutralised(allCells(records))
  const check = cellChecker(plan)
  for (const { row, cells, unreadable } of records) {
    const raw = plan.cellAt.map((at) => (at === null ? null : (cells[at] ?? '')))
    const words = restores ? raw.map((text) => text && restoreFormula(text)) : raw
    const masked = words.map((text) => text && maskPersonalData(text))
    const cell = (column: string) => clean(masked[plan.layout.position.get(column) ?? -1] ?? '')
    const identity = unreadable === undefined ? plan.format.identify(cell) : null
    if (identity === null) {
      rejections.push({ file, row, ...(unreadable ?? AGENCY_MISSING) })
      quarantined.push({ row, raw: quarantinedText(cells, plan) })
      continue
    }
    const key = numbered(plan.format.key(identity, cell, sha256))
    entries.push({
      key,
      format: plan.format.format,
      ...identityOf(identity),
      file,
      row,
      layout: plan.layout,
      raw: masked,
    })
    masked.forEach((text, at) => {
      if (text === null || text === '') return
      for (const { code, message } of check(at, text, text !== words[at])) {
        warnings.push({ file, row, column: plan.layout.columns[at]?.header ?? null, code, message })
      }
    })
  }
  return { rows: records.length, entries, rejections, warnings, quarantined }
}

function identityOf({ agency, agencyName, bureau, id, name, year }: Identity): Identity {
  return { agency, agencyName, bureau, id, name, year }
}

const AGENCY_MISSING = {
  column: null,
  code: 'agency-missing',
  message: 'The record names no agency, neither by code nor by name.',
} as const

function* allCells(records: readonly TableRecord[]): Iterable<string> {
  for (const { cells } of records) yield* cells
}

interface CellWarning {
  readonly code: WarningCode
  readonly message: string
}

/** What there is to say about one kept cell. Answers repeat all over a file, so each different one is judged once. */
function cellChecker(plan: HeaderPlan): (at: number, text: string, masked: boolean) => readonly CellWarning[] {
  const coded = new Set(plan.format.format === 'omb-2025' ? CODED_COLUMNS : [])
  const judged = plan.layout.columns.map(() => new Map<string, readonly CellWarning[]>())
  return (at, text, masked) => {
    const column = plan.layout.columns[at]
    if (column === undefined) return []
    const cleaned = clean(text)
    const found: CellWarning[] = []
    if (column.kind === 'date') found.push(...dateWarnings(cleaned))
    if (coded.has(column.name) || column.kind === 'list') {
      const known = judged[at]?.get(text)
      const answers = known ?? answerWarnings(column.name, column.kind === 'list', text, coded.has(column.name))
      judged[at]?.set(text, answers)
      found.push(...answers)
    }
    if (text.includes('\uFFFD')) {
      found.push({ code: 'character-lost', message: 'A character was lost before publication (U+FFFD).' })
    }
    if (leadsFormula(cleaned)) {
      const message = `The cell begins with '${cleaned[0]}', which a spreadsheet would run.`
      found.push({ code: 'formula-lead', message })
    }
    if (masked) {
      const what = text.includes(EMAIL_REMOVED) ? 'An e-mail address' : 'A telephone number'
      found.push({ code: 'personal-data', message: `${what} stood in this cell; it is not stored.` })
    }
    return found
  }
}

function dateWarnings(cleaned: string): readonly CellWarning[] {
  if (isNotApplicable(cleaned)) return []
  const interval = dateInterval(cleaned)
  if (interval === null) {
    return [{ code: 'date-unreadable', message: `'${cleaned}' is no date in a known shape.` }]
  }
  if (!interval.ambiguous) return []
  return [{ code: 'date-ambiguous', message: `'${cleaned}' is read as ${interval.first} to ${interval.last}.` }]
}

function answerWarnings(column: string, list: boolean, text: string, coded: boolean): readonly CellWarning[] {
  const items = list ? listItems(text) : [clean(text)].filter((value) => value !== '')
  if (items === null) {
    return [{ code: 'list-unparsable', message: 'The list literal cannot be read; the field counts as unreadable.' }]
  }
  if (!coded) return []
  return items.flatMap((item): CellWarning[] => {
    if (listedAnswer(column, item) !== null) return []
    const others = otherColumnsOf(column, item)
    if (others.length > 0) {
      return [{ code: 'value-shifted', message: `'${item}' is an answer of ${others.join(' or ')}; it stays here.` }]
    }
    return [{ code: 'value-unlisted', message: `'${item}' is none of the answers this column offers.` }]
  })
}

/**
 * The record as CSV, masked, without its contact cells. In a record of the wrong width the contact cell may stand as
 * many places off as cells are missing or too many: all of these are left out.
 */
function quarantinedText(cells: readonly string[], plan: HeaderPlan): string {
  const shift = cells.length - plan.width
  const removed = (at: number) =>
    plan.droppedAt.some((dropped) => at >= dropped + Math.min(shift, 0) && at <= dropped + Math.max(shift, 0))
  return cells
    .map((text, at) => (removed(at) ? CONTACT_REMOVED : maskPersonalData(text)))
    .map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(',')
}

const CONTACT_REMOVED = '[contact removed]'
