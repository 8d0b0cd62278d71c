import { text } from '../../entry/entry.ts'
import { memo } from '../citation.ts'
import { all, isNot, whereDate } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { declares, verbs } from '../message.ts'
import { P } from '../population.ts'
import { DONE } from '../practice.ts'
import type { Rule } from '../rule.ts'

/** 365 days before 2026-01-28, the day the 2025 inventories stand for. */
const A_YEAR_BEFORE = '2025-01-28'

/** Rules beyond the register reference; the `X` says so. */
export const FURTHER_RULES: readonly Rule[] = [
  entryRule('RX-01', {
    group: 'Was it tested first?',
    title: 'In use for more than a year, pre-deployment testing not declared complete',
    severity: 'high',
    cites: memo('4(b)(i)'),
    among: P,
    when: all(
      whereDate(
        'operational_date',
        `ends (last day of the interval it means) before ${A_YEAR_BEFORE}, that is, more than 365 days before 2026-01-28`,
        (days) => days.last < A_YEAR_BEFORE,
      ),
      isNot('hi_testing_conducted', ...DONE.hi_testing_conducted),
    ),
    says: (view, entry) =>
      `${verbs(view, entry).declares} that this use has been in operation since '${text(entry, 'operational_date')}' and ${declares(view, entry, 'hi_testing_conducted')}`,
    asks: 'testing before deployment',
  }),
]
