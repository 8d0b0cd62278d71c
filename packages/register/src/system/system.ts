/** How far a statement about a named system can be relied on; the three kinds never mix on a page. */
export type Standing = 'on-record' | 'inventory' | 'reported' | 'reported-uncorroborated'

export type InventoryStatus = 'listed' | 'listed-in-part' | 'vendor-withheld' | 'retired' | 'no-entry-found'

export type SafeguardAnswer =
  | 'yes'
  | 'yes-other-office'
  | 'yes-board'
  | 'yes-caio'
  | 'in-progress'
  | 'not-applicable'
  | 'precluded-by-law'
  | 'waived'
  | 'no'
  | 'blank'
  | 'shifted-value'
  | 'not-asked'

export type Practice =
  | 'testing'
  | 'assessment'
  | 'review'
  | 'monitoring'
  | 'training'
  | 'failsafe'
  | 'appeal'
  | 'consultation'

export type YesNo = 'yes' | 'no' | 'blank'

/** Answers to the questions that the 2024 form asked and the 2025 form asks differently or no longer; blank ones left out. */
export interface LegacyAnswers {
  readonly assessment?: 'yes' | 'in-progress' | 'no'
  readonly notice?: 'declared' | 'none' | 'not-applicable'
  readonly appeal?: 'yes' | 'no' | 'not-practical'
  readonly optOut?: 'yes' | 'no' | 'other'
  readonly adverseInfluence?: 'yes' | 'no'
  readonly extension?: 'requested' | 'not-requested'
  readonly privacyOfficialReview?: 'yes' | 'no'
}

/** What an inventory declares for a named system, as coded facts with their record. */
export interface SystemDeclaration {
  readonly year: number
  readonly file: string
  readonly row: number
  readonly id: string
  readonly agency: string
  readonly bureau: string
  readonly name: string
  /** How the entry relates to the reported system: `same name`, `family`, or a sentence. */
  readonly link: string
  readonly stage: string
  readonly impact: string
  readonly operational: string | null
  readonly vendor: string
  readonly practices: Readonly<Partial<Record<Practice, SafeguardAnswer>>>
  /** 2025: authority to operate, personal data involved, a link to a privacy assessment. */
  readonly ato?: YesNo
  readonly personalData?: YesNo
  readonly privacyLink?: YesNo
  /** Demographic features used, as declared. */
  readonly features: readonly string[]
  /** 2024: the contract cell as declared, '' where blank. */
  readonly contractNumber?: string
  readonly legacy?: LegacyAnswers
}

export interface SystemContract {
  readonly awardId: string | null
  readonly amountUsd: number | null
  readonly amountText: string
  readonly kind: string
  readonly start: string | null
  readonly end: string | null
  readonly standing: Standing
  readonly source: string
  readonly note: string | null
}

export interface SystemStatement {
  readonly text: string
  readonly standing: Standing
  readonly source: string
}

/** An AI system named in public reporting, in our own words, each statement with its source and standing. */
export interface NamedSystem {
  readonly key: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly agency: string
  readonly bureau: string
  readonly unit: string | null
  readonly vendor: { readonly name: string; readonly standing: Standing } | null
  readonly what: string
  readonly inventoryStatus: InventoryStatus
  readonly declarations: readonly SystemDeclaration[]
  readonly contracts: readonly SystemContract[]
  readonly safeguardsReported: readonly (SystemStatement & { readonly code: string })[]
  readonly claims: readonly SystemStatement[]
  readonly notes: readonly string[]
  /** Source ids, see `PRESS_SOURCES`. */
  readonly sources: readonly string[]
}

export interface PressSource {
  readonly id: string
  readonly kind: string
  readonly reports: string
  readonly date: string | null
  readonly reliability: string
}
