import type { Agreement } from '../agreement/agreement.ts'
import type { Award } from '../contract/award.ts'
import type { Entry } from '../entry/entry.ts'
import type { AgencySource, ColumnStatus } from '../inventory/read-result.ts'
import type { MatchResult } from '../match/match.ts'
import type { NamedSystem } from '../system/system.ts'

/** Everything the rules may look at. Findings are a pure function of it: same facts, same findings, same order. */
export interface RegisterFacts {
  /** Current entries of all formats, in any order. */
  readonly entries: readonly Entry[]
  readonly columnStatus: readonly ColumnStatus[]
  readonly sources: readonly AgencySource[]
  readonly awards: readonly Award[]
  readonly agreements: readonly Agreement[]
  readonly systems: readonly NamedSystem[]
  /** Matches 2024 to 2025. */
  readonly matches: MatchResult
  /** The day the findings are judged for, `YYYY-MM-DD`: deadline rules speak from it. */
  readonly asOf: string
}
