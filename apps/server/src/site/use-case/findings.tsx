import type { Evidence } from '@recourse/register'
import type { VNode } from 'preact'
import type { EntryView, FindingView, UseCaseDetail } from '../../service/register/view.ts'
import { FindingItem } from '../component/finding-item/finding-item.tsx'
import { useSay } from '../frame.ts'
import { entryAnchor, letterPath } from '../path.ts'
import type { RuleWords } from '../rule-words.ts'

/** Everything found about the use case, heaviest first; what is no longer found stands below, kept. */
export function Findings({
  detail,
  rules,
}: {
  readonly detail: UseCaseDetail
  readonly rules: ReadonlyMap<string, RuleWords>
}): VNode {
  const say = useSay()
  const current = detail.findings.filter((finding) => finding.endedAt === null)
  const ended = detail.findings.filter((finding) => finding.endedAt !== null)
  const list = (findings: readonly FindingView[]) => (
    <ul class="findings">
      {findings.map((finding) => {
        const rule = rules.get(finding.rule)
        return (
          <FindingItem
            key={finding.id}
            finding={finding}
            ruleTitle={rule?.title ?? ''}
            needsALook={rule?.needsALook ?? false}
            letter={letterOf(detail, finding)}
            recordPath={(evidence) => recordAnchor(detail.entries, evidence)}
          />
        )
      })}
    </ul>
  )
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{say('use-case.findings-title')}</h2>
      <p>{say('use-case.findings-about')}</p>
      {current.length === 0 ? <p class="soft">{say('use-case.findings-none')}</p> : list(current)}
      {ended.length > 0 && (
        <>
          <h3>{say('use-case.findings-ended')}</h3>
          {list(ended)}
        </>
      )}
    </section>
  )
}

/** Letters go to agencies of the United States, from findings that stand. */
export function letterOf(detail: UseCaseDetail, finding: FindingView): string | null {
  if (detail.summary.jurisdiction !== 'us' || finding.endedAt !== null || finding.state === 'withdrawn') return null
  return letterPath(detail.summary.key, finding.rule)
}

/** The record an evidence stands in, when it is one of this page's. */
function recordAnchor(entries: readonly EntryView[], evidence: Evidence): string | null {
  const entry = entries.find((one) => one.file === evidence.file && one.row === evidence.row)
  return entry === undefined ? null : `#${entryAnchor(entry)}`
}
