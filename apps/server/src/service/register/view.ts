import type {
  EntryFormat,
  EntryKey,
  FieldState,
  Finding,
  FindingState,
  Format,
  MatchWhy,
  Severity,
} from '@recourse/register'

/** What pages and the API show of the register. Declared words stay as declared; counts are computed by us. */

export type SeverityCounts = Readonly<Record<Severity, number>>

/** One year's entry of a use case, as the year strip shows it. */
export interface YearMark {
  readonly year: number
  readonly key: EntryKey
  readonly format: EntryFormat
  /** As declared; '' where blank or not asked. */
  readonly stage: string
  readonly impact: string
  /** false: a newer inventory that covers the agency lacks it. */
  readonly present: boolean
}

export interface UseCaseSummary {
  readonly key: EntryKey
  readonly id: string
  readonly name: string
  readonly format: EntryFormat
  readonly jurisdiction: 'us' | 'uk' | 'nl'
  readonly agency: string
  readonly agencyName: string
  readonly bureau: string
  /** Newest declared words. */
  readonly stage: string
  readonly impact: string
  readonly vendor: string
  readonly topic: string
  readonly marks: readonly YearMark[]
  readonly findings: SeverityCounts
}

export interface UseCaseFilter {
  readonly query?: string
  readonly agency?: readonly string[]
  readonly bureau?: readonly string[]
  readonly year?: readonly number[]
  readonly stage?: readonly string[]
  readonly impact?: readonly string[]
  readonly vendor?: readonly string[]
  readonly rule?: readonly string[]
  readonly jurisdiction?: readonly string[]
}

export type FacetName = 'agency' | 'bureau' | 'year' | 'stage' | 'impact' | 'vendor' | 'rule' | 'jurisdiction'

export interface FacetValue {
  readonly value: string
  readonly label: string
  readonly count: number
  readonly selected: boolean
}

export interface Facet {
  readonly name: FacetName
  readonly values: readonly FacetValue[]
}

export interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly total: number
  /** Opaque position of the next page, null on the last. */
  readonly next: string | null
}

export interface SearchResult {
  readonly page: PageOf<UseCaseSummary>
  readonly facets: readonly Facet[]
  /** true: nothing matched the words themselves, what is shown matches their spelling nearly. */
  readonly nearly: boolean
  /** The words that were searched for instead, null where those asked for were. */
  readonly corrected: string | null
}

export interface InventoryView {
  readonly id: number
  readonly format: Format
  readonly year: number
  readonly file: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly encoding: string
  readonly source: string
  /** ISO 8601 instant. */
  readonly importedAt: string
  readonly records: number
  readonly quarantined: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly absent: number
  readonly supersedes: number | null
}

/** A field with its provenance (file and row are the entry's). */
export interface FieldView {
  readonly column: string
  /** As the file prints it. */
  readonly header: string
  readonly state: FieldState | 'left-out' | 'hidden'
  readonly value: string
  readonly items: readonly string[]
  readonly raw: string
}

export interface EntryView {
  readonly key: EntryKey
  readonly id: string
  readonly name: string
  readonly format: EntryFormat
  readonly year: number
  readonly file: string
  readonly row: number
  readonly agency: string
  readonly agencyName: string
  readonly bureau: string
  readonly present: boolean
  readonly inventory: InventoryView
  readonly fields: readonly FieldView[]
}

/** A finding as stored, with when it was opened, last changed and ended. */
export interface FindingView extends Finding {
  readonly useCaseKey: EntryKey | null
  readonly openedAt: string
  readonly changedAt: string
  /** The day it stopped firing; null while it fires. */
  readonly endedAt: string | null
  /** Oldest first; absent where nobody answered. */
  readonly answers?: readonly FindingAnswerView[]
}

/** What somebody answered to a finding, as an editor recorded it; shown beside the finding, dated. */
export interface FindingAnswerView {
  readonly by: 'agency' | 'vendor' | 'register'
  /** What the finding became by it; `open` where a dispute was settled and the finding stands. */
  readonly state: 'open' | 'disputed' | 'withdrawn'
  /** `YYYY-MM-DD`. */
  readonly saidOn: string
  readonly words: string
  /** `https://` address of the answer where it is public, or ''. */
  readonly source: string
}

export interface MatchLinkView {
  readonly from: EntryKey
  readonly to: EntryKey
  readonly score: number
  readonly why: MatchWhy
}

export interface CellChange {
  readonly column: string
  readonly before: string | null
  readonly after: string | null
}

export interface EntryChangeView {
  readonly at: string
  readonly entryKey: EntryKey
  readonly year: number
  readonly kind: 'updated' | 'absent' | 'returned'
  readonly inventory: { readonly id: number; readonly file: string; readonly sha256: string }
  readonly cells: readonly CellChange[]
}

export interface AwardView {
  readonly awardId: string
  readonly vendor: string
  readonly office: string
  readonly agency: string
  readonly obligatedUsd: number
  readonly description: string
  readonly startDate: string
  readonly permalink: string
  readonly file: string
  readonly row: number
  /** How it was joined to a use case: by contract number, or by vendor name (a lead only). */
  readonly joinedBy: 'piid' | 'vendor' | null
  /** Use cases whose entries cite this number, or whose vendor field names its vendor. */
  readonly useCases: readonly { readonly key: EntryKey; readonly name: string; readonly joinedBy: 'piid' | 'vendor' }[]
}

export interface UseCaseDetail {
  readonly summary: UseCaseSummary
  /** Newest year first. */
  readonly entries: readonly EntryView[]
  readonly links: readonly MatchLinkView[]
  readonly findings: readonly FindingView[]
  readonly changes: readonly EntryChangeView[]
  readonly awards: readonly AwardView[]
  /** Named systems whose declarations cite one of the entries. */
  readonly systems: readonly { readonly key: string; readonly name: string }[]
  /** Reports of an error that wait for an answer; never their words. */
  readonly openReports: number
}

export interface FindingFilter {
  readonly rule?: string
  readonly agency?: string
  readonly bureau?: string
  readonly year?: number
  readonly severity?: Severity
  readonly state?: FindingState
  readonly useCase?: EntryKey
}

export interface FindingList {
  readonly total: number
  /** Every rule with at least one finding under the filter. */
  readonly byRule: Readonly<Record<string, number>>
  readonly page: PageOf<FindingView>
}

export interface RuleCount {
  readonly rule: string
  readonly total: number
  readonly open: number
  readonly agencies: readonly { readonly agency: string; readonly count: number }[]
}

export interface AgencySummary {
  readonly agency: string
  readonly agencyName: string
  readonly jurisdiction: 'us' | 'uk' | 'nl'
  readonly useCases: number
  readonly byYear: readonly { readonly year: number; readonly entries: number }[]
  readonly deployedHighImpact: number
  readonly findings: SeverityCounts
}

/** One item of the feed of changes. */
export interface ChangeItem {
  readonly id: string
  readonly at: string
  readonly kind: 'inventory' | 'entry' | 'finding'
  readonly title: string
  readonly detail: string
  /** Path on this site. */
  readonly path: string
}

export interface ImportReport {
  readonly files: readonly ImportedFile[]
  readonly rejections: readonly ImportNote[]
  readonly warnings: readonly ImportNote[]
}

export interface ImportedFile {
  readonly file: string
  readonly format: Format | null
  readonly rows: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly sha256: string
}

export interface ImportNote {
  readonly file: string
  readonly row: number | null
  readonly column: string | null
  readonly code: string
  readonly message: string
}
