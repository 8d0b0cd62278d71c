import { type Lang, message, messageParts, spokenDate } from '@recourse/papers'
import { type Agreement, type PressSource, rule as ruleOf, usageByMonth } from '@recourse/register'
import type { VNode } from 'preact'
import type { FindingView } from '../../service/register/view.ts'
import { FindingItem } from '../component/finding-item/finding-item.tsx'
import { Status } from '../component/status/status.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { systemPath } from '../path.ts'
import type { Page } from '../shell.tsx'

export interface AgreementsPageProps {
  readonly agreements: readonly Agreement[]
  readonly findings: readonly FindingView[]
  /** Names of the systems that agreements feed, by key. */
  readonly systems: ReadonlyMap<string, string>
  readonly press: ReadonlyMap<string, PressSource>
}

/** `/agreements`: who gives which data to whom, within which limits; what is unknown stays unknown. */
export function agreementsPage(lang: Lang, props: AgreementsPageProps): Page {
  return {
    lang,
    path: '/agreements',
    title: message(lang, 'agreements.title'),
    description: message(lang, 'agreements.description'),
    door: 'agreements',
    data: '/api/v1/agreements',
    content: <Agreements {...props} />,
  }
}

function Agreements(props: AgreementsPageProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <h1>{say('agreements.title')}</h1>
      <p class="lead">{say('agreements.lead', { count: props.agreements.length })}</p>
      <p>
        <a href={to('/figures#agreements')}>{say('agreements.figure')}</a>
      </p>
      {props.agreements.map((agreement) => (
        <One key={agreement.key} agreement={agreement} {...props} />
      ))}
    </>
  )
}

function One({ agreement, findings, systems, press }: { readonly agreement: Agreement } & AgreementsPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const own = findings.filter(({ subject }) => subject.kind === 'agreement' && subject.key === agreement.key)
  const between = messageParts<'agreements.between', VNode>(lang, 'agreements.between', {
    provider: <b lang="en">{agreement.provider}</b>,
    recipient: <b lang="en">{agreement.recipient}</b>,
  })
  return (
    <section class="agreement" aria-labelledby={agreement.key}>
      <h2 id={agreement.key} lang="en">
        {agreement.name}
      </h2>
      <p>{between}</p>
      <Terms agreement={agreement} systems={systems} press={press} />
      <h3>{say('agreements.findings')}</h3>
      {own.length === 0 ? (
        <p class="soft">{say('agreements.no-findings')}</p>
      ) : (
        <ul class="findings">
          {own.map((finding) => {
            const rule = ruleOf(finding.rule)
            return (
              <FindingItem
                key={finding.id}
                finding={finding}
                ruleTitle={rule?.title ?? ''}
                needsALook={rule?.needsALook ?? false}
                letter={null}
              />
            )
          })}
        </ul>
      )}
    </section>
  )
}

function Terms({
  agreement,
  systems,
  press,
}: { readonly agreement: Agreement } & Pick<AgreementsPageProps, 'systems' | 'press'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const { quota, requested, dataTypes, feeds } = agreement
  const months = usageByMonth(agreement)
  const step = (answer: Agreement['noticeStep']) => (answer === 'unknown' ? null : say(`agreements.step-${answer}`))
  const rows: readonly (readonly [string, VNode | string | null])[] = [
    [say('agreements.purpose'), agreement.purpose === null ? null : <span lang="en">{agreement.purpose}</span>],
    [say('agreements.data'), dataTypes.length === 0 ? null : <span lang="en">{dataTypes.join(', ')}</span>],
    [
      say('agreements.quota'),
      quota === null ? null : say('agreements.quota-month', { count: quota.records, zone: quota.zone }),
    ],
    [
      say('agreements.volume'),
      months.length > 0 ? (
        <ul class="plain-list">
          {months.map((one) => (
            <li key={one.month}>{say('agreements.usage', { month: one.month, count: one.records })}</li>
          ))}
        </ul>
      ) : requested === null ? null : (
        say('agreements.volume-reported', { text: requested.text, months: requested.withinMonths })
      ),
    ],
    [say('agreements.effective'), agreement.effective === null ? null : spokenDate(lang, agreement.effective)],
    [say('agreements.expires'), agreement.expires === null ? null : spokenDate(lang, agreement.expires)],
    [
      say('agreements.term'),
      agreement.termMonths === null ? null : say('agreements.term-months', { months: agreement.termMonths }),
    ],
    [say('agreements.verification'), step(agreement.verificationStep)],
    [say('agreements.notice'), step(agreement.noticeStep)],
  ]
  return (
    <dl class="rule-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <Status tone="unknown">{say('agreements.unknown')}</Status>}</dd>
        </div>
      ))}
      {feeds.length > 0 && (
        <div>
          <dt>{say('agreements.feeds')}</dt>
          <dd>
            {feeds.map((key, at) => (
              <span key={key}>
                {at > 0 && ', '}
                <a href={to(systemPath(key))} lang="en">
                  {systems.get(key) ?? key}
                </a>
              </span>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>{say('agreements.sources')}</dt>
        <dd>
          <ul class="plain-list">
            {agreement.sources.map((id) => (
              <li key={id}>
                <PressName source={press.get(id) ?? null} />
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  )
}

function PressName({ source }: { readonly source: PressSource | null }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  if (source === null) return <>{say('press.unnamed')}</>
  return (
    <>
      <span lang="en">{source.reports === '' ? source.kind : `${source.reports} (${source.kind})`}</span>
      {source.date !== null && `, ${spokenDate(lang, source.date)}`}
      {source.reliability !== '' && (
        <span class="soft" lang="en">
          {' '}
          {source.reliability}
        </span>
      )}
    </>
  )
}
