import type { Entry, Evidence, Format } from '../entry/entry.ts'
import type { Finding } from '../finding/finding.ts'
import { columnOfTopic } from './declared.ts'
import type { ExportFacts, ExportInventory, ExportOptions, HiddenCell, LeftOut, Selected } from './form.ts'
import { inExportOrder } from './order.ts'

/** Yearly federal inventories of individual use cases: a newer one replaces an older one as what is current. */
const YEARLY: ReadonlySet<Format> = new Set(['omb-2023', 'omb-2024', 'omb-2025'])

/**
 * Chooses, orders and cleans what may be exported. A hidden cell is blank and no finding quotes it; a hidden entry is
 * listed as left out.
 */
export function select(
  facts: ExportFacts,
  { years = 'current' }: ExportOptions,
): { readonly selected: Selected; readonly hidden: readonly LeftOut[] } {
  const newest = facts.entries.reduce(
    (year, entry) => (YEARLY.has(entry.format) ? Math.max(year, entry.year) : year),
    0,
  )
  const wanted = facts.entries.filter((entry) => years === 'all' || !YEARLY.has(entry.format) || entry.year === newest)
  const hiding = byKey(facts.hidden ?? [])
  const hides = (entry: Entry) => (hiding.get(entry.key) ?? []).includes('')
  const entries = inExportOrder(wanted.filter((entry) => !hides(entry)).map((entry) => blanked(entry, hiding)))
  const byPlace = new Map(facts.inventories.map((inventory) => [place(inventory), inventory]))
  const inventoryOf = (entry: Entry) => byPlace.get(place(entry))
  const used = new Set(entries.map(inventoryOf))
  return {
    selected: {
      ...facts,
      entries,
      findings: hiding.size === 0 ? facts.findings : withoutQuotes(facts, hiding),
      inventoryOf,
      inventories: facts.inventories.filter((inventory) => used.has(inventory)),
      allInventories: facts.inventories,
    },
    hidden: inExportOrder(wanted.filter(hides)).map(({ key, file, row }) => ({ key, file, row, reasons: [HIDDEN] })),
  }
}

const HIDDEN = 'hidden after a report that it names a private person or endangers somebody'

function byKey(cells: readonly HiddenCell[]): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>()
  for (const { key, column } of cells) columns.set(key, [...(columns.get(key) ?? []), column])
  return columns
}

function blanked(entry: Entry, hiding: ReadonlyMap<string, readonly string[]>): Entry {
  const columns = hiding.get(entry.key)
  if (columns === undefined) return entry
  const raw = entry.raw.map((cell, at) =>
    cell !== null && columns.includes(entry.layout.columns[at]?.name ?? '') ? '' : cell,
  )
  return { ...entry, raw, name: columns.includes(columnOfTopic(entry.format, 'name') ?? '') ? '' : entry.name }
}

/** Findings stand, but where they rest on a hidden cell neither its value nor a sentence that may quote it goes out. */
function withoutQuotes(facts: ExportFacts, hiding: ReadonlyMap<string, readonly string[]>): readonly Finding[] {
  const places = new Map<string, (column: string | null) => boolean>()
  for (const entry of facts.entries) {
    const columns = hiding.get(entry.key)
    if (columns === undefined) continue
    const headers = entry.layout.columns.filter(({ name }) => columns.includes(name)).map(({ header }) => header)
    places.set(
      record(entry),
      (column) => columns.includes('') || columns.includes(column ?? '') || headers.includes(column),
    )
  }
  const isHidden = (one: Evidence) => places.get(record(one))?.(one.column) ?? false
  return facts.findings.map((finding) => {
    const { useCase } = finding
    const nameHidden =
      useCase !== null && (hiding.get(useCase.key) ?? []).some((column) => column === '' || NAMES.has(column))
    if (!nameHidden && !finding.evidence.some(isHidden)) return finding
    return {
      ...finding,
      useCase: useCase === null || !nameHidden ? useCase : { ...useCase, name: '' },
      message: 'This finding stands; the text it rests on is hidden after a report.',
      evidence: finding.evidence.map((one) => (isHidden(one) ? { ...one, value: '' } : one)),
    }
  })
}

const NAMES: ReadonlySet<string> = new Set(
  (['omb-2023', 'omb-2024', 'omb-2025', 'omb-2025-cots', 'atrs', 'nl-1.0'] as const).map(
    (format) => columnOfTopic(format, 'name') ?? '',
  ),
)

function record({ file, row }: { readonly file: string; readonly row: number | null }): string {
  return `${file}\n${row}`
}

function place({ format, year, file }: Pick<ExportInventory, 'format' | 'year' | 'file'>): string {
  // ATRS and NL entries carry their own year of publication, so the file alone names their inventory.
  return YEARLY.has(format) ? `${format}\n${year}\n${file}` : `${format}\n${file}`
}
