import type { EntryKey, Evidence, Year } from '../entry/entry.ts'

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info'

/** open; disputed: an answer stands beside it; corrected: a later fact answers; withdrawn: rule or data error, kept visible. */
export type FindingState = 'open' | 'disputed' | 'corrected' | 'withdrawn'

/** What a finding is about. Its members, in this order, make the finding's identity together with the rule. */
export type Subject =
  | { readonly kind: 'entry'; readonly key: EntryKey }
  | { readonly kind: 'cell'; readonly key: EntryKey; readonly column: string; readonly item: number | null }
  | { readonly kind: 'pair'; readonly from: EntryKey; readonly to: EntryKey | null }
  | { readonly kind: 'group'; readonly name: string; readonly keys: readonly EntryKey[] }
  | { readonly kind: 'agency'; readonly agency: string; readonly column: string | null }
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'award'; readonly awardId: string }
  | { readonly kind: 'system'; readonly key: string }
  | { readonly kind: 'agreement'; readonly key: string }

/** The entry a finding is shown with; null for agency, column, award, system and agreement findings. */
export interface FindingUseCase {
  readonly key: EntryKey
  readonly id: string
  readonly name: string
  readonly agency: string
  readonly bureau: string
  readonly year: Year
}

/** A rule's result: a statement about a published declaration, worded so that it is exactly true. */
export interface Finding {
  /** Rule id and subject, joined: the same data always gives the same id. */
  readonly id: string
  readonly rule: string
  readonly ruleVersion: number
  readonly severity: Severity
  readonly state: FindingState
  readonly subject: Subject
  readonly useCase: FindingUseCase | null
  /** Agency the finding counts for in lists; '' where none. */
  readonly agency: string
  readonly year: Year | null
  readonly evidence: readonly Evidence[]
  readonly citation: string
  readonly message: string
  /** Pair rules only (register reference 3.5). */
  readonly basis?: 'exact-name' | 'matched'
}
