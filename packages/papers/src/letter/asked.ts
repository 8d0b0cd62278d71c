import type { RecordKind } from './record.ts'

const PRACTICES: readonly RecordKind[] = [
  'assessment',
  'testing',
  'review',
  'monitoring',
  'training',
  'failsafe',
  'appeal',
  'waiver',
]

/** Records asked for by rule; a rule that stands here with its own id comes before its family. */
const BY_RULE: Readonly<Record<string, readonly RecordKind[]>> = {
  'HI-01': ['appeal', 'notice', 'waiver'],
  'HI-02': ['appeal', 'appealBar', 'notice', 'waiver'],
  'HI-03': ['appeal', 'notice', 'waiver'],
  'HI-04': ['appeal', 'appealBar', 'notice'],
  'HI-05': ['assessment', 'waiver'],
  'HI-06': ['testing', 'performance', 'waiver'],
  'HI-07': ['review', 'assessment', 'waiver'],
  'HI-08': ['monitoring', 'performance', 'waiver'],
  'HI-09': ['training', 'policy', 'waiver'],
  'HI-10': ['failsafe', 'policy', 'waiver'],
  'HI-11': ['failsafe', 'policy', 'waiver'],
  'HI-12': ['consultation', 'notice'],
  'HI-14': ['impacts', 'assessment'],
  'HI-16': ['testing', 'assessment', 'waiver'],
  'HI-17': ['ato'],
  'HI-18': ['impacts', 'assessment'],
  'IM-05': ['determination', 'assessment', 'policy'],
  'IM-06': ['determination', 'assessment', 'performance', 'vendor'],
  'PV-04': ['demographics', 'assessment', 'performance'],
  'PV-05': ['demographics', 'data'],
  'TR-01': ['contract', 'vendor'],
  'TR-02': ['contract', 'vendor', 'withholding'],
  'TR-03': ['withholding', 'inventory'],
  'TR-04': ['withholding', 'determination', 'assessment'],
  'TR-05': ['performance', 'testing', 'vendor'],
  'TR-06': ['withholding', 'ato'],
  'TR-10': ['data', 'inventory'],
  'YR-01': ['determination', 'inventory'],
  'YR-04': ['appeal', 'appealBar', 'notice'],
  'YR-05': ['assessment', 'inventory'],
  'YR-06': PRACTICES,
  'YR-07': ['contract', 'inventory'],
  'YR-12': ['inventory'],
  'YR-13': ['inventory'],
  'YR-14': ['appeal', 'appealBar', 'notice'],
  'DL-01': PRACTICES,
  'DL-02': PRACTICES,
  'DL-03': ['waiver', 'determination'],
  'DL-04': ['testing', 'waiver', 'policy'],
  'DL-05': ['testing', 'assessment', 'waiver', 'policy'],
  'L24-03': ['appeal', 'appealBar', 'notice'],
  'L24-02': ['appeal', 'notice'],
  'L24-04': ['notice', 'policy'],
  'L24-05': ['policy', 'failsafe', 'assessment'],
  'L24-06': ['notice', 'appeal', 'impacts'],
  'L24-07': ['privacy', 'data'],
  'L24-08': ['demographics', 'performance'],
  'L24-09': ['waiver', 'assessment'],
  'L24-10': ['waiver'],
  'NS-02': [...PRACTICES, 'contract', 'vendor'],
}

const BY_FAMILY: Readonly<Record<string, readonly RecordKind[]>> = {
  HI: PRACTICES,
  IM: ['determination', 'assessment', 'inventory'],
  PV: ['privacy', 'data'],
  TR: ['inventory', 'policy'],
  DQ: ['inventory'],
  CO: ['inventory', 'policy'],
  YR: ['inventory', 'determination'],
  CX: ['determination', 'assessment', 'inventory'],
  DL: PRACTICES,
  L24: ['assessment', 'testing', 'monitoring', 'appeal'],
  CT: ['contract', 'vendor', 'inventory'],
  AG: ['agreement', 'privacy'],
  NS: ['inventory', 'assessment', 'contract', 'privacy'],
}

const OTHERWISE: readonly RecordKind[] = ['determination', 'assessment', 'testing', 'inventory']

/**
 * Kinds of records a letter about this rule asks for, in order. Short on purpose: an agency answers a narrow request
 * sooner. A contract is added where its number is on record.
 */
export function recordsAsked(rule: string, contracts: number): readonly RecordKind[] {
  const kinds = BY_RULE[rule] ?? BY_FAMILY[rule.split('-')[0] ?? ''] ?? OTHERWISE
  return contracts > 0 && !kinds.includes('contract') ? [...kinds, 'contract'] : kinds
}
