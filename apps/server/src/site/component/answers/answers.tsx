import { spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type { FindingAnswerView } from '../../../service/register/view.ts'
import { useFrame, useSay } from '../../frame.ts'

export interface AnswersProps {
  /** Oldest first. */
  readonly answers: readonly FindingAnswerView[]
}

/** What the agency, the vendor or this register answered to a finding, dated, in its own words. Nothing where nobody did. */
export function Answers({ answers }: AnswersProps): VNode | null {
  const { lang } = useFrame()
  const say = useSay()
  if (answers.length === 0) return null
  return (
    <ul class="answers">
      {answers.map((answer) => (
        <li key={`${answer.saidOn} ${answer.by} ${answer.words}`}>
          <p class="answers-by">{say(`answers.by-${answer.by}`, { date: spokenDate(lang, answer.saidOn) })}</p>
          <blockquote lang="en">{answer.words}</blockquote>
          {answer.source !== '' && (
            <p class="small">
              <a href={answer.source}>{say('answers.source')}</a>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
