import { type Entry, text } from '../entry/entry.ts'
import { field } from '../entry/field.ts'
import { listedAnswer, otherColumnsOf } from '../entry/vocabulary.ts'
import type { Practice } from '../system/system.ts'

/**
 * What is declared of a practice, for counting. `established`: declared done, given or stated, which is a claim of the
 * agency. `shifted`: the cell holds another column's answer. `left-out`: blank, and the agency left the whole column
 * out. `other`: words that are no listed answer.
 */
export type PracticeAnswer = (typeof PRACTICE_ANSWERS)[number]

/** In the order they are shown: from declared done to not answered. */
export const PRACTICE_ANSWERS = [
  'established',
  'in-progress',
  'not-applicable',
  'precluded-by-law',
  'waived',
  'no',
  'other',
  'shifted',
  'blank',
  'left-out',
] as const

/** The eight practices of M-25-21 section 4(b) that a use answers for itself, and the impacts it has to state. */
export type AskedPractice = Practice | 'impacts'

/** The safeguard columns of 2025 in the order of the form, which is the order of the law. */
export const PRACTICE_COLUMNS: readonly (readonly [practice: AskedPractice, column: string])[] = [
  ['testing', 'hi_testing_conducted'],
  ['assessment', 'hi_assessment_completed'],
  ['impacts', 'hi_potential_impacts'],
  ['review', 'hi_independent_review'],
  ['monitoring', 'hi_ongoing_monitoring'],
  ['training', 'hi_training_established'],
  ['failsafe', 'hi_failsafe_presence'],
  ['appeal', 'hi_appeal_process'],
  ['consultation', 'hi_public_consultation'],
]

const ANSWERS: Readonly<Record<string, PracticeAnswer>> = {
  Yes: 'established',
  'Internal Independent Review': 'established',
  'Oversight Board Review': 'established',
  'CAIO Review': 'established',
  'Yes - Monitoring Established': 'established',
  'Training Established': 'established',
  'Appeal Process Established': 'established',
  'In-progress': 'in-progress',
  'Training In-progress': 'in-progress',
  'Appeal Process In-progress': 'in-progress',
  'Not Applicable': 'not-applicable',
  'Appeal Precluded by Law': 'precluded-by-law',
  'CAIO Waived': 'waived',
  No: 'no',
}

/** Classes one 2025 entry's answer. `isLeftOut`: the sourcing summary says its agency left the column out. */
export function practiceAnswer(entry: Entry, practice: AskedPractice, isLeftOut: boolean): PracticeAnswer {
  const column = COLUMN_OF.get(practice) ?? ''
  if (practice === 'consultation') return consultationAnswer(field(entry, column).items, text(entry, column), isLeftOut)
  const value = text(entry, column)
  if (value === '') return isLeftOut ? 'left-out' : 'blank'
  if (practice === 'impacts') return impactsAnswer(value)
  const listed = ANSWERS[listedAnswer(column, value) ?? value]
  if (listed !== undefined) return listed
  return otherColumnsOf(column, value).length > 0 ? 'shifted' : 'other'
}

const COLUMN_OF: ReadonlyMap<AskedPractice, string> = new Map(PRACTICE_COLUMNS)

/** One way of asking users or the public is enough (rule HI-12); an appeal answer in this cell is none. */
function consultationAnswer(items: readonly string[], cell: string, isLeftOut: boolean): PracticeAnswer {
  const answers = items.map((item): PracticeAnswer => {
    if (/appeal process/i.test(item)) return 'shifted'
    const listed = ANSWERS[listedAnswer('hi_public_consultation', item) ?? item]
    return listed === 'in-progress' || listed === 'waived' ? listed : 'established'
  })
  const best = (['established', 'in-progress', 'waived', 'shifted'] as const).find((answer) => answers.includes(answer))
  if (best !== undefined) return best
  if (cell !== '' && cell !== '[]') return 'other'
  return isLeftOut ? 'left-out' : 'blank'
}

/** Impacts are free text: words that put the answer off or deny the question state nothing (rule HI-14). */
function impactsAnswer(value: string): PracticeAnswer {
  if (/^(in-progress|in progress|tbd|pending)|will be identified/i.test(value)) return 'in-progress'
  return /^(not applicable|unknown)|^(na|n\/a|none)\b/i.test(value) ? 'not-applicable' : 'established'
}
