import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import type { Headline } from '../../service/register/headline.ts'
import type { SearchResult, UseCaseFilter } from '../../service/register/view.ts'
import { SearchBox } from '../component/search-box/search-box.tsx'
import { Source } from '../component/source/source.tsx'
import { Squares } from '../component/squares/squares.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath, findingPath, systemPath, useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { Fresh } from './fresh.tsx'
import { limitsOf, searchPath } from './query.ts'
import { Results } from './results.tsx'

/** Rules whose counts say what changed, each with a message of its own; in the order shown. */
const CHANGE_RULES = ['YR-01', 'YR-04', 'YR-05', 'YR-02', 'YR-10', 'YR-08', 'YR-12'] as const

export interface NamedLink {
  readonly key: string
  readonly name: string
}

/** What stands above the list of all uses. */
export interface Front {
  readonly headline: Headline
  /** Named systems, the ones most asked about first. */
  readonly systems: readonly NamedLink[]
}

export interface HomePageProps {
  /** null on the pages of a search, which show the list alone. */
  readonly front: Front | null
  readonly filter: UseCaseFilter
  readonly content:
    | {
        readonly kind: 'imported'
        readonly found: SearchResult
        /** Position of the first result shown, from 1. */
        readonly from: number
        /** Cursor of the next page as it stands in an address; null on the last. */
        readonly next: string | null
        readonly ruleTitles: ReadonlyMap<string, string>
      }
    /** Nothing imported: files the shipped figures were counted from, and the named systems that hold the words. */
    | { readonly kind: 'fresh'; readonly files: readonly string[]; readonly found: readonly NamedLink[] }
}

/** `/`: what a government uses and what is missing, in one screen; below, every use with its limits. */
export function homePage(lang: Lang, props: HomePageProps): Page {
  const { front } = props
  const narrowed = front === null
  return {
    lang,
    path: searchPath(props.filter),
    title: message(lang, narrowed ? 'home.search-title' : 'home.title'),
    description: message(lang, narrowed ? 'home.search-description' : 'home.description'),
    door: 'register',
    indexed: !narrowed,
    ...(narrowed ? {} : { data: '/api/v1/use-cases', islands: ['squares'] }),
    content: front === null ? <Search {...props} /> : <Home {...props} {...front} />,
  }
}

function Home({ headline, systems, content, filter }: Front & HomePageProps): VNode {
  const say = useSay()
  return (
    <>
      <h1 class="headline">
        <span>{say('home.headline-total', { total: headline.total })}</span>{' '}
        <span>{say('home.headline-appeal', { appeal: headline.appeal })}</span>
      </h1>
      <HeadlineSource headline={headline} />
      <p class="to-search no-print">
        <a href="#q">{say('home.search-title')}</a>
      </p>
      <Squares
        id="uses"
        alt={say('home.squares-alt', { total: headline.total, appeal: headline.appeal })}
        meaning={say('home.squares-meaning')}
        groups={headline.agencies.map((agency) => ({
          label: agency.agency,
          name: agency.agencyName,
          path: agencyPath(agency.agency),
          total: agency.total,
          filled: agency.appeal,
          uses: agency.uses.map((use) => ({ name: use.name, path: useCasePath(use.key), filled: use.appeal })),
        }))}
      />
      <SearchBox query="" examples={EXAMPLES.map((key) => say(key))} />
      <Lately systems={systems} findings={headline.findings} />
      {content.kind === 'fresh' ? (
        <Fresh {...content} query="" />
      ) : (
        <Results {...content} filter={filter} title={say('home.all-title')} />
      )}
    </>
  )
}

const EXAMPLES = ['home.example-1', 'home.example-2', 'home.example-3', 'home.example-4'] as const

function HeadlineSource({ headline }: { readonly headline: Headline }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <div class="headline-about">
      {say('home.headline-about')} {say('home.squares-key')}{' '}
      <Source
        id="headline-source"
        evidence={headline.sources.map((source) => ({
          file: source.file,
          row: null,
          column: 'development_stage, is_high_impact, hi_appeal_process',
          value: message(lang, 'home.counted', { records: source.rows, digest: source.sha256 }),
        }))}
      />
    </div>
  )
}

function Lately({
  systems,
  findings,
}: {
  readonly systems: readonly NamedLink[]
  readonly findings: ReadonlyMap<string, number>
}): VNode {
  const say = useSay()
  const to = useLink()
  const changed = CHANGE_RULES.flatMap((rule) => {
    const count = findings.get(rule) ?? 0
    return count === 0 ? [] : [{ rule, count }]
  })
  return (
    <div class="lately">
      <section aria-labelledby="news">
        <h2 id="news">{say('home.news')}</h2>
        <ul class="inline-list">
          {systems.slice(0, NEWS).map((system) => (
            <li key={system.key}>
              <a href={to(systemPath(system.key))} lang="en">
                {system.name}
              </a>
            </li>
          ))}
          <li>
            <a href={to('/systems')}>{say('home.news-all', { count: systems.length })}</a>
          </li>
        </ul>
      </section>
      {changed.length > 0 && (
        <section aria-labelledby="changed">
          <h2 id="changed">{say('home.changed')}</h2>
          <ul class="inline-list">
            {changed.map(({ rule, count }) => (
              <li key={rule}>
                <a href={to(findingPath(rule))}>{say(`home.changed-${rule}`, { count })}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const NEWS = 8

function Search({ filter, content }: HomePageProps): VNode {
  const say = useSay()
  const limits = limitsOf(filter)
  return (
    <>
      <h1>{say('home.search-title')}</h1>
      <SearchBox query={filter.query ?? ''} keep={limits} />
      {content.kind === 'fresh' ? (
        <Fresh {...content} query={filter.query ?? ''} />
      ) : (
        <Results {...content} filter={filter} title={say('home.results-title')} />
      )}
    </>
  )
}
