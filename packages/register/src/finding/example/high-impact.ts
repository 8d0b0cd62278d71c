import { ALL_DONE, BROKEN_LIST, made25, madeHigh, of, type RuleExample, times } from './made.ts'

/** An answer that declares the practice done, next to one that almost does. */
function undone(rule: string, column: string, almost: string): RuleExample {
  return { rule, fires: of(madeHigh({ ...ALL_DONE, [column]: almost })), misses: of(madeHigh(ALL_DONE)) }
}

function only(rule: string, column: string, value: string, other: string): RuleExample {
  return { rule, fires: of(madeHigh({ [column]: value })), misses: of(madeHigh({ [column]: other })) }
}

const pilot = (cells: Readonly<Record<string, string>>) =>
  made25({ development_stage: 'Pilot', is_high_impact: 'High-impact', ...cells })

const SIX = {
  hi_testing_conducted: 'In-progress',
  hi_assessment_completed: 'In-progress',
  hi_independent_review: 'In-progress',
  hi_ongoing_monitoring: 'b) Development of monitoring protocols is in-progess',
  hi_failsafe_presence: 'In-progress',
  hi_appeal_process: 'Appeal Process In-progress',
}

export const HIGH_IMPACT_EXAMPLES: readonly RuleExample[] = [
  undone('HI-01', 'hi_appeal_process', ''),
  only('HI-02', 'hi_appeal_process', 'b) Not applicable', ''),
  only('HI-03', 'hi_appeal_process', 'Appeal Process In-progress', 'In-progress of something else'),
  only('HI-04', 'hi_appeal_process', 'Appeal Precluded by Law', 'Not Applicable'),
  undone('HI-05', 'hi_assessment_completed', 'Yes, nearly'),
  undone('HI-06', 'hi_testing_conducted', 'No'),
  undone('HI-07', 'hi_independent_review', 'CAIO Waived'),
  undone('HI-08', 'hi_ongoing_monitoring', 'Yes'),
  undone('HI-09', 'hi_training_established', 'b) Development of monitoring protocols is in-progess'),
  only('HI-10', 'hi_failsafe_presence', 'Not Applicable', ''),
  undone('HI-11', 'hi_failsafe_presence', 'Not Applicable'),
  {
    rule: 'HI-12',
    fires: of(
      madeHigh({
        hi_public_consultation:
          "['e) In-progress', 'CAIO Waived', 'Establishment of an appropriate appeal process is in-progress']",
      }),
    ),
    misses: of(madeHigh({ hi_public_consultation: "['In-progress', 'Other']" })),
    unreadable: of(madeHigh({ hi_public_consultation: BROKEN_LIST })),
  },
  {
    rule: 'HI-13',
    fires: of(madeHigh({ hi_public_consultation: '[]', hi_potential_impacts: ' \u00A0' })),
    misses: of(madeHigh({ hi_public_consultation: "['Other']" })),
    unreadable: of(madeHigh({ hi_public_consultation: BROKEN_LIST })),
  },
  only('HI-14', 'hi_potential_impacts', 'N/A - see above', 'Named risks, found by test'),
  {
    rule: 'HI-15',
    fires: of(madeHigh(SIX)),
    misses: of(madeHigh({ ...SIX, hi_failsafe_presence: 'Yes' })),
  },
  {
    rule: 'HI-16',
    fires: of(pilot({ ...ALL_DONE, hi_assessment_completed: '' })),
    misses: of(pilot(ALL_DONE)),
  },
  only('HI-17', 'have_ato', 'No', 'Yes'),
  {
    rule: 'HI-18',
    fires: of(...times(5, (at) => madeHigh({ hi_potential_impacts: at < 2 ? 'The same  text' : 'the same text' }))),
    times: 5,
    misses: of(...times(4, () => madeHigh({ hi_potential_impacts: 'The same text' })), madeHigh()),
  },
]
