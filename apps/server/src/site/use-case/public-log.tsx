import { type Lang, LOCALE, spokenDate } from '@recourse/papers'
import { REGISTER_EVENTS } from '@recourse/register'
import type { VNode } from 'preact'
import type { LoggedLeaf } from '../../service/log/record-log.ts'
import { useFrame, useSay } from '../frame.ts'

type EventWords = `use-case.log-${'listed' | 'changed' | 'gone' | 'returned' | 'matched' | 'answered' | 'other'}`

const WORDS: ReadonlyMap<number, EventWords> = new Map([
  [REGISTER_EVENTS.UseCaseListed.code, 'use-case.log-listed'],
  [REGISTER_EVENTS.DeclarationChanged.code, 'use-case.log-changed'],
  [REGISTER_EVENTS.UseCaseNoLongerListed.code, 'use-case.log-gone'],
  [REGISTER_EVENTS.UseCaseListedAgain.code, 'use-case.log-returned'],
  [REGISTER_EVENTS.MatchSettled.code, 'use-case.log-matched'],
  [REGISTER_EVENTS.FindingAnswered.code, 'use-case.log-answered'],
])

/** What the public log holds about this use case: each event with its leaf and its receipt, or that it waits. */
export function InPublicLog({ leaves }: { readonly leaves: readonly LoggedLeaf[] | null }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const some = leaves !== null && leaves.length > 0
  return (
    <section id="public-log" aria-labelledby="public-log-title">
      <h2 id="public-log-title">{say('use-case.log-title')}</h2>
      <p class="soft">{say(some ? 'use-case.log-about' : 'use-case.log-none')}</p>
      {some && (
        <ul>
          {leaves.map((leaf) => (
            <li key={leaf.record}>
              <Leaf lang={lang} leaf={leaf} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Leaf({ lang, leaf }: { readonly lang: Lang; readonly leaf: LoggedLeaf }): VNode {
  const say = useSay()
  const event = say(WORDS.get(leaf.code) ?? 'use-case.log-other')
  const date = spokenDate(lang, leaf.at)
  if (leaf.index === null) {
    return (
      <>
        {date}: {event}. <span class="soft">{say('use-case.log-waiting')}.</span>
      </>
    )
  }
  const number = new Intl.NumberFormat(LOCALE[lang]).format(leaf.index)
  return (
    <>
      {date}: {event}. {say('use-case.log-leaf', { number })}.{' '}
      <a href={`/api/v1/receipts/${leaf.record}`} aria-label={say('use-case.log-receipt-of', { event, date })}>
        {say('use-case.log-receipt')}
      </a>
    </>
  )
}
