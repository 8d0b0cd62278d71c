import { spokenDate } from '@recourse/papers'
import type { PressSource, SystemStatement } from '@recourse/register'
import type { VNode } from 'preact'
import { useFrame, useSay } from '../../frame.ts'

export interface PressLineProps {
  readonly statement: SystemStatement
  readonly press: PressSource | null
}

/** One statement of the press in our words, marked as reported wherever it stands. A list item. */
export function PressLine({ statement, press }: PressLineProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <li class={`press-line press-${statement.standing}`}>
      <p class="press-mark">{say(statement.standing === 'reported' ? 'press.reported' : 'press.uncorroborated')}</p>
      <p lang="en">{statement.text}</p>
      <p class="press-source">
        {press === null ? (
          say('press.unnamed')
        ) : (
          <>
            <span lang="en">{press.reports === '' ? press.kind : `${press.reports} (${press.kind})`}</span>
            {press.date !== null && `, ${spokenDate(lang, press.date)}`}
            {press.reliability !== '' && (
              <>
                {'; '}
                <span lang="en">{press.reliability}</span>
              </>
            )}
          </>
        )}
      </p>
    </li>
  )
}
