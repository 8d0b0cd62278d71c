import { type Lang, message, spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type { ChangeItem } from '../../service/register/view.ts'
import { DATA_PATHS } from '../doors.ts'
import { useFrame, useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'

export interface ChangesPageProps {
  /** Newest first. */
  readonly items: readonly ChangeItem[]
}

/** `/changes`: what changed in the register, by day; the same items as the feed. */
export function changesPage(lang: Lang, props: ChangesPageProps): Page {
  return {
    lang,
    path: '/changes',
    title: message(lang, 'changes.title'),
    description: message(lang, 'changes.description'),
    door: 'register',
    content: <Changes {...props} />,
  }
}

function Changes({ items }: ChangesPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const days = [...new Set(items.map((item) => item.at.slice(0, 10)))]
  return (
    <>
      <h1>{say('changes.title')}</h1>
      <p class="lead">{say('changes.lead')}</p>
      <p class="no-print">
        <a href={DATA_PATHS.feed}>{say('changes.feed')}</a>
      </p>
      {items.length === 0 && <p>{say('changes.none')}</p>}
      {days.map((day) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            <time dateTime={day}>{spokenDate(lang, day)}</time>
          </h2>
          <ul class="changes">
            {items
              .filter((item) => item.at.startsWith(day))
              .map((item) => (
                <li key={item.id}>
                  <p class="small soft">{say(`changes.kind-${item.kind}`)}</p>
                  <p>
                    <a href={to(item.path)} lang="en">
                      {item.title}
                    </a>
                  </p>
                  <p class="small" lang="en">
                    {item.detail}
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {items.length > 0 && <p class="soft">{say('changes.newest', { count: items.length })}</p>}
    </>
  )
}
