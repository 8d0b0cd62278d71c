import { type Lang, message, messageParts } from '@recourse/papers'
import type { VNode } from 'preact'
import { SearchBox } from '../component/search-box/search-box.tsx'
import { type Site, useFrame, useLink, useSay } from '../frame.ts'
import { renderPage } from '../shell.tsx'

/** What went wrong, as the HTTP side knows it. `code` is the stable problem code, `requestId` what the log knows it by. */
export interface ErrorFacts {
  readonly status: number
  readonly code: string
  readonly requestId: string
  readonly lang: Lang
}

export type RenderErrorPage = (facts: ErrorFacts) => string

const SPOKEN = [400, 404, 405, 410, 413, 429, 500, 503] as const
type SpokenStatus = (typeof SPOKEN)[number]

/** Pages for what goes wrong: what happened, that nothing was lost, what to do. Never a stack, never the reader's own words. */
export function errorPages(site: Site): RenderErrorPage {
  return (facts) => {
    const spoken = spokenStatus(facts.status)
    return renderPage(site, {
      lang: facts.lang,
      path: '/',
      title: message(facts.lang, `error.${spoken}.title`),
      description: message(facts.lang, `error.${spoken}.what`),
      indexed: false,
      content: <ErrorContent spoken={spoken} facts={facts} />,
    })
  }
}

/** A status without words of its own speaks as the general one of its class. */
function spokenStatus(status: number): SpokenStatus {
  return SPOKEN.find((known) => known === status) ?? (status < 500 ? 400 : 500)
}

function ErrorContent({ spoken, facts }: { readonly spoken: SpokenStatus; readonly facts: ErrorFacts }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <div class="error-page">
      <p class="error-code">
        {facts.status} · <span class="proof">{facts.code}</span>
      </p>
      <h1>{say(`error.${spoken}.title`)}</h1>
      <p class="lead">{say(`error.${spoken}.what`)}</p>
      <p>{say('error.lost-nothing')}</p>
      <h2>{say('error.do-title')}</h2>
      <ul>
        <li>{say(`error.${spoken}.do`)}</li>
        <li>
          <a href={to('/')}>{say('error.home')}</a>
        </li>
      </ul>
      {spoken === 404 && <SearchBox query="" />}
      <p class="soft">{messageParts(lang, 'error.reference', { id: <span class="proof">{facts.requestId}</span> })}</p>
    </div>
  )
}
