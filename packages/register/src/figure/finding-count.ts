import type { Finding, FindingState, Severity } from '../finding/finding.ts'
import { grouped, type Tally, tally } from './tally.ts'

/** How often one rule finds something, in all states, by agency. */
export interface FindingFigures {
  readonly rule: string
  readonly version: number
  readonly severity: Severity
  readonly total: number
  readonly byState: Tally<FindingState>
  /** '' counts findings of no agency. */
  readonly byAgency: Tally
}

const STATES: readonly FindingState[] = ['open', 'disputed', 'corrected', 'withdrawn']

/** Rules that find nothing are absent. Ids by the alphabet. */
export function findingFigures(findings: readonly Finding[]): readonly FindingFigures[] {
  return grouped(findings, (finding) => finding.rule).flatMap(([rule, list]) => {
    const [first] = list
    if (first === undefined) return []
    return [
      {
        rule,
        version: first.ruleVersion,
        severity: first.severity,
        total: list.length,
        byState: tally(
          list.map((finding) => finding.state),
          STATES,
        ),
        byAgency: tally(list.map((finding) => finding.agency)),
      },
    ]
  })
}
