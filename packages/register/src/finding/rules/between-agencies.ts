import { memo } from '../citation.ts'
import type { Rule } from '../rule.ts'
import { sameNameRule } from '../same-name-rule.ts'
import { sameKindRule } from '../system-rule.ts'

const OFFICES = 'Do offices give the same answer?'
const ONE_TEST =
  'the same test for every use: whether its output is a principal basis for a decision with significant effect'

/** Register reference 3.5: one tool, several offices. */
export const BETWEEN_AGENCIES_RULES: readonly Rule[] = [
  sameNameRule('CX-01', {
    group: OFFICES,
    title: 'Same name, different answers',
    severity: 'medium',
    cites: memo('5'),
    within: 'anywhere',
    asks: ONE_TEST,
  }),
  sameNameRule('CX-02', {
    group: OFFICES,
    title: 'Same name, different answers inside one department',
    severity: 'high',
    cites: memo('5'),
    within: 'one-department',
    asks: ONE_TEST,
  }),
  sameKindRule('CX-03', {
    group: OFFICES,
    title: 'Same kind of tool, different impact status',
    severity: 'high',
    cites: memo('5'),
    asks: ONE_TEST,
  }),
]
