import type { ComponentChildren, VNode } from 'preact'
import type { EntryView, UseCaseDetail, YearMark } from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { SeverityWords } from '../component/severity/severity.tsx'
import { Words } from '../component/words/words.tsx'
import { type YearMark as StripMark, YearStrip } from '../component/year-strip/year-strip.tsx'
import { useSay } from '../frame.ts'
import { anchorOf, useCasePath } from '../path.ts'
import { CONCEPTS, type Concept, type ConceptId } from './concept.ts'
import { declaredCell, shownValue } from './declared.ts'

/** Years of the federal inventories, each of which a use case stands in or not. */
export const FEDERAL_YEARS: readonly number[] = [2023, 2024, 2025]

/** The marks of one use case for the strip: federal use cases show every federal year, others their own. */
export function stripMarks(
  useCase: { readonly key: string; readonly jurisdiction: string },
  marks: readonly YearMark[],
): readonly StripMark[] {
  const years =
    useCase.jurisdiction === 'us' &&
    marks.some((mark) => FEDERAL_YEARS.includes(mark.year) && mark.format !== 'omb-2025-cots')
      ? FEDERAL_YEARS
      : [...new Set(marks.map((mark) => mark.year))].sort((a, b) => a - b)
  return years.map((year) => {
    const mark = marks.find((one) => one.year === year)
    if (mark === undefined) return { year, state: 'absent', declared: '', path: null }
    return {
      year,
      state: mark.present ? 'present' : 'gone',
      declared: [mark.stage, mark.impact].filter((word) => word !== '').join(', '),
      path: useCasePath(useCase.key, anchorOf('y', mark.key)),
    }
  })
}

/** The newest declaration in five lines: stage, impact, appeal, inventories, findings. */
export function Glance({
  detail,
  entries,
}: {
  readonly detail: UseCaseDetail
  readonly entries: readonly EntryView[]
}): VNode {
  const say = useSay()
  const { summary } = detail
  const newest = entries.at(-1)
  return (
    <dl class="glance">
      {newest &&
        GLANCED.map((concept) => (
          <Line key={concept.id} label={say(`concept.${concept.id}`)}>
            <Answer entry={newest} concept={concept} />
          </Line>
        ))}
      <Line label={say('use-case.years')}>
        <YearStrip marks={stripMarks(summary, summary.marks)} />
      </Line>
      <Line label={say('use-case.findings-short')}>
        <a href="#findings">
          <SeverityWords counts={summary.findings} none={say('use-case.no-findings-short')} />
        </a>
      </Line>
      {summary.id !== '' && (
        <Line label={say('use-case.id')}>
          <span class="proof">{summary.id}</span>
        </Line>
      )}
    </dl>
  )
}

const GLANCED_IDS: readonly ConceptId[] = ['stage', 'impact', 'appeal']
const GLANCED: readonly Concept[] = CONCEPTS.filter((concept) => GLANCED_IDS.includes(concept.id)).sort(
  (a, b) => GLANCED_IDS.indexOf(a.id) - GLANCED_IDS.indexOf(b.id),
)

function Answer({ entry, concept }: { readonly entry: EntryView; readonly concept: Concept }): VNode {
  const cell = declaredCell(entry, concept)
  if (cell.kind === 'missing') return <Absence kind={cell.absence} />
  return (
    <Words lang={entry.format === 'nl-1.0' ? 'nl' : 'en'}>
      {cell.fields
        .slice(0, 1)
        .map((field) => shownValue(field))
        .join('')}
    </Words>
  )
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
