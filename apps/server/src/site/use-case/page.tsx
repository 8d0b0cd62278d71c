import { type Lang, message } from '@recourse/papers'
import type { PressSource } from '@recourse/register'
import type { VNode } from 'preact'
import type { LoggedLeaf } from '../../service/log/record-log.ts'
import type { UseCaseDetail, UseCaseSummary } from '../../service/register/view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { languageOf } from '../component/words/words.tsx'
import { useLink, useSay } from '../frame.ts'
import { agencyPath, useCasePath } from '../path.ts'
import type { RuleWords } from '../rule-words.ts'
import type { Page } from '../shell.tsx'
import { DeclaredTable, DeclaredWords } from './declared-table.tsx'
import { Fields } from './fields.tsx'
import { Findings } from './findings.tsx'
import { Glance } from './glance.tsx'
import { History } from './history.tsx'
import type { LinkedSystem } from './linked-system.ts'
import { NextSteps } from './next-steps.tsx'
import { OnRecord } from './on-record.tsx'
import { InPublicLog } from './public-log.tsx'
import { Purpose } from './purpose.tsx'
import { Reported } from './reported.tsx'

export interface UseCasePageProps {
  readonly detail: UseCaseDetail
  readonly systems: readonly LinkedSystem[]
  readonly press: ReadonlyMap<string, PressSource>
  readonly rules: ReadonlyMap<string, RuleWords>
  /** false: no award file was ever imported, so nothing can be said of contracts. */
  readonly awardsImported: boolean
  /** Public events about it, oldest first; null where there is no log. */
  readonly leaves: readonly LoggedLeaf[] | null
}

/** `/use-cases/KEY`: everything published about one use case, by who says it, down to the cell. */
export function useCasePage(lang: Lang, props: UseCasePageProps): Page {
  const { summary } = props.detail
  const name = summary.name === '' ? message(lang, 'use-case.no-name') : summary.name
  return {
    lang,
    path: useCasePath(summary.key),
    title: summary.agency === '' ? name : `${name} (${summary.agency})`,
    description: message(lang, 'use-case.description', {
      agency: summary.agencyName === '' ? message(lang, 'use-case.body-blank') : summary.agencyName,
      name,
    }),
    door: 'register',
    data: `/api/v1/use-cases/${encodeURIComponent(summary.key)}`,
    content: <UseCase {...props} />,
  }
}

function UseCase({ detail, systems, press, rules, awardsImported, leaves }: UseCasePageProps): VNode {
  const say = useSay()
  const { summary } = detail
  const entries = [...detail.entries].sort((a, b) => a.year - b.year || a.row - b.row)
  const hidden = entries.some((entry) => entry.fields.some((field) => field.state === 'hidden'))
  const present = entries.some((entry) => entry.present)
  return (
    <>
      <Breadcrumb
        trail={[
          { label: say('door.register'), path: '/' },
          ...(summary.agency === '' ? [] : [{ label: summary.agency, path: agencyPath(summary.agency) }]),
        ]}
        here={summary.id === '' ? summary.key : summary.id}
      />
      <h1 lang={summary.name === '' ? undefined : languageOf(summary.format)}>
        {summary.name === '' ? say('use-case.no-name') : summary.name}
      </h1>
      <RunBy useCase={summary} />
      {!present && <Alert kind="information">{say('use-case.gone')}</Alert>}
      {hidden && <Alert kind="information">{say('use-case.hidden')}</Alert>}
      <Glance detail={detail} entries={entries} />
      <Contents />

      <Purpose entries={entries} />

      <section id="known" aria-labelledby="known-title">
        <h2 id="known-title">{say('use-case.known-title')}</h2>
        <div class="known">
          <section class="known-declared" aria-labelledby="declared">
            <h3 id="declared">{say('use-case.declared')}</h3>
            <p class="known-about">{say('use-case.declared-about')}</p>
            <DeclaredTable entries={entries} jurisdiction={summary.jurisdiction} />
          </section>
          <section class="known-record" aria-labelledby="on-record">
            <h3 id="on-record">{say('use-case.on-record')}</h3>
            <p class="known-about">{say('use-case.on-record-about')}</p>
            <OnRecord awards={detail.awards} systems={systems} awardsImported={awardsImported} />
          </section>
          <section class="known-reported" aria-labelledby="reported">
            <h3 id="reported">{say('use-case.reported')}</h3>
            <p class="known-about">{say('use-case.reported-about')}</p>
            <Reported systems={systems} press={press} />
          </section>
        </div>
        <DeclaredWords entries={entries} />
      </section>

      <Findings detail={detail} rules={rules} />
      <NextSteps detail={detail} />
      <History detail={detail} entries={entries} />
      <InPublicLog leaves={leaves} />
      <Fields entries={entries} />
    </>
  )
}

function RunBy({ useCase }: { readonly useCase: UseCaseSummary }): VNode {
  const say = useSay()
  const to = useLink()
  const lang = languageOf(useCase.format)
  const asksBureau = useCase.format.startsWith('omb-') && useCase.format !== 'omb-2025-cots'
  return (
    <p class="lead">
      {say('use-case.run-by')} {useCase.bureau !== '' && <span lang={lang}>{useCase.bureau}, </span>}
      {useCase.agency === '' ? (
        <span class="soft">{say('use-case.body-blank')}</span>
      ) : (
        <a href={to(agencyPath(useCase.agency))} lang={lang}>
          {useCase.agencyName}
        </a>
      )}
      {useCase.bureau === '' && asksBureau && <span class="soft"> ({say('use-case.bureau-blank')})</span>}
    </p>
  )
}

const PARTS = [
  ['known', 'use-case.known-title'],
  ['findings', 'use-case.findings-title'],
  ['do', 'use-case.do-title'],
  ['history', 'use-case.history-title'],
  ['public-log', 'use-case.log-title'],
  ['fields', 'use-case.fields-title'],
] as const

function Contents(): VNode {
  const say = useSay()
  return (
    <nav class="contents no-print" aria-label={say('use-case.contents')}>
      <ul>
        {PARTS.map(([id, key]) => (
          <li key={id}>
            <a href={`#${id}`}>{say(key)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
