import type { AgencySource, ChangeFigures, ColumnStatus, PracticeFigures, YearFigures } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'
import { type CurrentFigures, currentFigures } from './current-figures.ts'
import { type RuleTally, talliesOf } from './rule-tallies.ts'
import type { AgencySummary, UseCaseSummary } from './view.ts'

export interface AgencyDetail extends Pick<CurrentFigures, 'from' | 'asOf' | 'sources'> {
  readonly agency: string
  readonly agencyName: string
  readonly jurisdiction: AgencySummary['jurisdiction']
  /** One an inventory, oldest first. */
  readonly years: readonly YearFigures[]
  /** null where it declares no deployed high-impact use in 2025. */
  readonly practices: PracticeFigures | null
  readonly changes: readonly ChangeFigures[]
  /** Rules that find something about it, with how much. */
  readonly findings: readonly { readonly tally: RuleTally; readonly count: number }[]
  readonly source: AgencySource | null
  readonly columns: readonly ColumnStatus[]
  /** The first of its uses, and how many there are; none before an import. */
  readonly useCases: readonly UseCaseSummary[]
  readonly useCaseCount: number
}

const SHOWN = 10

/** Everything the register holds of one agency, by its code; null where no inventory names it. */
export async function showAgency(store: RegisterStore, agency: string): Promise<AgencyDetail | null> {
  const [current, agencies, sourcing, search] = await Promise.all([
    currentFigures(store),
    store.agencies(),
    store.agencySourcing(agency),
    store.searchUseCases({ agency: [agency] }, { after: null, limit: SHOWN }),
  ])
  const { figures, from, asOf, sources } = current
  const own = agencies.find((one) => one.agency === agency)
  const years = figures.years.filter((one) => one.agency === agency)
  const named = years.at(-1)
  if (own === undefined && named === undefined) return null
  return {
    from,
    asOf,
    sources,
    agency,
    agencyName: own?.agencyName ?? named?.agencyName ?? agency,
    jurisdiction: own?.jurisdiction ?? jurisdictionOf(years),
    years,
    practices: figures.practices.find((one) => one.agency === agency) ?? null,
    changes: figures.changes.filter((one) => one.agency === agency),
    findings: talliesOf(current).tallies.flatMap((tally) => {
      const count = tally.agencies.find((one) => one.agency === agency)?.count ?? 0
      return count === 0 ? [] : [{ tally, count }]
    }),
    source: sourcing.source,
    columns: sourcing.columns,
    useCases: search.page.items,
    useCaseCount: search.page.total,
  }
}

/** One agency in the list; findings are known only where entries are imported. */
export interface AgencyListed extends Pick<AgencySummary, 'agency' | 'agencyName' | 'jurisdiction' | 'byYear'> {
  readonly deployedHighImpact: number
  readonly findings: AgencySummary['findings'] | null
}

/** All agencies by name: from the register, or as shipped where nothing is imported. */
export async function listAgencies(
  store: RegisterStore,
): Promise<{ readonly from: 'imported' | 'shipped'; readonly agencies: readonly AgencyListed[] }> {
  const agencies = await store.agencies()
  if (agencies.length > 0) return { from: 'imported', agencies }
  return { from: 'shipped', agencies: agenciesOf((await currentFigures(store)).figures.years) }
}

export function agenciesOf(figures: readonly YearFigures[]): readonly AgencyListed[] {
  const codes = [...new Set(figures.map((one) => one.agency))]
  return codes
    .map((agency) => {
      const own = figures.filter((one) => one.agency === agency)
      const years = [...new Set(own.map((one) => one.year))].sort()
      return {
        agency,
        agencyName: own.at(-1)?.agencyName ?? agency,
        jurisdiction: jurisdictionOf(own),
        byYear: years.map((year) => ({
          year,
          entries: own.filter((one) => one.year === year).reduce((sum, one) => sum + one.entries, 0),
        })),
        deployedHighImpact: own.reduce((sum, one) => sum + (one.deployedHighImpact ?? 0), 0),
        findings: null,
      }
    })
    .sort((a, b) => (a.agencyName < b.agencyName ? -1 : a.agencyName > b.agencyName ? 1 : 0))
}

function jurisdictionOf(years: readonly YearFigures[]): AgencySummary['jurisdiction'] {
  if (years.some((one) => one.format === 'atrs')) return 'uk'
  return years.some((one) => one.format === 'nl-1.0') ? 'nl' : 'us'
}
