import { PUBLISHED_FIGURES } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'
import { type CurrentFigures, currentFigures } from './current-figures.ts'
import type { UseCaseSummary } from './view.ts'

/** Deployed high-impact uses of the 2025 inventory by agency, and those that declare an established way to appeal. */
export interface Headline {
  /** imported: counted from this register's own use cases, which are then named; shipped: counts alone. */
  readonly from: CurrentFigures['from']
  readonly agencies: readonly HeadlineAgency[]
  readonly total: number
  readonly appeal: number
  /** The 2025 files it is counted from. */
  readonly sources: CurrentFigures['sources']
  /** How often each rule finds something, over the same files. */
  readonly findings: ReadonlyMap<string, number>
}

export interface HeadlineAgency {
  readonly agency: string
  readonly agencyName: string
  readonly total: number
  readonly appeal: number
  /** Empty where only counts are known. */
  readonly uses: readonly { readonly key: string; readonly name: string; readonly appeal: boolean }[]
}

/** More than all deployed high-impact uses of an inventory; of a larger register the squares stand for counts alone. */
const MOST = 2_000

/** Counts by agency, most uses first; each use by name where the inventory is imported. */
export async function headline(store: RegisterStore): Promise<Headline> {
  const current = await currentFigures(store)
  const { from, figures } = current
  const named = from === 'imported' ? await namedUses(store) : new Map<string, HeadlineAgency['uses']>()
  const nameOf = new Map(figures.years.map((year) => [year.agency, year.agencyName]))
  const agencies = figures.practices
    .map(({ agency, entries, practices }) => {
      const uses = named.get(agency) ?? []
      return {
        agency,
        agencyName: nameOf.get(agency) ?? agency,
        total: entries,
        appeal: practices.find((one) => one.practice === 'appeal')?.answers.established ?? 0,
        // A use that left the newest file is still named in the register, but no longer counted.
        uses: uses.length === entries ? uses : [],
      }
    })
    .sort((a, b) => b.total - a.total || (a.agency < b.agency ? -1 : 1))
  return {
    from,
    agencies,
    total: agencies.reduce((sum, one) => sum + one.total, 0),
    appeal: agencies.reduce((sum, one) => sum + one.appeal, 0),
    sources: await sourcesOf(store, from),
    findings: new Map(figures.findings.map(({ rule, total }) => [rule, total])),
  }
}

async function sourcesOf(store: RegisterStore, from: Headline['from']): Promise<Headline['sources']> {
  if (from === 'shipped') return PUBLISHED_FIGURES.sources.filter((source) => source.format === 'omb-2025')
  const inventories = (await store.inventories()).filter((one) => one.format === 'omb-2025')
  const superseded = new Set(inventories.map((one) => one.supersedes))
  return inventories
    .filter((one) => !superseded.has(one.id))
    .map(({ file, format, sha256, records }) => ({ file, format, sha256, rows: records }))
}

/** The uses behind the counts, by agency. */
async function namedUses(store: RegisterStore): Promise<ReadonlyMap<string, HeadlineAgency['uses']>> {
  const population = { year: [2025], stage: ['Deployed'], impact: ['High-impact'] }
  const [all, without] = await Promise.all([
    store.searchUseCases(population, { after: null, limit: MOST }),
    store.searchUseCases({ ...population, rule: ['HI-01'] }, { after: null, limit: MOST }),
  ])
  const lacking = new Set(without.page.items.map((useCase) => useCase.key))
  const groups = new Map<string, UseCaseSummary[]>()
  for (const useCase of all.page.items) groups.set(useCase.agency, [...(groups.get(useCase.agency) ?? []), useCase])
  return new Map(
    [...groups].map(([agency, members]) => [
      agency,
      members.map(({ key, name }) => ({ key, name, appeal: !lacking.has(key) })),
    ]),
  )
}
