import type { Entry } from '../entry/entry.ts'
import { any, type Condition, is, isNot, not, reads, whereItems } from './condition.ts'

/** The practices of M-25-21 section 4(b) answered by one choice, and the answers that declare them done. */
export const DONE = {
  hi_testing_conducted: ['Yes'],
  hi_assessment_completed: ['Yes'],
  hi_independent_review: ['Internal Independent Review', 'Oversight Board Review', 'CAIO Review'],
  hi_ongoing_monitoring: ['Yes - Monitoring Established'],
  hi_training_established: ['Training Established'],
  hi_failsafe_presence: ['Yes'],
  hi_appeal_process: ['Appeal Process Established'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** The seven single-choice safeguard columns, in print order. */
export const SINGLE_CHOICE: readonly string[] = Object.keys(DONE)

/** The nine safeguard columns of 2025, in print order. */
export const PRACTICES: readonly string[] = [
  'hi_testing_conducted',
  'hi_assessment_completed',
  'hi_potential_impacts',
  'hi_independent_review',
  'hi_ongoing_monitoring',
  'hi_training_established',
  'hi_failsafe_presence',
  'hi_appeal_process',
  'hi_public_consultation',
]

const CONSULTATION = 'hi_public_consultation'
const WAIVED = 'CAIO Waived'

const WAIVERS: readonly Condition[] = [
  ...PRACTICES.filter((column) => column !== CONSULTATION).map((column) => is(column, WAIVED)),
  whereItems(CONSULTATION, `has the item '${WAIVED}'`, (list) => list.includes(WAIVED)),
]

/** Some safeguard column declares a waiver by the Chief AI Officer: a claim, never satisfaction. */
export const WAIVER_DECLARED: Condition = reads(`a \`hi_*\` column says '${WAIVED}'`, any(...WAIVERS))

export const NO_WAIVER_DECLARED: Condition = reads(`no \`hi_*\` column says '${WAIVED}'`, not(WAIVER_DECLARED))

/** The columns in which the entry declares a waiver. */
export function waivedColumns(entry: Entry): readonly string[] {
  return columnsThat(WAIVERS, entry)
}

/** The columns of those conditions that hold for the entry, in their order. */
export function columnsThat(conditions: readonly Condition[], entry: Entry): readonly string[] {
  return conditions.filter((one) => one.test(entry) === true).flatMap((one) => one.columns)
}

/** One practice each: not declared done; nothing but the answers of `DONE` counts. */
export const UNFINISHED_EACH: readonly Condition[] = Object.entries(DONE).map(([column, done]) =>
  isNot(column, ...done),
)

/** One of the seven practices is not declared done. */
export const UNFINISHED: Condition = any(...UNFINISHED_EACH)

const ACCEPTED_LENIENTLY: Readonly<Record<string, readonly string[]>> = {
  hi_failsafe_presence: ['Not Applicable'],
  hi_appeal_process: ['Not Applicable', 'Appeal Precluded by Law'],
}

/** The same, but 'Not Applicable' is taken for a fail-safe and an appeal, and 'Precluded by Law' for an appeal. */
export const UNFINISHED_LENIENTLY_EACH: readonly Condition[] = Object.entries(DONE).map(([column, done]) =>
  isNot(column, ...done, ...(ACCEPTED_LENIENTLY[column] ?? [])),
)

export const UNFINISHED_LENIENTLY: Condition = any(...UNFINISHED_LENIENTLY_EACH)
