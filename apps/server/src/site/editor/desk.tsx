import { type Lang, message } from '@recourse/papers'
import type { ComponentChildren, VNode } from 'preact'
import type { FindingView } from '../../service/register/view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { Answers } from '../component/answers/answers.tsx'
import { useLink, useSay } from '../frame.ts'
import { anchorOf, findingPath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { Field } from './field.tsx'

export interface DeskProps {
  readonly office: string
  readonly pairs: readonly { readonly agency: string; readonly count: number }[]
  readonly reports: number
  /** What was looked up; null where nothing was asked. */
  readonly about: { readonly asked: string; readonly findings: readonly FindingView[] } | null
}

/** `/editor`: what waits for the editor. */
export function deskPage(lang: Lang, props: DeskProps): Page {
  return {
    lang,
    path: '/editor',
    title: message(lang, 'editor.title'),
    description: message(lang, 'editor.description'),
    indexed: false,
    content: <Desk {...props} />,
  }
}

function Desk({ office, pairs, reports, about }: DeskProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <h1>{say('editor.title')}</h1>
      <SignedIn office={office} />
      <section aria-labelledby="reports">
        <h2 id="reports">{say('editor.reports-title')}</h2>
        <p>
          {reports === 0 ? (
            say('editor.reports-lead', { count: 0 })
          ) : (
            <a href={to('/editor/reports')}>{say('editor.reports-lead', { count: reports })}</a>
          )}
        </p>
      </section>
      <section aria-labelledby="pairs">
        <h2 id="pairs">{say('editor.pairs-title')}</h2>
        <p>{say('editor.pairs-lead', { count: pairs.reduce((sum, one) => sum + one.count, 0) })}</p>
        <ul class="inline-list">
          {pairs.map(({ agency, count }) => (
            <li key={agency}>
              <a href={to(`/editor/pairs?agency=${encodeURIComponent(agency)}`)}>
                {say('editor.pairs-agency', { agency, count })}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="answers">
        <h2 id="answers">{say('editor.answers-title')}</h2>
        <p>{say('editor.answers-about')}</p>
        <form class="usa-form" method="get" action="/editor">
          <Field name="about" label={say('editor.about')} type="search" value={about?.asked ?? ''} />
          <button class="usa-button" type="submit">
            {say('editor.about-find')}
          </button>
        </form>
        {about !== null && <Found findings={about.findings} />}
      </section>
    </>
  )
}

function Found({ findings }: { readonly findings: readonly FindingView[] }): VNode {
  const say = useSay()
  const to = useLink()
  if (findings.length === 0) return <p class="soft">{say('editor.about-none')}</p>
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={finding.id} class="rule-finding" id={anchorOf('finding', finding.id)}>
          <p class="finding-sentence" lang="en">
            {finding.message}
          </p>
          <p class="finding-way">
            <a href={to(findingPath(finding.rule))}>{finding.rule}</a>
            <span>{say(`rule.state-${finding.state}`)}</span>
            <a href={to(`/editor/answer?finding=${encodeURIComponent(finding.id)}`)}>{say('editor.record')}</a>
          </p>
          <Answers answers={finding.answers ?? []} />
        </li>
      ))}
    </ul>
  )
}

/** Who is signed in, and the way out. */
export function SignedIn({ office }: { readonly office: string }): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <form class="signed-in" method="post" action={to('/editor/sign-out')}>
      <span>{say('editor.signed-in', { office })}</span>
      <button class="usa-button usa-button--outline" type="submit">
        {say('editor.sign-out')}
      </button>
    </form>
  )
}

/** The frame of a page below the desk: back, who is signed in, and what was just done. */
export function BelowDesk({
  title,
  office,
  done,
  children,
}: {
  readonly title: string
  readonly office: string
  readonly done: string | null
  readonly children: ComponentChildren
}): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <p>
        <a href={to('/editor')}>{say('editor.desk')}</a>
      </p>
      <h1>{title}</h1>
      <SignedIn office={office} />
      {done !== null && <Alert kind="done">{done}</Alert>}
      {children}
    </>
  )
}
