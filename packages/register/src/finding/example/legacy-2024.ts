import { made24, madeImpacting, of, type RuleExample } from './made.ts'

function answers(rule: string, column: string, fires: string, ...misses: readonly string[]): RuleExample {
  return {
    rule,
    fires: of(madeImpacting({ [column]: fires })),
    misses: of(...misses.map((value) => madeImpacting({ [column]: value }))),
  }
}

export const LEGACY_2024_EXAMPLES: readonly RuleExample[] = [
  answers('L24-01', '52_impact_assessment', 'Planned or in-progress.', 'YES'),
  answers('L24-02', '65_appeal_process', 'Not Applicable', 'Yes – by letter'),
  answers(
    'L24-03',
    '65_appeal_process',
    'No – it is not operationally practical to offer this.',
    'No – Law precludes an opportunity for an individual to appeal.',
    'It is not operationally practical.',
  ),
  answers('L24-04', '59_ai_notice', 'none of the above', 'None of the above, so far', ''),
  {
    rule: 'L24-05',
    fires: of(made24({ '57_autonomous_impact': 'Yes - All individual decisions' })),
    misses: of(made24({ '57_autonomous_impact': 'No - Some' }), made24()),
  },
  {
    rule: 'L24-06',
    fires: of(made24({ '61_adverse_impact': 'Yes', '67_opt_out': 'No – not subject' })),
    misses: of(made24({ '61_adverse_impact': 'Yes', '67_opt_out': 'Yes' }), made24({ '61_adverse_impact': 'No' })),
  },
  {
    rule: 'L24-07',
    fires: of(made24({ '29_contains_pii': 'Yes' })),
    misses: of(made24({ '29_contains_pii': 'Yes', '30_saop_review': 'yes' }), made24({ '29_contains_pii': 'No' })),
  },
  {
    rule: 'L24-08',
    fires: of(made24({ '35_demo_features': 'Age', '62_disparity_mitigation': 'N/A; still in initiation' })),
    misses: of(
      made24({ '35_demo_features': 'Age', '62_disparity_mitigation': 'Tested by group' }),
      made24({ '35_demo_features': 'No features' }),
      made24(),
    ),
  },
  {
    rule: 'L24-09',
    fires: of(made24({ '51_extension_request': 'Yes – Agency requested' })),
    misses: of(made24({ '51_extension_request': 'No' }), made24()),
  },
  {
    rule: 'L24-10',
    fires: of(made24({ '53_real_world_testing': 'Agency CAIO has waived this minimum practice and reported it.' })),
    misses: of(made24({ '53_real_world_testing': 'This minimum practice is not waived.' })),
  },
  {
    rule: 'L24-11',
    fires: of(madeImpacting({ '30_saop_review': 'Yes' })),
    misses: of(madeImpacting({ '67_opt_out': 'Yes' }), made24()),
  },
  {
    rule: 'L24-12',
    fires: of(made24(), made24({ '17_impact_type': 'Case-by-case assessment' })),
    times: 2,
    misses: of(made24({ '17_impact_type': 'Safety-impacting' }), made24({ '17_impact_type': 'Neither' })),
  },
]
