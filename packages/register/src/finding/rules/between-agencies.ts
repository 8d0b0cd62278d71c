import { memo, withAlso } from '../citation.ts'
import type { Rule } from '../rule.ts'
import { sameNameRule } from '../same-name-rule.ts'
import { sameKindRule } from '../system-rule.ts'

const OFFICES = 'Do offices give the same answer?'
const ONE_TEST =
  'the same test for every use: whether its output is a principal basis for a decision with significant effect'

const PRACTICES = memo('4(b)')
const STATUS_AND_PRACTICES = withAlso(memo('5'), PRACTICES)
const BOTH = {
  status: { cites: memo('5'), asks: ONE_TEST },
  practices: { cites: PRACTICES, asks: 'the same practices of every high-impact use' },
}

/** Register reference 3.5: one tool, several offices. */
export const BETWEEN_AGENCIES_RULES: readonly Rule[] = [
  sameNameRule('CX-01', {
    group: OFFICES,
    title: 'Same name, different answers',
    severity: 'medium',
    cites: STATUS_AND_PRACTICES,
    within: 'anywhere',
    asks: BOTH,
  }),
  sameNameRule('CX-02', {
    group: OFFICES,
    title: 'Same name, different answers inside one department',
    severity: 'high',
    cites: STATUS_AND_PRACTICES,
    within: 'one-department',
    asks: BOTH,
  }),
  sameKindRule('CX-03', {
    group: OFFICES,
    title: 'Same kind of tool, different impact status',
    severity: 'high',
    cites: memo('5'),
    asks: ONE_TEST,
  }),
]
