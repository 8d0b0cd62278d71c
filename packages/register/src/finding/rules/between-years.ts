import { piidTokens } from '../../contract/piid.ts'
import { guidance, inventoryDuty, memo } from '../citation.ts'
import { all, begins, blank, given, is, isNot, reads, where } from '../condition.ts'
import { agencyGoneRule, questionDroppedRule } from '../dropped-rule.ts'
import { pairRule } from '../pair-rule.ts'
import { HIGH_IMPACT, IMP24, LIVE, NOT_HIGH_IMPACT, OPS24, OVERRIDDEN, P } from '../population.ts'
import { columnsThat, DONE, UNFINISHED, UNFINISHED_EACH } from '../practice.ts'
import type { Rule } from '../rule.ts'
import { retiredWithoutPastRule, vanishedRule } from '../vanished-rule.ts'

const CHANGED = 'Did the answer change?'
const APPEAL = 'Can a person appeal?'
const A_REMEDY = 'timely human review and a chance to appeal'
const ONE_LAST_REPORT = 'a retired use to be reported once more as retired'

const NOT_RETIRED = reads("`development_stage` is not 'Retired'", isNot('development_stage', 'Retired'))
const IN_USE = LIVE.condition ?? given('development_stage')
const IN_P = P.condition ?? given('development_stage')

/** Register reference 3.5: one use case's answers of 2024 and 2025 side by side. */
export const BETWEEN_YEARS_RULES: readonly Rule[] = [
  pairRule('YR-01', {
    group: CHANGED,
    title: 'Impacting in 2024, declared not high-impact in 2025',
    severity: 'high',
    cites: memo('5', '6'),
    from: IMP24,
    to: all(is('is_high_impact', NOT_HIGH_IMPACT, OVERRIDDEN), NOT_RETIRED),
    asks: 'a use to be called high-impact where its output is a principal basis for decisions with significant effect',
  }),
  pairRule('YR-02', {
    group: CHANGED,
    title: 'In operation in 2024, pre-deployment or pilot in 2025',
    severity: 'medium',
    cites: guidance(),
    from: OPS24,
    to: is('development_stage', 'Pre-deployment', 'Pilot'),
    asks: 'the current stage',
  }),
  pairRule('YR-03', {
    group: CHANGED,
    title: 'Retired in 2024, listed again in 2025',
    severity: 'medium',
    cites: guidance(),
    from: is('16_dev_stage', 'Retired'),
    to: all(given('development_stage'), NOT_RETIRED),
    asks: ONE_LAST_REPORT,
  }),
  pairRule('YR-04', {
    group: APPEAL,
    title: 'Escalation process declared in 2024, no established appeal in 2025',
    severity: 'high',
    cites: memo('4(b)(vi)'),
    from: all(IMP24, begins('65_appeal_process', 'yes')),
    to: all(isNot('hi_appeal_process', ...DONE.hi_appeal_process), NOT_RETIRED),
    asks: A_REMEDY,
  }),
  pairRule('YR-14', {
    group: APPEAL,
    title: 'Escalation process declared in 2024, appeal declared precluded by law in 2025',
    severity: 'high',
    cites: memo('4(b)(vi)'),
    from: is('65_appeal_process', 'Yes'),
    to: is('hi_appeal_process', 'Appeal Precluded by Law'),
    asks: A_REMEDY,
  }),
  pairRule('YR-05', {
    group: CHANGED,
    title: 'Assessment declared done in 2024, not complete in 2025',
    severity: 'high',
    cites: memo('4(b)(ii)'),
    from: is('52_impact_assessment', 'Yes'),
    to: all(IN_P, isNot('hi_assessment_completed', ...DONE.hi_assessment_completed)),
    asks: 'a completed AI impact assessment',
  }),
  pairRule('YR-06', {
    group: CHANGED,
    title: 'Extension asked for in 2024, practices not declared done in 2025',
    severity: 'high',
    cites: memo('4(a)'),
    from: begins('51_extension_request', 'yes'),
    to: all(IN_P, UNFINISHED),
    quotes: (to) => [...IN_P.columns, ...columnsThat(UNFINISHED_EACH, to)],
    asks: 'a high-impact use that misses a practice by 3 April 2026 to be stopped, unless it is waived',
  }),
  pairRule('YR-07', {
    group: 'Who built it, under which contract?',
    title: 'Contract number in 2024, no vendor in 2025',
    severity: 'medium',
    cites: guidance(),
    from: where('23_contract_piids', 'holds a PIID (CT-03)', (value) => piidTokens(value).length > 0),
    to: all(IN_USE, blank('vendor_name')),
    asks: "the vendor's name, and no longer for the contract number",
  }),
  pairRule('YR-08', {
    group: CHANGED,
    title: 'Neither rights- nor safety-impacting in 2024, high-impact in 2025',
    severity: 'info',
    cites: memo('5'),
    from: is('17_impact_type', 'Neither'),
    to: is('is_high_impact', HIGH_IMPACT),
  }),
  vanishedRule('YR-09', {
    group: CHANGED,
    title: 'Listed in 2024, no entry of that name in 2025',
    severity: 'medium',
    cites: guidance(),
    only: null,
    asks: ONE_LAST_REPORT,
  }),
  vanishedRule('YR-10', {
    group: CHANGED,
    title: 'Impacting in 2024, no entry of that name in 2025',
    severity: 'high',
    cites: guidance(),
    only: IMP24,
    asks: ONE_LAST_REPORT,
  }),
  retiredWithoutPastRule('YR-11', {
    group: CHANGED,
    title: 'Retired in 2025, no entry of that name in 2024',
    severity: 'low',
    cites: guidance(),
    asks: 'retired uses of the year before alone',
  }),
  agencyGoneRule('YR-12', {
    group: CHANGED,
    title: 'Agency listed uses in 2024, none in 2025',
    severity: 'medium',
    cites: inventoryDuty(),
    asks: 'a yearly inventory',
  }),
  questionDroppedRule('YR-13', {
    group: CHANGED,
    title: 'Question of 2024 no longer asked in 2025',
    severity: 'medium',
    cites: guidance(),
  }),
]
