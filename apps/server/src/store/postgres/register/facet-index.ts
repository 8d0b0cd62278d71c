import type { Facet, FacetName, UseCaseFilter } from '../../../service/register/view.ts'

/** How many values a facet lists; the rest is reached by searching. */
const LISTED: Readonly<Record<FacetName, number>> = {
  agency: 80,
  bureau: 30,
  year: 20,
  stage: 30,
  impact: 20,
  vendor: 25,
  rule: 130,
  jurisdiction: 5,
}

export const FACET_NAMES = Object.keys(LISTED) as readonly FacetName[]

/** What facets need of one use case; `key` and the order of the list make its position. */
export interface FacetRow extends Readonly<Record<Exclude<FacetName, 'year' | 'rule'>, string>> {
  readonly key: string
  readonly name: string
  readonly agencyName: string
  readonly year: readonly number[]
  readonly rule: readonly string[]
}

/** One facet of all use cases as numbers: those of use case `i` are `codes[starts[i]] .. codes[starts[i + 1] - 1]`. */
interface Column {
  readonly values: readonly string[]
  readonly codeOf: ReadonlyMap<string, number>
  readonly starts: Uint32Array
  readonly codes: Uint32Array
}

/** All use cases of one judgement in the order of lists without words, ready to be filtered and counted in one pass. */
export interface FacetIndex {
  readonly rows: readonly { readonly key: string; readonly name: string }[]
  readonly positionOf: ReadonlyMap<string, number>
  readonly columns: Readonly<Record<FacetName, Column>>
  readonly agencyNames: ReadonlyMap<string, string>
}

export function facetIndex(rows: readonly FacetRow[]): FacetIndex {
  const columnOf = (name: FacetName): Column => column(rows, (row) => valuesOf(row, name))
  return {
    rows: rows.map(({ key, name }) => ({ key, name })),
    positionOf: new Map(rows.map((row, at) => [row.key, at])),
    columns: {
      agency: columnOf('agency'),
      bureau: columnOf('bureau'),
      year: columnOf('year'),
      stage: columnOf('stage'),
      impact: columnOf('impact'),
      vendor: columnOf('vendor'),
      rule: columnOf('rule'),
      jurisdiction: columnOf('jurisdiction'),
    },
    agencyNames: new Map(rows.map((row) => [row.agency, row.agencyName])),
  }
}

function valuesOf(row: FacetRow, name: FacetName): readonly string[] {
  switch (name) {
    case 'year':
      return row.year.map(String)
    case 'rule':
      return row.rule
    case 'agency':
    case 'bureau':
    case 'stage':
    case 'impact':
    case 'vendor':
    case 'jurisdiction':
      return row[name] === '' ? [] : [row[name]]
  }
}

function column(rows: readonly FacetRow[], read: (row: FacetRow) => readonly string[]): Column {
  const values: string[] = []
  const codeOf = new Map<string, number>()
  const starts = new Uint32Array(rows.length + 1)
  const codes: number[] = []
  rows.forEach((row, at) => {
    for (const value of read(row)) {
      let code = codeOf.get(value)
      if (code === undefined) {
        code = values.push(value) - 1
        codeOf.set(value, code)
      }
      codes.push(code)
    }
    starts[at + 1] = codes.length
  })
  return { values, codeOf, starts, codes: Uint32Array.from(codes) }
}

/**
 * Filters the candidates (positions, in the order asked for) and counts every facet in one pass: a use case counts for a
 * facet when all *other* selections keep it, so that a second value shows what it would add.
 */
export function filterAndCount(
  index: FacetIndex,
  candidates: Iterable<number>,
  filter: UseCaseFilter,
): { readonly kept: readonly number[]; readonly facets: readonly Facet[] } {
  const facets = FACET_NAMES.map((name) => {
    const chosen = (filter[name] ?? []).map(String)
    const { values, codeOf } = index.columns[name]
    const wanted = chosen.length === 0 ? null : new Set(chosen.flatMap((value) => codeOf.get(value) ?? []))
    return { name, chosen, wanted, column: index.columns[name], counts: new Uint32Array(values.length) }
  })
  const kept: number[] = []
  for (const at of candidates) {
    let failed: (typeof facets)[number] | null = null
    let failures = 0
    for (const facet of facets) {
      if (facet.wanted === null || holdsAny(facet.column, at, facet.wanted)) continue
      failed = facet
      if (++failures > 1) break
    }
    if (failures > 1) continue
    if (failed !== null) countIn(failed, at)
    else {
      kept.push(at)
      for (const facet of facets) countIn(facet, at)
    }
  }
  return { kept, facets: facets.map((facet) => listed(index, facet.name, facet.chosen, facet.counts)) }
}

function holdsAny({ starts, codes }: Column, at: number, wanted: ReadonlySet<number>): boolean {
  for (let i = starts[at] ?? 0; i < (starts[at + 1] ?? 0); i++) if (wanted.has(codes[i] ?? -1)) return true
  return false
}

function countIn({ column: { starts, codes }, counts }: { column: Column; counts: Uint32Array }, at: number): void {
  for (let i = starts[at] ?? 0; i < (starts[at + 1] ?? 0); i++) {
    const code = codes[i] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
}

/** The most frequent values, then those chosen that are not among them. */
function listed(index: FacetIndex, name: FacetName, chosen: readonly string[], counts: Uint32Array): Facet {
  const { values } = index.columns[name]
  const label = (value: string): string => (name === 'agency' ? (index.agencyNames.get(value) ?? value) : value)
  const found = values
    .map((value, code) => ({ value, label: label(value), count: counts[code] ?? 0, selected: chosen.includes(value) }))
    .filter((one) => one.count > 0 || one.selected)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  const shown = found.filter((one, at) => at < LISTED[name] || one.selected)
  const unknown = chosen
    .filter((value) => !index.columns[name].codeOf.has(value))
    .map((value) => ({ value, label: value, count: 0, selected: true }))
  return { name, values: [...shown, ...unknown] }
}
