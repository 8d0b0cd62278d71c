import { type Lang, message, spokenDate } from '@recourse/papers'
import { isUnverified } from '@recourse/register'
import type { VNode } from 'preact'
import type { RuleTallies, RuleTally } from '../../service/register/rule-tallies.ts'
import type { FindingView, PageOf } from '../../service/register/view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { DotPlot } from '../component/dot-plot/dot-plot.tsx'
import { Figure } from '../component/figure/figure.tsx'
import { Pagination } from '../component/pagination/pagination.tsx'
import { Severity } from '../component/severity/severity.tsx'
import { RuleFacts } from '../findings/page.tsx'
import { questionAnchor, questionWords } from '../findings/question.ts'
import { useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath, findingPath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { FindingOfRule } from './finding-of-rule.tsx'
import { Narrow } from './narrow.tsx'
import { type RuleLimits, rulePath } from './query.ts'

export interface RulePageProps extends Pick<RuleTallies, 'from' | 'asOf' | 'sources'> {
  readonly tally: RuleTally
  /** Other rules on the same question that find something. */
  readonly beside: readonly RuleTally[]
  readonly limits: RuleLimits
  /** Inventory years that findings can be limited to. */
  readonly years: readonly number[]
  readonly page: PageOf<FindingView>
  /** Position of the first finding shown, from 1. */
  readonly first: number
  /** Cursor of the next page as it stands in an address; null on the last. */
  readonly next: string | null
}

/** `/findings/RULE`: one rule, whom it concerns, and every finding with its sources. */
export function rulePage(lang: Lang, props: RulePageProps): Page {
  const { rule, total } = props.tally
  const narrowed = Object.keys(props.limits).length > 0 || props.first > 1
  return {
    lang,
    path: rulePath(rule.id, props.limits),
    title: `${rule.id} ${rule.title}`,
    description: message(lang, 'rule.description', { title: rule.title, count: total }),
    door: 'findings',
    indexed: !narrowed,
    data: `/api/v1/findings?rule=${rule.id}`,
    content: <RuleContent {...props} />,
  }
}

function RuleContent(props: RulePageProps): VNode {
  const { tally, from, limits, page, first, next } = props
  const { rule } = tally
  const say = useSay()
  const to = useLink()
  return (
    <>
      <Breadcrumb
        trail={[
          { label: say('door.findings'), path: '/findings' },
          { label: questionWords(say, rule.group), path: `/findings#${questionAnchor(rule.group)}` },
        ]}
        here={rule.id}
      />
      <h1 lang="en">{rule.title}</h1>
      <p class="lead">
        {say('rule.standing', { count: tally.total })}
        {tally.agencies.length > 0 && ` ${say('rule.in-agencies', { count: tally.agencies.length })}`}
      </p>
      <p class="rule-line">
        <Severity severity={rule.severity} /> <span class="soft">{say('rule.version', { version: rule.version })}</span>
      </p>
      {tally.total > 0 && <p>{say('rule.states', tally.byState)}</p>}
      {isUnverified(rule) && (
        <Alert kind="owed" title={say('rule.unverified-title')}>
          {say('rule.unverified')}
        </Alert>
      )}
      {rule.legacy && (
        <Alert kind="information" title={say('rule.legacy-title')}>
          {say('rule.legacy')}
        </Alert>
      )}
      {rule.needsALook && (
        <Alert kind="information" title={say('rule.look-title')}>
          {say('rule.look')}
        </Alert>
      )}
      <RuleFacts tally={tally} />
      <Agencies {...props} />

      <section aria-labelledby="list">
        <h2 id="list">{say('rule.list-title')}</h2>
        {from === 'shipped' && <p>{say('rule.not-imported')}</p>}
        {(page.total > 0 || Object.keys(limits).length > 0) && <Narrow {...props} />}
        {page.total === 0 ? (
          from === 'imported' && (
            <p class="soft">{say(Object.keys(limits).length > 0 ? 'rule.none-limits' : 'rule.none')}</p>
          )
        ) : (
          <>
            <p class="no-print">
              {say('rule.take')}:{' '}
              <a href={rulePath(rule.id, limits, '.csv')} download>
                CSV
              </a>{' '}
              ·{' '}
              <a href={rulePath(rule.id, limits, '.json')} download>
                JSON
              </a>
            </p>
            <ol class="findings" start={first}>
              {page.items.map((finding) => (
                <FindingOfRule key={finding.id} finding={finding} />
              ))}
            </ol>
            <Pagination
              total={page.total}
              from={first}
              shown={page.items.length}
              nextPath={next === null ? null : rulePath(rule.id, limits, '', next)}
              firstPath={first === 1 ? null : rulePath(rule.id, limits)}
            />
          </>
        )}
      </section>

      {props.beside.length > 0 && (
        <section aria-labelledby="beside">
          <h2 id="beside">{say('rule.more')}</h2>
          <ul class="rules-beside">
            {props.beside.map((other) => (
              <li key={other.rule.id}>
                <a href={to(findingPath(other.rule.id))}>
                  <span class="rule-id">{other.rule.id}</span> <span lang="en">{other.rule.title}</span>
                </a>{' '}
                <span class="soft">{say('findings.rule-count', { count: other.total })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Agencies({ tally, asOf, sources }: RulePageProps): VNode | null {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const { rule, agencies } = tally
  const top = agencies[0]
  if (!top) return null
  const counted = { first: top.agency, count: top.count, total: tally.total }
  const title = agencies.length === 1 ? say('rule.figure-one', counted) : say('rule.figure-title', counted)
  return (
    <section aria-labelledby="by-agency">
      <h2 id="by-agency">{say('rule.by-agency')}</h2>
      <Figure
        id="agencies"
        title={title}
        subtitle={say('rule.figure-subtitle', { date: spokenDate(lang, asOf) })}
        source={say('rule.source-words', {
          files: sources.map((source) => source.file).join(', '),
          date: spokenDate(lang, asOf),
        })}
        downloads={{
          csv: `/figures/findings.csv?rule=${rule.id}`,
          json: `/figures/findings.json?rule=${rule.id}`,
          svg: `/figures/findings.svg?rule=${rule.id}`,
        }}
        table={{
          caption: title,
          captionHidden: true,
          columns: [
            { key: 'agency', label: say('rule.filter-agency') },
            { key: 'count', label: say('rule.list-title'), kind: 'number' },
          ],
          rows: agencies.map(({ agency, count }) => ({
            key: agency,
            cells: [
              <a key="agency" href={to(agencyPath(agency))}>
                {agency}
              </a>,
              count,
            ],
          })),
        }}
      >
        <DotPlot alt={title} rows={agencies.map(({ agency, count }) => ({ label: agency, value: count }))} />
      </Figure>
    </section>
  )
}
