import type { Award } from '../contract/award.ts'
import type { Entry } from '../entry/entry.ts'
import type { Finding } from '../finding/finding.ts'
import type { ColumnStatus } from '../inventory/read-result.ts'
import type { MatchResult } from '../match/match.ts'
import { type ChangeFigures, changeFigures } from './change.ts'
import { type FindingFigures, findingFigures } from './finding-count.ts'
import { type PracticeFigures, practiceFigures } from './practice.ts'
import { type SpendingFigures, spendingFigures } from './spending.ts'
import { type YearFigures, yearFigures } from './year.ts'

/** Counts over the register by agency and year, each list in a fixed order: by year or law, then agencies by name. */
export interface Figures {
  readonly years: readonly YearFigures[]
  /** Deployed high-impact entries of 2025: what agencies declare of each practice. */
  readonly practices: readonly PracticeFigures[]
  readonly changes: readonly ChangeFigures[]
  readonly spending: readonly SpendingFigures[]
  readonly findings: readonly FindingFigures[]
}

/**
 * Computes all figures; pure and linear in what it is given. Figures count what is declared: they say nothing of how
 * many decisions a use makes, so a share of entries is never a share of decisions.
 */
export function figures(given: {
  readonly entries: readonly Entry[]
  readonly columnStatus: readonly ColumnStatus[]
  readonly awards: readonly Award[]
  readonly matches: readonly MatchResult[]
  readonly findings: readonly Finding[]
}): Figures {
  const { entries, columnStatus, awards, matches, findings } = given
  return {
    years: yearFigures(entries),
    practices: practiceFigures(entries, columnStatus),
    changes: changeFigures(entries, matches),
    spending: spendingFigures(awards),
    findings: findingFigures(findings),
  }
}
