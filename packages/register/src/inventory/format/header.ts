import { clean } from '../../entry/clean.ts'
import type { Layout, LayoutColumn } from '../../entry/entry.ts'
import type { Warning } from '../read-result.ts'
import type { TableFormat } from './table-format.ts'

/** Why a header is refused; `column` as printed, or the canonical name of one that is missing. */
export interface HeaderFault {
  readonly code: 'header-missing' | 'header-duplicate'
  readonly column: string
  readonly message: string
}

/** How the cells of a file's records become the columns of an entry. */
export interface HeaderPlan {
  readonly format: TableFormat
  readonly layout: Layout
  /** By position in the layout: index of the cell in the record, `null` where the file lacks or loses the column. */
  readonly cellAt: readonly (number | null)[]
  /** Index of the cell that is dropped with the column `contact_email`, `null` where there is none. */
  readonly droppedAt: readonly number[]
  /** Cells of a record. */
  readonly width: number
  readonly warnings: readonly Omit<Warning, 'file'>[]
}

/** By canonical column: index of its header in the file. */
type Placement = ReadonlyMap<string, number>

/**
 * The format of the tables in `formats` whose columns stand in the header for more than half; `recognise` settles a tie
 * of two, then the larger share. `null` where none fits.
 */
export function detectFormat(header: readonly string[], formats: readonly TableFormat[]): TableFormat | null {
  const fitting = formats
    .map((format) => {
      const placement = place(header, format)
      const expected = format.columns.filter(({ presence }) => presence === 'required')
      const found = expected.filter(({ name }) => placement.has(name)).length
      const recognised = format.recognise.every((name) => placement.has(name))
      return { format, share: found / expected.length, recognised }
    })
    .filter(({ share }) => share > 0.5)
  fitting.sort((a, b) => Number(b.recognised) - Number(a.recognised) || b.share - a.share)
  return fitting[0]?.format ?? null
}

/** Reads a header as `format` expects it: by name, any order, any case; a repeated question by the column on its left. */
export function planHeader(header: readonly string[], format: TableFormat): HeaderPlan | HeaderFault {
  const placement = place(header, format)
  const missing = format.columns.filter(({ name, presence }) => presence === 'required' && !placement.has(name))
  const [first] = missing
  if (first !== undefined) {
    const names = missing.map(({ name }) => name).join(', ')
    const message = `The header lacks ${missing.length} of ${format.columns.length} columns of ${format.format}: ${names}.`
    return { code: 'header-missing', column: first.name, message }
  }
  const placed = new Set(placement.values())
  const extra = header.map((text, index) => ({ text: clean(text), index })).filter(({ index }) => !placed.has(index))
  const twice = repeatedHeader(extra, format)
  if (twice !== null) {
    return {
      code: 'header-duplicate',
      column: twice,
      message: `The header '${twice}' stands twice; one of them must go.`,
    }
  }
  return plan(header, format, placement, extra)
}

function plan(
  header: readonly string[],
  format: TableFormat,
  placement: Placement,
  extra: readonly { readonly text: string; readonly index: number }[],
): HeaderPlan {
  const columns: LayoutColumn[] = []
  const cellAt: (number | null)[] = []
  const droppedAt: number[] = []
  const warnings: Omit<Warning, 'file'>[] = []
  for (const { name, kind, presence } of format.columns) {
    const index = placement.get(name)
    columns.push({ name, header: index === undefined ? null : printed(header, index), kind })
    cellAt.push(index === undefined || presence === 'dropped' ? null : index)
    if (index !== undefined && presence === 'dropped') droppedAt.push(index)
  }
  for (const { text, index } of extra) {
    const dropped = namesContact(text)
    const name = text === '' ? `column ${index + 1}` : text
    columns.push({ name, header: name, kind: 'text' })
    cellAt.push(dropped ? null : index)
    if (dropped) droppedAt.push(index)
    const kept = dropped ? 'it names contact data and is not kept' : 'it is kept as it stands and read by no rule'
    warnings.push({
      row: 1,
      column: name,
      code: 'column-unknown',
      message: `Not a column of ${format.format}: ${kept}.`,
    })
  }
  const position = new Map(columns.map(({ name }, at) => [name, at]))
  return {
    format,
    layout: { format: format.format, columns, position },
    cellAt,
    droppedAt,
    width: header.length,
    warnings,
  }
}

/** Whether a header the format does not know promises what is never stored. */
export function namesContact(header: string): boolean {
  return /contact|e-?mail|phone|telefoon|\bpoc\b/i.test(header)
}

function place(header: readonly string[], format: TableFormat): Placement {
  const known = candidates(format)
  const placement = new Map<string, number>()
  let left = ''
  header.forEach((text, index) => {
    const named = known.get(headerForm(text)) ?? []
    const [only] = named
    const found = named.length > 1 ? named.find(({ after }) => after === left) : only
    left = found?.name ?? ''
    if (found !== undefined && !placement.has(found.name)) placement.set(found.name, index)
  })
  return placement
}

interface Candidate {
  readonly name: string
  /** Canonical column on its left in the published file: tells repeated headers apart. */
  readonly after: string
}

const CANDIDATES = new WeakMap<TableFormat, ReadonlyMap<string, readonly Candidate[]>>()

function candidates(format: TableFormat): ReadonlyMap<string, readonly Candidate[]> {
  const made = CANDIDATES.get(format)
  if (made !== undefined) return made
  const known = new Map<string, Candidate[]>()
  format.columns.forEach((column, at) => {
    const candidate = { name: column.name, after: format.columns[at - 1]?.name ?? '' }
    for (const form of new Set(column.headers.map(headerForm))) known.set(form, [...(known.get(form) ?? []), candidate])
  })
  CANDIDATES.set(format, known)
  return known
}

/** Headers compare cleaned, any case, curly quotes and dashes levelled. */
function headerForm(text: string): string {
  return clean(text)
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
}

/** A header as evidence prints it; the nine `If Other, please explain.` are numbered from 1. */
function printed(header: readonly string[], index: number): string {
  const text = clean(header[index] ?? '')
  const same = header.flatMap((other, at) => (clean(other) === text ? [at] : []))
  return same.length > 1 ? `${text} (${same.indexOf(index) + 1})` : text
}

/** A header that repeats although the format does not expect it: a known column again, or an unknown name twice. */
function repeatedHeader(extra: readonly { readonly text: string }[], format: TableFormat): string | null {
  const seen = new Set(candidates(format).keys())
  for (const { text } of extra) {
    const form = headerForm(text)
    if (form === '') continue
    if (seen.has(form)) return text
    seen.add(form)
  }
  return null
}
