import { inventoryDuty, memo } from '../citation.ts'
import type { Rule } from '../rule.ts'
import { noEntryRule, promisedSafeguardsRule } from '../system-rule.ts'

const ON_RECORD = 'Is a reported system on record?'

/** Register reference 3.7: systems named in public reporting. */
export const NAMED_SYSTEM_RULES: readonly Rule[] = [
  noEntryRule('NS-01', {
    group: ON_RECORD,
    title: 'Reported system, no entry found',
    severity: 'medium',
    cites: inventoryDuty(),
    asks: 'AI uses to be inventoried, with exceptions',
  }),
  promisedSafeguardsRule('NS-02', {
    group: ON_RECORD,
    title: 'Safeguards reported for a contract, none declared in a live entry',
    severity: 'high',
    cites: memo('4(b)'),
    asks: 'these practices to be followed for high-impact uses',
  }),
]
