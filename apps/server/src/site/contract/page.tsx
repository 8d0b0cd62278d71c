import { type Lang, message, spokenDate, spokenDollars } from '@recourse/papers'
import { rule as ruleOf } from '@recourse/register'
import type { VNode } from 'preact'
import type { AwardView, FindingView } from '../../service/register/view.ts'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { FindingItem } from '../component/finding-item/finding-item.tsx'
import { Source } from '../component/source/source.tsx'
import { Vendor } from '../contracts/page.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath, contractPath, useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'

export interface ContractPageProps {
  readonly award: AwardView
  readonly findings: readonly FindingView[]
}

/** `/contracts/AWARDID`: one award as its file states it, and what it is joined to. */
export function contractPage(lang: Lang, props: ContractPageProps): Page {
  const { awardId, vendor } = props.award
  return {
    lang,
    path: contractPath(awardId),
    title: message(lang, 'contract.title', { id: awardId }),
    description: message(lang, 'contract.description', { id: awardId, vendor }),
    door: 'contracts',
    data: '/api/v1/contracts',
    content: <Contract {...props} />,
  }
}

function Contract({ award, findings }: ContractPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const facts: readonly (readonly [string, VNode | string])[] = [
    [say('contracts.vendor'), <Vendor key="vendor" name={award.vendor} />],
    [say('contracts.obligated'), spokenDollars(lang, award.obligatedUsd)],
    [
      say('contracts.office'),
      <span key="office" lang="en">
        {award.office}, <a href={to(agencyPath(award.agency))}>{award.agency}</a>
      </span>,
    ],
    [say('contracts.start'), award.startDate === '' ? say('contract.start-none') : spokenDate(lang, award.startDate)],
  ]
  return (
    <>
      <Breadcrumb trail={[{ label: say('door.contracts'), path: '/contracts' }]} here={award.awardId} />
      <h1>{say('contract.title', { id: award.awardId })}</h1>
      <dl class="rule-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {award.description !== '' && (
        <figure class="quoted">
          <blockquote lang="en">
            <p>{award.description}</p>
          </blockquote>
          <figcaption>{say('contract.for')}</figcaption>
        </figure>
      )}
      <div class="claim">
        {isHttps(award.permalink) && (
          <>
            <a href={award.permalink}>{say('contract.permalink')}</a>{' '}
          </>
        )}
        <Source
          id="award-source"
          evidence={[{ file: award.file, row: award.row, column: null, value: `${award.awardId} · ${award.vendor}` }]}
        />
      </div>
      <Uses award={award} by="piid" />
      <Uses award={award} by="vendor" />
      <section aria-labelledby="findings">
        <h2 id="findings">{say('contract.findings-title')}</h2>
        {findings.length === 0 ? (
          <p class="soft">{say('contract.findings-none')}</p>
        ) : (
          <ul class="findings">
            {findings.map((finding) => {
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
    </>
  )
}

function Uses({ award, by }: { readonly award: AwardView; readonly by: 'piid' | 'vendor' }): VNode | null {
  const say = useSay()
  const to = useLink()
  const own = award.useCases.filter((one) => one.joinedBy === by)
  if (by === 'vendor' && own.length === 0) return null
  const id = by === 'piid' ? 'uses' : 'leads'
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{say(by === 'piid' ? 'contract.by-number-title' : 'contract.leads-title')}</h2>
      <p class={own.length === 0 ? 'soft' : undefined}>
        {say(own.length === 0 ? 'contract.by-number-none' : by === 'piid' ? 'contract.by-number' : 'contract.leads')}
      </p>
      <ul>
        {own.map((one) => (
          <li key={one.key}>
            <a href={to(useCasePath(one.key))}>
              {one.name === '' ? say('use-case.no-name') : <span lang="en">{one.name}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function isHttps(address: string): boolean {
  return address.startsWith('https://')
}
