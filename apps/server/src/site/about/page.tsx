import { type Lang, message } from '@recourse/papers'
import type { ComponentChildren, VNode } from 'preact'
import { useFrame, useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'

/** `/about`: what this register is, how it speaks, how to answer it, and who runs the server. */
export function aboutPage(lang: Lang): Page {
  return {
    lang,
    path: '/about',
    title: message(lang, 'about.title'),
    description: message(lang, 'about.description'),
    door: 'about',
    content: <About />,
  }
}

function About(): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <h1>{say('about.title')}</h1>
      <Part id="is" title={say('about.is-title')}>
        <p>{say('about.is')}</p>
      </Part>
      <Part id="is-not" title={say('about.is-not-title')}>
        <ul>
          <li>{say('about.is-not-1')}</li>
          <li>{say('about.is-not-2')}</li>
          <li>{say('about.is-not-3')}</li>
          <li>{say('about.is-not-4')}</li>
        </ul>
      </Part>
      <Part id="boundary" title={say('about.boundary-title')}>
        <p>{say('about.boundary')}</p>
      </Part>
      <Part id="words" title={say('about.words-title')}>
        <ul>
          <li>{say('about.words-1')}</li>
          <li>{say('about.words-2')}</li>
          <li>{say('about.words-3')}</li>
          <li>{say('about.words-4')}</li>
        </ul>
        <h3>{say('about.verbs-title')}</h3>
        <ul>
          <li>{say('about.verbs-declared')}</li>
          <li>{say('about.verbs-recorded')}</li>
          <li>{say('about.verbs-reported')}</li>
          <li>{say('about.verbs-computed')}</li>
        </ul>
      </Part>
      <Part id="states" title={say('about.states-title')}>
        <ul>
          <li>{say('about.state-open')}</li>
          <li>{say('about.state-disputed')}</li>
          <li>{say('about.state-corrected')}</li>
          <li>{say('about.state-withdrawn')}</li>
        </ul>
        <p>{say('about.state-never')}</p>
      </Part>
      <Part id="dispute" title={say('about.dispute-title')}>
        <p>{say('about.dispute')}</p>
      </Part>
      <Part id="years" title={say('about.years-title')}>
        <ul>
          <li>
            <a href={to('/matches')}>{say('about.years')}</a>
          </li>
          <li>
            <a href={to('/inventories')}>{say('about.files')}</a>
          </li>
        </ul>
      </Part>
      <Server />
      <Part id="privacy" title={say('about.privacy-title')}>
        <p>{say('about.privacy')}</p>
      </Part>
      <Part id="accessibility" title={say('about.accessibility-title')}>
        <p>{say('about.accessibility')}</p>
      </Part>
      <Part id="data" title={say('about.data-title')}>
        <p>
          <a href={to('/data')}>{say('about.data')}</a>
        </p>
        <p>{say('about.licence')}</p>
      </Part>
    </>
  )
}

/** Said on every page in short, here in full (abuse.md L06). */
function Server(): VNode {
  const { site } = useFrame()
  const say = useSay()
  const { name, keysBesideData, independentWitnesses } = site.operator
  return (
    <Part id="server" title={say('about.server-title')}>
      <p>{name === null ? say('about.server-unnamed') : say('about.server-named', { name })}</p>
      {keysBesideData && <p>{say('about.server-keys')}</p>}
      <p>{say('about.server-witness', { count: independentWitnesses })}</p>
    </Part>
  )
}

function Part({
  id,
  title,
  children,
}: {
  readonly id: string
  readonly title: string
  readonly children: ComponentChildren
}): VNode {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
