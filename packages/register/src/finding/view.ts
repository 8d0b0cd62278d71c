import { normalName } from '../entry/clean.ts'
import type { Entry, EntryFormat } from '../entry/entry.ts'
import type { ColumnStatus } from '../inventory/read-result.ts'
import type { RegisterFacts } from './facts.ts'
import type { Population } from './population.ts'

/** The facts, put in order once for all rules. */
export interface RegisterView {
  readonly facts: RegisterFacts
  /** Entries of a format by agency, then record: the order findings come in. */
  readonly of: (format: EntryFormat) => readonly Entry[]
  readonly members: (population: Population) => readonly Entry[]
  /** Where the sourcing summary says that the agency left a 2025 column out of its published inventory. */
  readonly leftOut: (agency: string, column: string) => ColumnStatus | undefined
}

export function viewOf(facts: RegisterFacts): RegisterView {
  const byFormat = grouped(facts.entries, (entry) => entry.format)
  for (const list of byFormat.values()) list.sort(byPlace)
  const of = (format: EntryFormat) => byFormat.get(format) ?? []
  const leftOut = grouped(
    facts.columnStatus.filter((one) => one.status === 'left-out'),
    (one) => one.agency,
  )
  const members = new Map<Population, readonly Entry[]>()
  return {
    facts,
    of,
    members: (population) => {
      const { condition } = population
      if (condition === null) return of(population.format)
      const known = members.get(population)
      if (known !== undefined) return known
      const chosen = of(population.format).filter((entry) => condition.test(entry) === true)
      members.set(population, chosen)
      return chosen
    },
    leftOut: (agency, column) => leftOut.get(agency)?.find((one) => one.column === column),
  }
}

/** What several rules need and only one should work out: `make` runs once a view. */
export function oncePerView<T>(make: (view: RegisterView) => T): (view: RegisterView) => T {
  const known = new WeakMap<RegisterView, { readonly made: T }>()
  return (view) => {
    const before = known.get(view)
    if (before !== undefined) return before.made
    const made = make(view)
    known.set(view, { made })
    return made
  }
}

/** Inventories of this year are published, so that those before it are past even where only they are on file. */
const PUBLISHED_YEAR = 2025

/** The year of the latest federal inventory: its declarations stand, earlier ones stood. */
export const latestFederalYear = oncePerView((view: RegisterView): number =>
  view.facts.entries.reduce(
    (latest, entry) => (entry.format.startsWith('omb-') ? Math.max(latest, entry.year) : latest),
    PUBLISHED_YEAR,
  ),
)

/** Each entry's name as names are compared: several rules ask, and levelling a name is dear. */
export const normalNames = oncePerView((view: RegisterView) => {
  const names = new Map<Entry, string>()
  for (const format of ['omb-2024', 'omb-2025'] as const) {
    for (const entry of view.of(format)) names.set(entry, normalName(entry.name))
  }
  return (entry: Entry): string => names.get(entry) ?? normalName(entry.name)
})

/** Things by key, in the order they come: how rules stay linear in entries. */
export function grouped<K, T>(things: Iterable<T>, keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}

/** Agency, then year and record: the same whatever order files were imported in. */
export function byPlace(a: Entry, b: Entry): number {
  return compareText(a.agency, b.agency) || a.year - b.year || a.row - b.row || compareText(a.file, b.file)
}

/** By code unit, so that every machine sorts alike. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
