import type { Rule } from './rule.ts'
import { AGREEMENT_RULES } from './rules/agreement.ts'
import { BETWEEN_AGENCIES_RULES } from './rules/between-agencies.ts'
import { BETWEEN_YEARS_RULES } from './rules/between-years.ts'
import { COMMERCIAL_RULES } from './rules/commercial.ts'
import { CONTRACT_RULES } from './rules/contract.ts'
import { DATA_QUALITY_RULES } from './rules/data-quality.ts'
import { DEADLINE_RULES } from './rules/deadline.ts'
import { FURTHER_RULES } from './rules/further.ts'
import { HIGH_IMPACT_RULES } from './rules/high-impact.ts'
import { IMPACT_STATUS_RULES } from './rules/impact-status.ts'
import { LEGACY_2024_RULES } from './rules/legacy-2024.ts'
import { NAMED_SYSTEM_RULES } from './rules/named-system.ts'
import { OPENNESS_RULES } from './rules/openness.ts'
import { PRIVACY_RULES } from './rules/privacy.ts'

/** Every rule: those of the register reference, section 3, in its order, then those beyond it (`RX`). */
export const RULES: readonly Rule[] = [
  ...HIGH_IMPACT_RULES,
  ...IMPACT_STATUS_RULES,
  ...PRIVACY_RULES,
  ...OPENNESS_RULES,
  ...DATA_QUALITY_RULES,
  ...COMMERCIAL_RULES,
  ...BETWEEN_YEARS_RULES,
  ...BETWEEN_AGENCIES_RULES,
  ...DEADLINE_RULES,
  ...LEGACY_2024_RULES,
  ...CONTRACT_RULES,
  ...AGREEMENT_RULES,
  ...NAMED_SYSTEM_RULES,
  ...FURTHER_RULES,
]

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((one) => [one.id, one]))

/** The rule of that id, as the reference prints it (`HI-01`). */
export function rule(id: string): Rule | undefined {
  return BY_ID.get(id)
}
