import type { ComponentChildren, VNode } from 'preact'
import type { EntryView, UseCaseDetail } from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { SeverityWords } from '../component/severity/severity.tsx'
import { stripMarks } from '../component/use-case-item/strip-marks.ts'
import { Words } from '../component/words/words.tsx'
import { YearStrip } from '../component/year-strip/year-strip.tsx'
import { useSay } from '../frame.ts'
import { CONCEPTS, type Concept, type ConceptId } from './concept.ts'
import { declaredCell, shownValue } from './declared.ts'

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
        GLANCED.filter((concept) => FEDERAL.has(newest.format) || concept.columns[newest.format] !== undefined).map(
          (concept) => (
            <Line key={concept.id} label={say(`concept.${concept.id}`)}>
              <Answer entry={newest} concept={concept} />
            </Line>
          ),
        )}
      <Line label={say('use-case.years')}>
        <YearStrip marks={stripMarks(summary, summary.marks)} />
      </Line>
      <Line label={say('use-case.findings-short')}>
        {detail.findings.some((finding) => finding.endedAt === null) ? (
          <a href="#findings">
            <SeverityWords counts={summary.findings} none={say('use-case.no-findings-short')} />
          </a>
        ) : (
          <span class="soft">{say('use-case.no-findings-short')}</span>
        )}
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

/** Of these, even a question that was not asked that year is told. */
const FEDERAL: ReadonlySet<string> = new Set(['omb-2023', 'omb-2024', 'omb-2025'])

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
