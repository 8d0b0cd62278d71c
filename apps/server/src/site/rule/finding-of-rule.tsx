import { spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type { FindingView } from '../../service/register/view.ts'
import { Answers } from '../component/answers/answers.tsx'
import { Source } from '../component/source/source.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { anchorOf, useCasePath } from '../path.ts'

/** One finding under its rule: the sentence, the entry it is about, its state and its cells. A list item. */
export function FindingOfRule({ finding }: { readonly finding: FindingView }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const { useCase, useCaseKey } = finding
  return (
    <li class="rule-finding" id={anchorOf('finding', finding.id)}>
      <p class="finding-sentence" lang="en">
        {finding.message}
      </p>
      <div class="finding-way">
        {useCase !== null && (
          <span>
            <a href={to(useCasePath(useCaseKey ?? useCase.key))}>
              {useCase.name === '' ? say('rule.unnamed') : <span lang="en">{useCase.name}</span>}
            </a>{' '}
            <span lang="en">
              {useCase.agency}
              {useCase.bureau !== '' && `, ${useCase.bureau}`}
            </span>
            , {say('rule.of-year', { year: String(useCase.year) })}
          </span>
        )}
        {finding.state !== 'open' && <span>{say(`finding.state-${finding.state}`)}</span>}
        {finding.basis && <span>{say(`finding.basis-${finding.basis}`)}</span>}
        {finding.endedAt !== null && <span>{say('finding.ended', { date: spokenDate(lang, finding.endedAt) })}</span>}
        {finding.evidence.length > 0 && <Source id={anchorOf('s', finding.id)} evidence={finding.evidence} />}
      </div>
      <Answers answers={finding.answers ?? []} />
    </li>
  )
}
