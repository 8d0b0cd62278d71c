import { text } from '../../entry/entry.ts'
import { memo, unverified } from '../citation.ts'
import { all, type Condition, is, isNot, whereDate } from '../condition.ts'
import { deadlineRule } from '../deadline-rule.ts'
import { entryRule } from '../entry-rule.ts'
import { verbs } from '../message.ts'
import { ALL25, HIGH_IMPACT, HIGH_IMPACT_PILOT, P, type Population } from '../population.ts'
import {
  NO_WAIVER_DECLARED,
  UNFINISHED,
  UNFINISHED_EACH,
  UNFINISHED_LENIENTLY,
  UNFINISHED_LENIENTLY_EACH,
  WAIVER_DECLARED,
  waivedColumns,
} from '../practice.ts'
import type { Rule } from '../rule.ts'

const DEADLINE = 'Was the deadline kept?'
const STOPPED = 'a high-impact use that misses a practice to be stopped from 3 April 2026, unless it is waived'
const A_LIMIT = 'pilots to be limited in scale and time'

/** M-25-21 section 4(a): one year after the memorandum. */
const PRACTICES_DUE = '2026-04-03'

/** 365 days before 2026-01-28, the day the 2025 inventories stand for: pilots that began earlier are older than a year. */
const A_YEAR_BEFORE = '2025-01-28'

const PILOT: Population = {
  words: 'entries of 2025 declared pilot',
  format: 'omb-2025',
  condition: is('development_stage', 'Pilot'),
}

const OLDER_THAN_A_YEAR: Condition = whereDate(
  'operational_date',
  `ends (last day of the interval it means) before ${A_YEAR_BEFORE}, that is, more than 365 days before 2026-01-28`,
  (days) => days.last < A_YEAR_BEFORE,
)

/** Register reference 3.5: what M-25-21 asks by a day. */
export const DEADLINE_RULES: readonly Rule[] = [
  deadlineRule('DL-01', {
    group: DEADLINE,
    title: 'Past 3 April 2026, practices not declared done in the last inventory, no waiver declared',
    severity: 'critical',
    cites: memo('4(a)'),
    due: PRACTICES_DUE,
    among: P,
    when: all(UNFINISHED, NO_WAIVER_DECLARED),
    unfinished: UNFINISHED_EACH,
    asks: STOPPED,
  }),
  deadlineRule('DL-02', {
    group: DEADLINE,
    title: "Past 3 April 2026, practices not declared done even where 'Not Applicable' is accepted",
    severity: 'high',
    cites: memo('4(a)'),
    due: PRACTICES_DUE,
    among: P,
    when: all(UNFINISHED_LENIENTLY, NO_WAIVER_DECLARED),
    unfinished: UNFINISHED_LENIENTLY_EACH,
    asks: STOPPED,
  }),
  entryRule('DL-03', {
    group: DEADLINE,
    title: 'Waiver declared on an entry not declared high-impact',
    severity: 'low',
    cites: memo('4(a)(ii)'),
    among: ALL25,
    when: all(isNot('is_high_impact', HIGH_IMPACT), WAIVER_DECLARED),
    quotes: (entry) => ['is_high_impact', ...waivedColumns(entry)],
    asks: 'a waiver to be found for a specific high-impact use',
  }),
  entryRule('DL-04', {
    group: DEADLINE,
    title: 'Pilot for more than a year',
    severity: 'medium',
    cites: unverified(memo('4(a)(i)')),
    among: PILOT,
    when: OLDER_THAN_A_YEAR,
    says: (view, entry) => `${verbs(view, entry).declares} a pilot that started '${text(entry, 'operational_date')}'`,
    asks: A_LIMIT,
  }),
  entryRule('DL-05', {
    group: DEADLINE,
    title: 'High-impact pilot for more than a year',
    severity: 'high',
    cites: unverified(memo('4(a)(i)')),
    among: HIGH_IMPACT_PILOT,
    when: OLDER_THAN_A_YEAR,
    says: (view, entry) =>
      `${verbs(view, entry).declares} a high-impact pilot that started '${text(entry, 'operational_date')}'`,
    asks: A_LIMIT,
  }),
]
