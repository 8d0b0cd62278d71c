import { type Lang, message, spokenDate, spokenNumber } from '@recourse/papers'
import type { ChangeFigures } from '@recourse/register'
import type { VNode } from 'preact'
import type { ReviewedPair } from '../../service/ports.ts'
import type { UndecidedPair } from '../../service/register/undecided-pairs.ts'
import { DataTable } from '../component/data-table/data-table.tsx'
import { Pagination } from '../component/pagination/pagination.tsx'
import { Pair } from '../component/pair/pair.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'

export interface MatchesPageProps {
  readonly from: 'imported' | 'shipped'
  readonly changes: readonly ChangeFigures[]
  /** Agency the undecided pairs are of; null: nobody's are listed, only counted. */
  readonly agency: string | null
  readonly pairs: readonly UndecidedPair[]
  /** All undecided pairs of that agency. */
  readonly total: number
  readonly first: number
  readonly next: string | null
  readonly settled: readonly ReviewedPair[]
}

/** Address of the page, of one agency's pairs, or of a later part of them. */
export function matchesPath(agency: string | null, cursor: string | null = null): string {
  const query = new URLSearchParams()
  if (agency !== null) query.append('agency', agency)
  if (cursor !== null) query.append('cursor', cursor)
  return query.size === 0 ? '/matches' : `/matches?${query.toString()}`
}

/** `/matches`: how entries of different years were joined, and every pair that nobody has decided. */
export function matchesPage(lang: Lang, props: MatchesPageProps): Page {
  return {
    lang,
    path: matchesPath(props.agency),
    title: message(lang, 'matches.title'),
    description: message(lang, 'matches.description'),
    door: 'register',
    indexed: props.agency === null,
    content: <Matches {...props} />,
  }
}

function Matches(props: MatchesPageProps): VNode {
  const say = useSay()
  const { changes, settled } = props
  const sum = (read: (change: ChangeFigures) => number) => changes.reduce((total, change) => total + read(change), 0)
  return (
    <>
      <h1>{say('matches.title')}</h1>
      <p class="lead">
        {say('matches.lead', { matched: sum((one) => one.matched), undecided: sum((one) => one.undecided) })}
      </p>
      <section aria-labelledby="procedure">
        <h2 id="procedure">{say('matches.procedure-title')}</h2>
        <p>{say('matches.procedure-score')}</p>
        <p>{say('matches.procedure-accept')}</p>
        <p>{say('matches.procedure-rest')}</p>
      </section>
      <Undecided {...props} />
      <section aria-labelledby="counts">
        <h2 id="counts">{say('matches.counts-title')}</h2>
        <Counts changes={changes} />
      </section>
      <section aria-labelledby="settled">
        <h2 id="settled">{say('matches.settled-title')}</h2>
        {settled.length === 0 ? <p class="soft">{say('matches.settled-none')}</p> : <Settled settled={settled} />}
      </section>
    </>
  )
}

function Undecided({ from, agency, pairs, total, first, next }: MatchesPageProps): VNode | null {
  const say = useSay()
  const to = useLink()
  if (agency === null) {
    return from === 'shipped' ? <p class="soft">{say('matches.undecided-fresh')}</p> : null
  }
  return (
    <section aria-labelledby="undecided">
      <h2 id="undecided">{say('matches.undecided-of', { agency })}</h2>
      <p>
        <a href={to('/matches')}>{say('matches.all')}</a>
      </p>
      {pairs.length === 0 ? (
        <p class="soft">{say('matches.undecided-none')}</p>
      ) : (
        <>
          {pairs.map((pair) => (
            <Pair key={`${pair.from.key} ${pair.to.key}`} undecided={pair} />
          ))}
          <Pagination
            total={total}
            from={first}
            shown={pairs.length}
            nextPath={next === null ? null : matchesPath(agency, next)}
            firstPath={first === 1 ? null : matchesPath(agency)}
          />
        </>
      )}
    </section>
  )
}

function Counts({ changes }: Pick<MatchesPageProps, 'changes'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <DataTable
      caption={say('matches.counts-caption')}
      captionHidden
      columns={[
        { key: 'agency', label: say('agencies.agency') },
        { key: 'years', label: say('matches.years') },
        { key: 'matched', label: say('agency.matched'), kind: 'number' },
        { key: 'undecided', label: say('agency.undecided'), kind: 'number' },
        { key: 'vanished', label: say('agency.vanished'), kind: 'number' },
        { key: 'new', label: say('agency.new'), kind: 'number' },
        { key: 'see', label: say('matches.undecided-title') },
      ]}
      rows={changes.map((change) => ({
        key: `${change.agency} ${change.toYear}`,
        cells: [
          change.agency,
          say('agency.between', { from: String(change.fromYear), to: String(change.toYear) }),
          spokenNumber(lang, change.matched),
          spokenNumber(lang, change.undecided),
          spokenNumber(lang, change.vanished),
          spokenNumber(lang, change.new),
          change.undecided === 0 ? (
            <span key="see" class="soft small">
              {say('matches.no-words')}
            </span>
          ) : (
            <a
              key="see"
              href={to(`${matchesPath(change.agency)}#undecided`)}
              aria-label={`${say('matches.see')}: ${change.agency}`}
            >
              {say('matches.see')}
            </a>
          ),
        ],
      }))}
    />
  )
}

function Settled({ settled }: Pick<MatchesPageProps, 'settled'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <DataTable
      caption={say('matches.settled-caption')}
      captionHidden
      columns={[
        { key: 'pair', label: say('matches.settled-pair') },
        { key: 'verdict', label: say('matches.settled-verdict') },
        { key: 'office', label: say('matches.settled-office') },
        { key: 'date', label: say('matches.settled-date') },
      ]}
      rows={settled.map((one) => ({
        key: `${one.from} ${one.to}`,
        cells: [
          <span key="pair">
            <a href={to(useCasePath(one.from))}>{one.from}</a> → <a href={to(useCasePath(one.to))}>{one.to}</a>
          </span>,
          say(`matches.verdict-${one.verdict}`),
          one.reviewer,
          spokenDate(lang, one.at.slice(0, 10)),
        ],
      }))}
    />
  )
}
