import type { LegacyAnswers, Practice, SafeguardAnswer, SystemDeclaration, YesNo } from './system.ts'

const FILE_2024 = '2024_consolidated_ai_inventory_raw_v2.csv'
const FILE_2025 = '2025_individually_reported_AI_use_cases.csv'

/** The form asks for safeguards of deployed high-impact uses only: nothing was asked of this entry, or nothing answered. */
export const NOT_ASKED: Readonly<Partial<Record<Practice, SafeguardAnswer>>> = {}

/** Answers of one entry in the order of the 2025 form. */
export function practices(
  testing: SafeguardAnswer,
  assessment: SafeguardAnswer,
  review: SafeguardAnswer,
  monitoring: SafeguardAnswer,
  training: SafeguardAnswer,
  failsafe: SafeguardAnswer,
  appeal: SafeguardAnswer,
  consultation: SafeguardAnswer,
): Readonly<Record<Practice, SafeguardAnswer>> {
  return { testing, assessment, review, monitoring, training, failsafe, appeal, consultation }
}

/** An entry of DHS in the 2025 inventory, coded; `row` is its record number, header = 1. */
export function declared2025(
  row: number,
  id: string,
  bureau: string,
  name: string,
  coded: {
    readonly link: string
    readonly stage: string
    readonly impact: string
    readonly operational: string | null
    readonly vendor: string
    readonly ato: YesNo
    readonly personalData: YesNo
    readonly privacyLink: YesNo
    readonly features: readonly string[]
    readonly practices: Readonly<Partial<Record<Practice, SafeguardAnswer>>>
  },
): SystemDeclaration {
  return { year: 2025, file: FILE_2025, row, id, agency: 'DHS', bureau, name, ...coded }
}

/** An entry of DHS in the 2024 inventory (second version), coded; it had no ids. */
export function declared2024(
  row: number,
  bureau: string,
  name: string,
  coded: {
    readonly link: string
    readonly stage: string
    readonly impact: string
    readonly contractNumber: string
    readonly features: readonly string[]
    readonly answers: LegacyAnswers
  },
): SystemDeclaration {
  const { answers, ...rest } = coded
  const where = { year: 2024, file: FILE_2024, row, id: '', agency: 'DHS', bureau, name }
  return { ...where, operational: null, vendor: '', practices: NOT_ASKED, ...rest, legacy: answers }
}
