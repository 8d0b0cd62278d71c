import { message } from '@recourse/papers'
import type { VNode } from 'preact'
import type { Facet, FacetValue, SearchResult, UseCaseFilter } from '../../service/register/view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { type FacetGroup, Facets } from '../component/facets/facets.tsx'
import { Pagination } from '../component/pagination/pagination.tsx'
import { UseCaseItem } from '../component/use-case-item/use-case-item.tsx'
import { type Say, useFrame, useLink, useSay } from '../frame.ts'
import { FACETS, isNarrowed, limitsOf, searchPath } from './query.ts'

export interface ResultsProps {
  readonly title: string
  readonly filter: UseCaseFilter
  readonly found: SearchResult
  readonly from: number
  readonly next: string | null
  readonly ruleTitles: ReadonlyMap<string, string>
}

/** The list of uses with its limits beside it. */
export function Results({ title, filter, found, from, next, ruleTitles }: ResultsProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { page } = found
  const groups = facetGroups(say, found.facets, ruleTitles)
  return (
    <section class="results" aria-labelledby="results">
      <h2 id="results">{title}</h2>
      {found.nearly && <Alert kind="information">{say('home.nearly', { words: found.corrected ?? '' })}</Alert>}
      {isNarrowed(filter) && page.total > 0 && !found.nearly && (
        <p>
          {message(lang, filter.query === undefined ? 'home.results-limits' : 'home.results-for', {
            total: page.total,
          })}
        </p>
      )}
      <div class="beside">
        <div class="no-print">
          {groups.length > 0 && (
            <Facets groups={groups} {...(filter.query === undefined ? {} : { query: filter.query })} />
          )}
        </div>
        <div>
          {page.total === 0 ? (
            <Nothing filter={filter} />
          ) : (
            <>
              <ul class="use-case-items">
                {page.items.map((useCase) => (
                  <UseCaseItem key={useCase.key} useCase={useCase} />
                ))}
              </ul>
              <Pagination
                total={page.total}
                from={from}
                shown={page.items.length}
                nextPath={next === null ? null : searchPath(filter, next)}
                firstPath={from === 1 ? null : searchPath(filter)}
              />
            </>
          )}
        </div>
      </div>
    </section>
  )
}

function Nothing({ filter }: { readonly filter: UseCaseFilter }): VNode {
  const say = useSay()
  const to = useLink()
  const { query } = filter
  return (
    <>
      <p>{say('home.none')}</p>
      <h3>{say('home.none-do')}</h3>
      <ul>
        {query !== undefined && <li>{say('home.none-shorter')}</li>}
        {query !== undefined && limitsOf(filter).length > 0 && (
          <li>
            <a href={to(searchPath({ query }))}>{say('home.none-limits')}</a>
          </li>
        )}
        <li>
          <a href={to('/systems')}>{say('home.none-systems')}</a>
        </li>
        <li>
          <a href={to('/')}>{say('home.none-all')}</a>
        </li>
      </ul>
    </>
  )
}

function facetGroups(
  say: Say,
  facets: readonly Facet[],
  ruleTitles: ReadonlyMap<string, string>,
): readonly FacetGroup[] {
  return FACETS.flatMap((name) => {
    const facet = facets.find((one) => one.name === name)
    if (facet === undefined || facet.values.length === 0) return []
    // One value that nobody chose limits nothing.
    if (facet.values.length === 1 && !facet.values.some((value) => value.selected)) return []
    return [
      { name, label: say(`facet.${name}`), values: facet.values.map((value) => choice(say, facet, value, ruleTitles)) },
    ]
  })
}

function choice(say: Say, facet: Facet, value: FacetValue, ruleTitles: ReadonlyMap<string, string>): FacetValue {
  if (facet.name === 'rule') return { ...value, label: `${value.value} ${ruleTitles.get(value.value) ?? ''}`.trim() }
  if (facet.name !== 'jurisdiction') return value
  const country = JURISDICTIONS.find((one) => one === value.value)
  return country === undefined ? value : { ...value, label: say(`facet.${country}`) }
}

const JURISDICTIONS = ['us', 'uk', 'nl'] as const
