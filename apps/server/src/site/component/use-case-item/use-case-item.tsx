import type { VNode } from 'preact'
import type { UseCaseSummary } from '../../../service/register/view.ts'
import { useLink, useSay } from '../../frame.ts'
import { agencyPath, useCasePath } from '../../path.ts'
import { SeverityWords } from '../severity/severity.tsx'
import { languageOf } from '../words/words.tsx'
import { YearStrip } from '../year-strip/year-strip.tsx'
import { stripMarks } from './strip-marks.ts'

export interface UseCaseItemProps {
  readonly useCase: UseCaseSummary
  /** Where the name leads; the use case's own page unless said. */
  readonly path?: string
}

/** One use case in a list: name, who runs it, newest declared words, inventories, findings in words. A list item. */
export function UseCaseItem({ useCase, path }: UseCaseItemProps): VNode {
  const say = useSay()
  const to = useLink()
  const lang = languageOf(useCase.format)
  const asksBureau = useCase.format.startsWith('omb-') && useCase.format !== 'omb-2025-cots'
  const asksStage = asksBureau || useCase.format === 'nl-1.0'
  const asksImpact = useCase.format === 'omb-2024' || useCase.format === 'omb-2025' || useCase.format === 'nl-1.0'
  return (
    <li class="use-case-item">
      <h3>
        <a href={to(path ?? useCasePath(useCase.key))}>
          {useCase.name === '' ? say('use-case.no-name') : <span lang={lang}>{useCase.name}</span>}
        </a>
      </h3>
      <p class="use-case-item-who">
        {useCase.agency === '' ? (
          say('use-case.body-blank')
        ) : (
          <a href={to(agencyPath(useCase.agency))} lang={lang}>
            {useCase.agencyName}
          </a>
        )}
        {useCase.bureau !== '' && (
          <>
            {' · '}
            <span lang={lang}>{useCase.bureau}</span>
          </>
        )}
        {useCase.bureau === '' && asksBureau && ` · ${say('home.no-bureau')}`}
      </p>
      <p class="use-case-item-words">
        {asksStage &&
          (useCase.stage === '' ? <span>{say('home.stage-blank')}</span> : <b lang={lang}>{useCase.stage}</b>)}
        {asksImpact &&
          (useCase.impact === '' ? <span>{say('home.impact-blank')}</span> : <b lang={lang}>{useCase.impact}</b>)}
        <SeverityWords counts={useCase.findings} none={say('use-case.no-findings-short')} />
      </p>
      <YearStrip marks={stripMarks(useCase, useCase.marks)} />
    </li>
  )
}
