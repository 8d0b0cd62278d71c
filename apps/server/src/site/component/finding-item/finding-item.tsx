import { spokenDate } from '@recourse/papers'
import type { Evidence } from '@recourse/register'
import type { VNode } from 'preact'
import type { FindingView } from '../../../service/register/view.ts'
import { useFrame, useLink, useSay } from '../../frame.ts'
import { anchorOf, findingPath } from '../../path.ts'
import { Answers } from '../answers/answers.tsx'
import { Severity } from '../severity/severity.tsx'
import { Source } from '../source/source.tsx'

export interface FindingItemProps {
  readonly finding: FindingView
  /** What the rule says of the declaration, as the register prints it. */
  readonly ruleTitle: string
  /** A word rule: a reason to look, not a verdict (register reference 3.8). */
  readonly needsALook: boolean
  /** Page of the letter drafted from it; null where there is none. */
  readonly letter: string | null
  readonly recordPath?: (evidence: Evidence) => string | null
}

/** One finding: its weight, one sentence, the rule behind it and the cells it rests on. A list item; never an accusation. */
export function FindingItem({ finding, ruleTitle, needsALook, letter, recordPath }: FindingItemProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const id = anchorOf('finding', finding.id)
  return (
    <li class="finding" id={id}>
      <p class="finding-weight">
        <Severity severity={finding.severity} />
      </p>
      <div class="finding-body">
        <p class="finding-sentence" lang="en">
          {finding.message}
        </p>
        <div class="finding-way">
          <a href={to(findingPath(finding.rule))}>
            <span class="finding-rule">{finding.rule}</span> <span lang="en">{ruleTitle}</span>
          </a>
          <span lang="en">{finding.citation}</span>
          {finding.state !== 'open' && <span>{say(`finding.state-${finding.state}`)}</span>}
          {needsALook && <span>{say('finding.needs-a-look')}</span>}
          {finding.basis && <span>{say(`finding.basis-${finding.basis}`)}</span>}
          {finding.endedAt !== null && <span>{say('finding.ended', { date: spokenDate(lang, finding.endedAt) })}</span>}
          {letter !== null && <a href={to(letter)}>{say('finding.letter')}</a>}
          {finding.evidence.length > 0 && (
            <Source
              id={anchorOf('s', finding.id)}
              evidence={finding.evidence}
              {...(recordPath ? { recordPath } : {})}
            />
          )}
        </div>
        <Answers answers={finding.answers ?? []} />
      </div>
    </li>
  )
}
