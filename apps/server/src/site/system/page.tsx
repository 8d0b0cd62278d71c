import { type Lang, message } from '@recourse/papers'
import type { Agreement, NextStep, PressSource } from '@recourse/register'
import type { VNode } from 'preact'
import type { SystemDetail } from '../../service/register/show-system.ts'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { FindingItem } from '../component/finding-item/finding-item.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath, letterPath, systemPath } from '../path.ts'
import type { RuleWords } from '../rule-words.ts'
import type { Page } from '../shell.tsx'
import { Declaration } from './declaration.tsx'
import { OnRecord } from './on-record.tsx'
import { Reported } from './reported.tsx'
import { Safeguards } from './safeguards.tsx'

export interface SystemPageProps {
  readonly detail: SystemDetail
  /** Agreements reported to feed it. */
  readonly agreements: readonly Agreement[]
  readonly press: ReadonlyMap<string, PressSource>
  readonly steps: readonly NextStep[]
  readonly rules: ReadonlyMap<string, RuleWords>
  /** false: no inventory is imported, so only findings about the system itself exist. */
  readonly imported: boolean
}

/** `/systems/KEY`: one system named in the press; what is on record, declared and reported never mix. */
export function systemPage(lang: Lang, props: SystemPageProps): Page {
  const { system } = props.detail
  return {
    lang,
    path: systemPath(system.key),
    title: system.name,
    description: message(lang, 'system.description', { name: system.name }),
    door: 'systems',
    content: <System {...props} />,
  }
}

function System(props: SystemPageProps): VNode {
  const say = useSay()
  const to = useLink()
  const { detail, agreements, press } = props
  const { system, declarations } = detail
  const years = [...new Set(declarations.map(({ declaration }) => declaration.year))]
  return (
    <>
      <Breadcrumb trail={[{ label: say('door.systems'), path: '/systems' }]} here={system.name} />
      <h1 lang="en">{system.name}</h1>
      <p class="lead" lang="en">
        {system.what}
      </p>
      <dl class="glance">
        <div>
          <dt>{say('system.run-by')}</dt>
          <dd lang="en">
            <a href={to(agencyPath(system.agency))}>{system.agency}</a> {system.bureau}
            {system.unit !== null && `, ${system.unit}`}
          </dd>
        </div>
        <div>
          <dt>{say('system.status')}</dt>
          <dd>{say(`system.status-${system.inventoryStatus}`)}</dd>
        </div>
        {system.vendor !== null && (
          <div>
            <dt>{say('system.vendor')}</dt>
            <dd>
              <span lang="en">{system.vendor.name}</span>
              {system.vendor.standing.startsWith('reported') && (
                <span class="soft"> ({say('system.vendor-reported')})</span>
              )}
            </dd>
          </div>
        )}
        {system.aliases.length > 0 && (
          <div>
            <dt>{say('system.also')}</dt>
            <dd lang="en">{system.aliases.join(', ')}</dd>
          </div>
        )}
      </dl>
      <section aria-labelledby="known">
        <h2 id="known">{say('system.known-title')}</h2>
        <div class="known known-system">
          <section class="known-record" aria-labelledby="on-record">
            <h3 id="on-record">{say('system.on-record')}</h3>
            <p class="known-about">{say('system.on-record-about')}</p>
            <OnRecord system={system} awards={detail.awards} />
          </section>
          <section class="known-declared" aria-labelledby="declared">
            <h3 id="declared">{say('system.declared')}</h3>
            <p class="known-about">{say('system.declared-about')}</p>
            {years.length === 0 && <p class="soft">{say('system.declared-none')}</p>}
            {years.map((year) => {
              const own = declarations.filter(({ declaration }) => declaration.year === year)
              return (
                <div key={year}>
                  <h4 class="declared-year">{year}</h4>
                  {own.some(({ entry }) => entry === null) && <p class="small soft">{say('system.coded')}</p>}
                  <ul class="declarations">
                    {own.map((linked) => (
                      <Declaration key={`${linked.declaration.row} ${linked.declaration.bureau}`} linked={linked} />
                    ))}
                  </ul>
                </div>
              )
            })}
          </section>
          <section class="known-reported" aria-labelledby="reported">
            <h3 id="reported">{say('system.reported')}</h3>
            <p class="known-about">{say('system.reported-about')}</p>
            <Reported system={system} agreements={agreements} press={press} />
          </section>
        </div>
      </section>
      <Safeguards system={system} />
      <Findings {...props} />
      <Next steps={props.steps} />
      {system.notes.length > 0 && (
        <section aria-labelledby="notes">
          <h2 id="notes">{say('system.notes-title')}</h2>
          <p class="soft">{say('system.notes-about')}</p>
          <ul lang="en">
            {system.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Findings({ detail, rules, imported }: SystemPageProps): VNode {
  const say = useSay()
  const { findings } = detail
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{say('system.findings-title')}</h2>
      <p>{imported ? say('use-case.findings-about') : say('system.findings-fresh', { count: findings.length })}</p>
      {findings.length === 0 && imported && <p class="soft">{say('system.findings-none')}</p>}
      <ul class="findings">
        {findings.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            ruleTitle={rules.get(finding.rule)?.title ?? ''}
            needsALook={rules.get(finding.rule)?.needsALook ?? false}
            letter={finding.useCaseKey === null ? null : letterPath(finding.useCaseKey, finding.rule)}
          />
        ))}
      </ul>
    </section>
  )
}

const READERS = ['person', 'lawyer', 'journalist'] as const

function Next({ steps }: { readonly steps: readonly NextStep[] }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <section aria-labelledby="next">
      <h2 id="next">{say('system.next-title')}</h2>
      <div class="columns">
        {READERS.map((reader) => (
          <section key={reader} aria-labelledby={`next-${reader}`}>
            <h3 id={`next-${reader}`} class="first">
              {say(`system.next-${reader}`)}
            </h3>
            <ul class="next-steps">
              {steps
                .filter((step) => step.reader === reader)
                .map((step) => (
                  <li key={step.id}>
                    {step.words[lang]} {step.citation !== '' && <span class="small soft nowrap">{step.citation}</span>}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}
