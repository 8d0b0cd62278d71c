import type { Entry } from '../entry/entry.ts'
import type { ColumnStatus } from '../inventory/read-result.ts'
import {
  type AskedPractice,
  PRACTICE_ANSWERS,
  PRACTICE_COLUMNS,
  type PracticeAnswer,
  practiceAnswer,
} from './practice-answer.ts'
import { isDeployedHighImpact } from './status.ts'
import { grouped, type Tally, tally } from './tally.ts'

/** What one agency declares of each practice over its deployed high-impact entries of 2025. */
export interface PracticeFigures {
  readonly agency: string
  readonly entries: number
  /** In the order of the law; the answers of each add up to `entries`. */
  readonly practices: readonly { readonly practice: AskedPractice; readonly answers: Tally<PracticeAnswer> }[]
}

/** Agencies with at least one such entry, by name. A blank of a column the agency left out is counted as left out. */
export function practiceFigures(
  entries: readonly Entry[],
  columnStatus: readonly ColumnStatus[],
): readonly PracticeFigures[] {
  const leftOut = new Set(
    columnStatus.filter((one) => one.status === 'left-out').map((one) => `${one.agency} ${one.column}`),
  )
  return grouped(entries.filter(isDeployedHighImpact), (entry) => entry.agency).map(([agency, list]) => ({
    agency,
    entries: list.length,
    practices: PRACTICE_COLUMNS.map(([practice, column]) => ({
      practice,
      answers: tally(
        list.map((entry) => practiceAnswer(entry, practice, leftOut.has(`${agency} ${column}`))),
        PRACTICE_ANSWERS,
      ),
    })),
  }))
}
