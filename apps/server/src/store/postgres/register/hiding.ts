import { clean, type EntryFormat, type HistoryLink, type Layout } from '@recourse/register'
import type { Supplier } from '../../../service/ports.ts'
import type {
  EntryChangeView,
  FindingView,
  ImportNote,
  SearchResult,
  UseCaseSummary,
} from '../../../service/register/view.ts'
import { loadLayouts } from './entry-row.ts'
import { hiddenCells } from './report.ts'
import type { Queryable } from './snapshot.ts'

/** Stands where a text stood that a report says names or endangers a person: the gap is shown. */
export const HIDDEN = '[hidden after a report]'

/** Takes the hidden texts out of everything that quotes them. Findings stay, without the words. */
export interface Hiding {
  /** The hidden texts by the key of their entry, for whoever must not find by them. */
  readonly texts: readonly { readonly key: string; readonly text: string }[]
  /** Whether a column of an entry is hidden. */
  hides(entry: { readonly key: string; readonly year: number }, column: string): boolean
  /** A text that stands alone (a name, a vendor) as it may be shown with that entry. */
  shown(entry: { readonly key: string; readonly year: number }, value: string): string
  finding(finding: FindingView): FindingView
  change(change: EntryChangeView): EntryChangeView
  summary(summary: UseCaseSummary): UseCaseSummary
  search(result: SearchResult): SearchResult
  supplier(supplier: Supplier): Supplier
  note<Note extends ImportNote>(note: Note): Note
  /** JSON of the links between the years: shared words that may come from a hidden text are left out. */
  links(json: string): string
}

const NOTHING_HIDDEN: Hiding = {
  texts: [],
  hides: () => false,
  shown: (_entry, value) => value,
  finding: (finding) => finding,
  change: (change) => change,
  summary: (summary) => summary,
  search: (result) => result,
  supplier: (supplier) => supplier,
  note: (note) => note,
  links: (json) => json,
}

/** One hidden cell as an entry, or one that an import replaced since, holds it. */
interface HiddenText {
  readonly key: string
  readonly place: string
  readonly file: string
  readonly row: number
  readonly column: string
  readonly header: string | null
  /** Cleaned; '' where blank. */
  readonly text: string
}

/** What is hidden now. One small query while nothing is, as is nearly always so. */
export async function loadHiding(db: Queryable): Promise<Hiding> {
  const cells = await hiddenCells(db)
  if (cells.length === 0) return NOTHING_HIDDEN
  const { rows } = await db.query<HiddenRow>(
    `SELECT c.key, c.year, c."column", e.format, e.file, e.row, e.layout_id, e.raw
     FROM unnest($1::text[], $2::int[], $3::text[]) AS c (key, year, "column")
     JOIN (SELECT key, year, format, file, row, layout_id, raw FROM entry
           UNION ALL SELECT key, year, format, file, row, layout_id, raw FROM entry_replaced) e USING (key, year)`,
    [cells.map(({ key }) => key), cells.map(({ year }) => year), cells.map(({ column }) => column)],
  )
  const layouts = await loadLayouts(db)
  return hidingOf(rows.map((row) => hiddenText(row, layouts)))
}

interface HiddenRow {
  readonly key: string
  readonly year: number
  readonly column: string
  readonly format: EntryFormat
  readonly file: string
  readonly row: number
  readonly layout_id: string
  readonly raw: string
}

function hiddenText(row: HiddenRow, layouts: ReadonlyMap<string, Layout>): HiddenText {
  const layout = layouts.get(row.layout_id)
  const at = layout?.position.get(row.column)
  const raw = at === undefined ? null : (JSON.parse(row.raw) as (string | null)[])[at]
  return {
    key: row.key,
    place: placeOf(row),
    file: row.file,
    row: row.row,
    column: row.column,
    header: at === undefined ? null : (layout?.columns[at]?.header ?? null),
    text: clean(raw ?? ''),
  }
}

function placeOf({ key, year }: { readonly key: string; readonly year: number }): string {
  return `${year} ${key}`
}

function hidingOf(texts: readonly HiddenText[]): Hiding {
  const cells = new Set(texts.map(({ place, column }) => `${place}\n${column}`))
  const evidence = new Set(
    texts.flatMap(({ file, row, column, header }) => [
      `${file}\n${row}\n${column}`,
      `${file}\n${row}\n${header ?? ''}`,
    ]),
  )
  const textsAt = new Map<string, Set<string>>()
  for (const { place, text } of texts) {
    if (text !== '') textsAt.set(place, (textsAt.get(place) ?? new Set()).add(text))
  }
  const everywhere = new Set(texts.map(({ text }) => text))
  const words = new Set(texts.flatMap(({ text }) => text.toLowerCase().match(/[a-z0-9]{2,}/g) ?? []))
  const isHidden = (file: string, row: number | null, column: string | null): boolean =>
    evidence.has(`${file}\n${row}\n${column ?? ''}`)
  const shown: Hiding['shown'] = (entry, value) => (textsAt.get(placeOf(entry))?.has(value) === true ? HIDDEN : value)
  const hiding: Hiding = {
    texts: texts.filter(({ text }) => text !== ''),
    hides: (entry, column) => cells.has(`${placeOf(entry)}\n${column}`),
    shown,
    finding(finding) {
      const { useCase } = finding
      const name = useCase === null ? '' : shown(useCase, useCase.name)
      const nameHidden = useCase !== null && name !== useCase.name
      if (!nameHidden && !finding.evidence.some((one) => isHidden(one.file, one.row, one.column))) return finding
      return {
        ...finding,
        useCase: useCase === null ? null : { ...useCase, name },
        message: 'This finding stands; the text it rests on is hidden after a report.',
        evidence: finding.evidence.map((one) =>
          isHidden(one.file, one.row, one.column) ? { ...one, value: HIDDEN } : one,
        ),
      }
    },
    change(change) {
      const entry = { key: change.entryKey, year: change.year }
      return {
        ...change,
        cells: change.cells.map((cell) =>
          hiding.hides(entry, cell.column) ? { ...cell, before: HIDDEN, after: HIDDEN } : cell,
        ),
      }
    },
    summary(summary) {
      const own = (value: string): string =>
        summary.marks.reduce((text, mark) => (text === HIDDEN ? text : shown(mark, text)), value)
      return { ...summary, name: own(summary.name), vendor: own(summary.vendor), topic: own(summary.topic) }
    },
    search: (result) => ({
      ...result,
      page: { ...result.page, items: result.page.items.map(hiding.summary) },
      facets: result.facets.map((facet) => ({
        ...facet,
        values: facet.values.filter(({ value }) => !everywhere.has(value)),
      })),
    }),
    supplier: (supplier) => ({
      ...supplier,
      name: everywhere.has(supplier.name) ? HIDDEN : supplier.name,
      vendor: everywhere.has(supplier.vendor) ? '' : supplier.vendor,
    }),
    note: (note) => (isHidden(note.file, note.row, note.column) ? { ...note, message: HIDDEN } : note),
    links: (json) =>
      JSON.stringify(
        (JSON.parse(json) as HistoryLink[]).map((link) => ({
          ...link,
          why: { ...link.why, words: link.why.words.filter((word) => !words.has(word)) },
        })),
      ),
  }
  return hiding
}
