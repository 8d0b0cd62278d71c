import type { PublishedFigures } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'
import type { UseCaseSummary } from './view.ts'

/** Deployed high-impact uses of the 2025 inventory by agency, and those that declare an established way to appeal. */
export interface Headline {
  /** imported: counted from this register's own use cases, which are then named; published: the shipped figures. */
  readonly from: 'imported' | 'published'
  readonly agencies: readonly HeadlineAgency[]
  readonly total: number
  readonly appeal: number
  /** The files it is counted from. */
  readonly sources: readonly { readonly file: string; readonly sha256: string; readonly records: number }[]
}

export interface HeadlineAgency {
  readonly agency: string
  readonly agencyName: string
  readonly total: number
  readonly appeal: number
  /** Empty where only counts are known. */
  readonly uses: readonly { readonly key: string; readonly name: string; readonly appeal: boolean }[]
}

/** More than all use cases of an inventory that are deployed and high-impact; a larger register is counted by rule. */
const MOST = 5_000

/** Counted from what is imported; from the shipped figures where the 2025 inventory is not. */
export async function headline(store: RegisterStore, published: PublishedFigures): Promise<Headline> {
  const inventories = (await store.inventories()).filter((one) => one.format === 'omb-2025')
  if (inventories.length === 0) return publishedHeadline(published)
  const population = { year: [2025], stage: ['Deployed'], impact: ['High-impact'] }
  const [all, without] = await Promise.all([
    store.searchUseCases(population, { after: null, limit: MOST }),
    store.searchUseCases({ ...population, rule: ['HI-01'] }, { after: null, limit: MOST }),
  ])
  const lacking = new Set(without.page.items.map((useCase) => useCase.key))
  const superseded = new Set(inventories.map((one) => one.supersedes))
  return {
    from: 'imported',
    agencies: byAgency(all.page.items, (useCase) => !lacking.has(useCase.key)),
    total: all.page.items.length,
    appeal: all.page.items.length - lacking.size,
    sources: inventories
      .filter((one) => !superseded.has(one.id))
      .map(({ file, sha256, records }) => ({ file, sha256, records })),
  }
}

function byAgency(
  useCases: readonly UseCaseSummary[],
  hasAppeal: (useCase: UseCaseSummary) => boolean,
): readonly HeadlineAgency[] {
  const groups = new Map<string, UseCaseSummary[]>()
  for (const useCase of useCases) {
    const group = groups.get(useCase.agency)
    if (group) group.push(useCase)
    else groups.set(useCase.agency, [useCase])
  }
  return [...groups]
    .map(([agency, members]) => {
      const uses = members.map((useCase) => ({ key: useCase.key, name: useCase.name, appeal: hasAppeal(useCase) }))
      return {
        agency,
        agencyName: members[0]?.agencyName ?? agency,
        total: uses.length,
        appeal: uses.filter((use) => use.appeal).length,
        uses,
      }
    })
    .sort(bySize)
}

function publishedHeadline({ figures, sources }: PublishedFigures): Headline {
  const nameOf = new Map(figures.years.map((year) => [year.agency, year.agencyName]))
  const agencies = figures.practices
    .map(({ agency, entries, practices }) => ({
      agency,
      agencyName: nameOf.get(agency) ?? agency,
      total: entries,
      appeal: practices.find((one) => one.practice === 'appeal')?.answers.established ?? 0,
      uses: [],
    }))
    .sort(bySize)
  return {
    from: 'published',
    agencies,
    total: agencies.reduce((sum, one) => sum + one.total, 0),
    appeal: agencies.reduce((sum, one) => sum + one.appeal, 0),
    sources: sources
      .filter((source) => source.format === 'omb-2025')
      .map(({ file, sha256, rows }) => ({ file, sha256, records: rows })),
  }
}

function bySize(a: HeadlineAgency, b: HeadlineAgency): number {
  return b.total - a.total || (a.agency < b.agency ? -1 : 1)
}

/** How many findings of each of these rules stand: from the register, or as shipped. */
export async function ruleTotals(
  store: RegisterStore,
  published: PublishedFigures,
  rules: readonly string[],
  from: Headline['from'],
): Promise<readonly { readonly rule: string; readonly count: number }[]> {
  const counted =
    from === 'imported'
      ? (await store.ruleCounts()).map(({ rule, total }) => ({ rule, count: total }))
      : published.figures.findings.map(({ rule, total }) => ({ rule, count: total }))
  return rules.flatMap((rule) => counted.filter((one) => one.rule === rule && one.count > 0))
}
