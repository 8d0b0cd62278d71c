import { guidance, law, memo, unverified } from '../citation.ts'
import { all, any, blank, contains, is, isNot, reads, where, whereItems } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { unanswered } from '../message.ts'
import { HIGH_IMPACT_PILOT, P } from '../population.ts'
import { DONE, PRACTICES } from '../practice.ts'
import type { Rule } from '../rule.ts'
import { sharedTextRule } from '../shared-text-rule.ts'

const APPEAL = 'Can a person appeal?'
const TESTED = 'Was it tested first?'
const ASSESSED = 'Were its effects assessed?'
const STOPPED = 'Is it watched, and can it be stopped?'
const ASKED = 'Were people asked, and are they told?'

const A_REMEDY = 'timely human review and a chance to appeal'
const A_FAIL_SAFE = 'a fail-safe that minimizes the risk of significant harm'
const IN_USE = 'a high-impact use that misses a practice by 3 April 2026 to be stopped, unless it is waived'

const IMPACTS_NOT_STATED =
  /^(in-progress|in progress|tbd|not applicable|unknown|pending)|^(na|n\/a|none)\b|will be identified/i

/** Register reference 3.1: safeguards of deployed high-impact entries. */
export const HIGH_IMPACT_RULES: readonly Rule[] = [
  entryRule('HI-01', {
    group: APPEAL,
    title: 'No established appeal declared',
    severity: 'high',
    cites: memo('4(b)(vi)'),
    among: P,
    when: isNot('hi_appeal_process', ...DONE.hi_appeal_process),
    asks: A_REMEDY,
  }),
  entryRule('HI-02', {
    group: APPEAL,
    title: "Appeal declared 'Not Applicable'",
    severity: 'high',
    cites: memo('4(b)(vi)'),
    among: P,
    when: is('hi_appeal_process', 'Not Applicable'),
    asks: A_REMEDY,
  }),
  entryRule('HI-03', {
    group: APPEAL,
    title: 'Appeal process declared in progress',
    severity: 'high',
    cites: memo('4(b)(vi)'),
    among: P,
    when: is('hi_appeal_process', 'Appeal Process In-progress'),
    asks: A_REMEDY,
  }),
  entryRule('HI-04', {
    group: APPEAL,
    title: 'Appeal declared precluded by law, no law named',
    severity: 'medium',
    cites: memo('4(b)(vi)'),
    among: P,
    when: is('hi_appeal_process', 'Appeal Precluded by Law'),
    asks: `${A_REMEDY}; the inventory has no field that names the law`,
  }),
  entryRule('HI-05', {
    group: ASSESSED,
    title: 'Impact assessment not declared complete',
    severity: 'high',
    cites: memo('4(b)(ii)'),
    among: P,
    when: isNot('hi_assessment_completed', ...DONE.hi_assessment_completed),
    asks: 'a completed AI impact assessment',
  }),
  entryRule('HI-06', {
    group: TESTED,
    title: 'Pre-deployment testing not declared complete',
    severity: 'high',
    cites: memo('4(b)(i)'),
    among: P,
    when: isNot('hi_testing_conducted', ...DONE.hi_testing_conducted),
    asks: 'testing before deployment',
  }),
  entryRule('HI-07', {
    group: ASSESSED,
    title: 'No completed independent review declared',
    severity: 'high',
    cites: memo('4(b)(ii)(F)'),
    among: P,
    when: isNot('hi_independent_review', ...DONE.hi_independent_review),
    asks: 'a review by somebody not involved in the development',
  }),
  entryRule('HI-08', {
    group: STOPPED,
    title: 'Ongoing monitoring not declared established',
    severity: 'high',
    cites: memo('4(b)(iii)'),
    among: P,
    when: isNot('hi_ongoing_monitoring', ...DONE.hi_ongoing_monitoring),
    asks: 'ongoing monitoring for performance and adverse effects',
  }),
  entryRule('HI-09', {
    group: STOPPED,
    title: 'Operator training not declared established',
    severity: 'medium',
    cites: memo('4(b)(iv)'),
    among: P,
    when: isNot('hi_training_established', ...DONE.hi_training_established),
    asks: 'training and assessment of operators',
  }),
  entryRule('HI-10', {
    group: STOPPED,
    title: "Fail-safe declared 'Not Applicable'",
    severity: 'high',
    cites: memo('4(b)(v)'),
    among: P,
    when: is('hi_failsafe_presence', 'Not Applicable'),
    asks: A_FAIL_SAFE,
  }),
  entryRule('HI-11', {
    group: STOPPED,
    title: 'No fail-safe declared',
    severity: 'high',
    cites: memo('4(b)(v)'),
    among: P,
    when: isNot('hi_failsafe_presence', ...DONE.hi_failsafe_presence),
    asks: A_FAIL_SAFE,
  }),
  entryRule('HI-12', {
    group: ASKED,
    title: 'No consultation of users or the public declared',
    severity: 'medium',
    cites: memo('4(b)(vii)'),
    among: P,
    when: whereItems(
      'hi_public_consultation',
      "has no item left without 'In-progress', 'CAIO Waived' and items that mention 'appeal process'",
      (list) => !list.some(isConsultation),
    ),
    asks: 'end users and the public to be consulted',
  }),
  entryRule('HI-13', {
    group: 'Can the public see what it is?',
    title: 'All nine safeguard questions left unanswered',
    severity: 'high',
    cites: guidance(),
    among: P,
    when: reads('all nine `hi_*` columns are blank', all(...PRACTICES.map(blank))),
    says: (view, entry) => unanswered(view, entry, PRACTICES, 'all nine safeguard questions'),
    asks: 'an answer to each of them for a deployed high-impact use',
  }),
  entryRule('HI-14', {
    group: ASSESSED,
    title: 'Potential impacts not stated',
    severity: 'medium',
    cites: memo('4(b)(ii)(C)'),
    among: P,
    when: any(
      blank('hi_potential_impacts'),
      where(
        'hi_potential_impacts',
        "begins with in-progress, in progress, na, n/a, tbd, none, not applicable, unknown or pending (na, n/a and none as whole words), or contains 'will be identified'",
        (value) => IMPACTS_NOT_STATED.test(value),
      ),
    ),
    asks: 'the potential impacts on privacy, civil rights and civil liberties',
  }),
  entryRule('HI-15', {
    group: TESTED,
    title: 'Six safeguards declared in progress on a deployed use',
    severity: 'high',
    cites: memo('4(a)'),
    among: P,
    when: all(
      ...[
        'hi_testing_conducted',
        'hi_assessment_completed',
        'hi_independent_review',
        'hi_ongoing_monitoring',
        'hi_failsafe_presence',
        'hi_appeal_process',
      ].map((column) => contains(column, 'in-progress')),
    ),
    asks: IN_USE,
  }),
  entryRule('HI-16', {
    group: TESTED,
    title: 'High-impact pilot: testing or assessment not declared complete',
    severity: 'medium',
    cites: unverified(memo('4(a)(i)')),
    among: HIGH_IMPACT_PILOT,
    when: any(
      isNot('hi_testing_conducted', ...DONE.hi_testing_conducted),
      isNot('hi_assessment_completed', ...DONE.hi_assessment_completed),
    ),
    asks: 'the practices in a pilot too, where practicable',
  }),
  entryRule('HI-17', {
    group: 'Can the public see what it is?',
    title: 'No authorization to operate declared',
    severity: 'medium',
    cites: unverified(law('OMB Circular A-130', '', 'OMB Circular A-130')),
    among: P,
    when: isNot('have_ato', 'Yes'),
    asks: 'an authorization before a system operates',
  }),
  sharedTextRule('HI-18', {
    group: ASSESSED,
    title: 'Same text on potential impacts on five or more uses',
    severity: 'medium',
    cites: memo('4(b)(ii)'),
    among: P,
    column: 'hi_potential_impacts',
    atLeast: 5,
    asks: 'an assessment of each use',
  }),
]

function isConsultation(item: string): boolean {
  const answer = item.toLowerCase()
  return answer !== 'in-progress' && answer !== 'caio waived' && !answer.includes('appeal process')
}
