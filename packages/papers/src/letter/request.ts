import type { Lang } from '../message/message.ts'

/** `foia`: 5 U.S.C. 552, records of the agency. `privacy-act`: 5 U.S.C. 552a(d), records about the requester. */
export type LetterLaw = 'foia' | 'privacy-act'

export const LETTER_LAWS: readonly LetterLaw[] = ['foia', 'privacy-act']

/** The part of a finding a letter quotes; a register's finding fits as it is. */
export interface LetterFinding {
  /** `HI-01` */
  readonly rule: string
  readonly citation: string
  readonly message: string
  readonly evidence: readonly LetterEvidence[]
}

export interface LetterEvidence {
  readonly file: string
  /** Record number in the file, the header = 1. */
  readonly row: number | null
  readonly column: string | null
  readonly value: string
}

/** The entry a finding is shown with; a register's use case of a finding fits as it is. */
export interface LetterUseCase {
  readonly id: string
  readonly name: string
  readonly bureau: string
  readonly year: number
}

/**
 * What a request letter is drafted from: published facts alone. There is no field for the requester, and none may be
 * added: their particulars are blank lines that they fill by hand (abuse P25).
 */
export interface LetterRequest {
  readonly law: LetterLaw
  readonly finding: LetterFinding
  /** null for a finding about an agency, a column, an award or an agreement. */
  readonly useCase: LetterUseCase | null
  /** Full name of the department or agency. */
  readonly agencyName: string
  /** As it shall stand in the letter (`22 November 2026`); '' leaves a blank line. */
  readonly dateLine: string
  /** Contract numbers (PIID) that the inventory or an award file puts on record for the use case. */
  readonly contracts?: readonly string[]
  /** FOIA only, on unless switched off: the public-interest fee waiver of 5 U.S.C. 552(a)(4)(A)(iii). */
  readonly feeWaiver?: boolean
  /** FOIA only, off unless switched on: 5 U.S.C. 552(a)(6)(E); the requester's own certified reasons stay blank lines. */
  readonly expedited?: boolean
  /** Language of the cover sheet, which the requester keeps; the letter itself is in English. */
  readonly coverLang?: Lang
}
