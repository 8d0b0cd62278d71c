import { BETWEEN_AGENCIES_EXAMPLES, BETWEEN_YEARS_EXAMPLES, DEADLINE_EXAMPLES } from './between.ts'
import { AGREEMENT_EXAMPLES, CONTRACT_EXAMPLES, FURTHER_EXAMPLES, NAMED_SYSTEM_EXAMPLES } from './contract.ts'
import { COMMERCIAL_EXAMPLES, DATA_QUALITY_EXAMPLES } from './data-quality.ts'
import { HIGH_IMPACT_EXAMPLES } from './high-impact.ts'
import { IMPACT_STATUS_EXAMPLES } from './impact-status.ts'
import { LEGACY_2024_EXAMPLES } from './legacy-2024.ts'
import type { RuleExample } from './made.ts'
import { OPENNESS_EXAMPLES, PRIVACY_EXAMPLES } from './openness.ts'

/** One example for each rule, in the rules' own order: a rule without one fails the tests. */
export const RULE_EXAMPLES: readonly RuleExample[] = [
  ...HIGH_IMPACT_EXAMPLES,
  ...IMPACT_STATUS_EXAMPLES,
  ...PRIVACY_EXAMPLES,
  ...OPENNESS_EXAMPLES,
  ...DATA_QUALITY_EXAMPLES,
  ...COMMERCIAL_EXAMPLES,
  ...BETWEEN_YEARS_EXAMPLES,
  ...BETWEEN_AGENCIES_EXAMPLES,
  ...DEADLINE_EXAMPLES,
  ...LEGACY_2024_EXAMPLES,
  ...CONTRACT_EXAMPLES,
  ...AGREEMENT_EXAMPLES,
  ...NAMED_SYSTEM_EXAMPLES,
  ...FURTHER_EXAMPLES,
]
