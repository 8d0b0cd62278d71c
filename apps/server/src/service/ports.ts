import type {
  AgencySource,
  Award,
  ColumnStatus,
  Entry,
  EntryKey,
  Figures,
  Finding,
  MatchReview,
  ReadResult,
} from '@recourse/register'
import type { LoggedLeaf } from './log/record-log.ts'
import type { JudgedUseCase, UseCaseText } from './register/judged-use-case.ts'
import type {
  AgencySummary,
  EntryChangeView,
  EntryView,
  FindingAnswerView,
  FindingFilter,
  FindingList,
  FindingView,
  ImportNote,
  InventoryView,
  PageOf,
  RuleCount,
  SearchResult,
  UseCaseFilter,
  UseCaseSummary,
} from './register/view.ts'

/** Now, as milliseconds since 1970 UTC; the only clock services see. */
export interface Clock {
  now(): number
}

/** Fresh identifiers; the only chance services see. */
export interface Ids {
  uuid(): string
}

/** A file that was read without refusal, ready to be stored. */
export interface InventoryToStore {
  readonly file: string
  readonly sha256: string
  readonly sizeBytes: number
  /** Address it came from, '' for a local file. */
  readonly source: string
  readonly at: number
  readonly read: Extract<ReadResult, { ok: true }>
}

/** `added + updated + unchanged + rejected` is the file's record count, always. */
export interface InventoryStored {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  /** Kept from an earlier file and missing in this one. */
  readonly absent: number
  /** false: these bytes had been imported before, and nothing was written. */
  readonly changed: boolean
}

/** What the rules need of the stored facts, and the version they were read at. */
export interface StoredFacts {
  readonly version: number
  /** Listed in the newest file that covers their agency: what the rules read. */
  readonly entries: readonly Entry[]
  /** No longer listed there: kept and shown, judged no more. */
  readonly absent: readonly Entry[]
  readonly columnStatus: readonly ColumnStatus[]
  readonly sources: readonly AgencySource[]
  readonly awards: readonly Award[]
  readonly reviews: readonly MatchReview[]
  readonly answers: readonly StandingAnswer[]
}

/** What a finding became by the newest answer to it. */
export interface StandingAnswer {
  readonly findingId: string
  readonly state: 'open' | 'disputed' | 'withdrawn'
}

export interface AnswerToSave extends StandingAnswer, Omit<FindingAnswerView, 'state'> {
  /** The office that recorded it, never a name. */
  readonly editor: string
  readonly at: number
}

export interface Judgement {
  readonly factsVersion: number
  readonly asOf: string
  /** Digest over rule ids and versions: other rules, other judgement. */
  readonly rules: string
  readonly at: number
  readonly texts: readonly UseCaseText[]
  /** Runs the rules; called once, while the texts are being written. */
  judge(): Promise<Judged>
}

export interface Judged {
  readonly useCases: readonly JudgedUseCase[]
  readonly findings: readonly JudgedFinding[]
  readonly figures: Figures
}

export interface JudgedFinding {
  readonly finding: Finding
  readonly useCaseKey: EntryKey | null
  readonly ruleOrder: number
}

export interface RegisterVersion {
  readonly facts: number
  readonly judged: number
  readonly asOf: string
  readonly rules: string
  /** Raised by whatever a page shows; pages and ETags are keyed by it. */
  readonly shown: number
}

export interface ErrorReport {
  readonly id: string
  readonly entryKey: EntryKey
  readonly year: number
  /** Canonical column, '' for the entry as a whole. */
  readonly column: string
  readonly kind: 'wrong' | 'names-person' | 'endangers' | 'other'
  readonly text: string
  readonly receivedOn: string
  readonly hiddenUntil: number | null
}

/** An undecided or settled pair as a person sees it. */
export interface ReviewedPair extends MatchReview {
  readonly reviewer: string
  readonly at: string
}

/** The register's facts and projections. Reads may lag a judgement, never show half of one. */
export interface RegisterStore {
  version(): Promise<RegisterVersion>
  /** One transaction: all of the file or none of it. Bytes seen before write nothing. Imports queue behind one another. */
  importInventory(file: InventoryToStore): Promise<InventoryStored>
  loadFacts(): Promise<StoredFacts>
  /** Replaces the projections in one transaction; false (and nothing written) when the facts moved on meanwhile. */
  saveJudgement(judgement: Judgement): Promise<boolean>
  saveMatchReview(review: MatchReview, reviewer: string, at: number): Promise<void>
  matchReviews(): Promise<readonly ReviewedPair[]>

  searchUseCases(
    filter: UseCaseFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<SearchResult>
  /** By the key of any of its entries. */
  findUseCase(key: EntryKey): Promise<FoundUseCase | null>
  /** Public events about the entries of these keys, oldest first; null where no log was ever made. */
  leavesOf(entryKeys: readonly EntryKey[]): Promise<readonly LoggedLeaf[] | null>
  /**
   * Logs what was imported, settled or answered while there was no log, by the very code that logs it at once where there
   * is one. Gives the number of events; 0 where no log is live.
   */
  logBacklog(at: number): Promise<number>
  /** Names, contract numbers and vendors of all use cases that declare one: what contracts are joined to. */
  suppliers(): Promise<readonly Supplier[]>
  /** Summaries by key, in the order asked for; unknown keys are left out. */
  useCases(keys: readonly EntryKey[]): Promise<readonly UseCaseSummary[]>
  findingList(
    filter: FindingFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<FindingList>
  ruleCounts(): Promise<readonly RuleCount[]>
  /** Ended ones too; null where there is none of that id. */
  finding(id: string): Promise<FindingView | null>
  /** Kept beside the finding for good; what it makes of the finding's state holds from the next judgement on. False: no such finding. */
  saveFindingAnswer(answer: AnswerToSave): Promise<boolean>
  agencies(): Promise<readonly AgencySummary[]>
  /** Of the last judgement; null before the first. */
  figures(): Promise<Figures | null>
  /** Cells that no page or export may show while a report waits, or for good. */
  hiddenCells(): Promise<readonly { readonly key: EntryKey; readonly year: number; readonly column: string }[]>
  inventories(): Promise<readonly InventoryView[]>
  importNotes(
    inventoryId: number,
    kind: 'rejection' | 'warning',
    page: { readonly after: number; readonly limit: number },
  ): Promise<PageOf<ImportNote & { readonly raw: string | null }>>
  awards(): Promise<readonly Award[]>
  entryChanges(limit: number): Promise<readonly EntryChangeView[]>
  /** What one import changed in entries that were there before, in the order it was found. */
  changesOfInventory(
    inventoryId: number,
    page: { readonly after: number; readonly limit: number },
  ): Promise<PageOf<EntryChangeView>>
  /** Keys of all use cases in their order, for lists that name every address. */
  useCaseKeys(page: { readonly after: number; readonly limit: number }): Promise<readonly EntryKey[]>
  /** Where the consolidator got an agency's file, and what it says of its columns; from the newest sourcing summary. */
  agencySourcing(
    agency: string,
  ): Promise<{ readonly source: AgencySource | null; readonly columns: readonly ColumnStatus[] }>
  findingChanges(limit: number): Promise<readonly FindingView[]>

  saveReport(report: ErrorReport): Promise<void>
  openReports(): Promise<readonly ErrorReport[]>
  /** Shows again what was hidden longer than an editor may take to answer; returns how many texts reappeared. */
  endHiding(now: number): Promise<number>
  /** Erases the report's text. False: no open report of that id. */
  settleReport(id: string, outcome: 'kept' | 'corrected' | 'text-hidden', on: string): Promise<boolean>
}

export interface Supplier {
  readonly key: EntryKey
  readonly name: string
  readonly agency: string
  readonly piids: readonly string[]
  readonly vendor: string
}

export interface FoundUseCase {
  readonly summary: UseCaseSummary
  readonly entries: readonly EntryView[]
  readonly links: string
  readonly findings: readonly FindingView[]
  readonly changes: readonly EntryChangeView[]
  readonly openReports: number
}

/** Where the importer gets bytes from. */
export interface Sources {
  /** Reads a file or an `https://` address whole, refusing what is over `limit` bytes before reading it. */
  read(place: string, limit: number, onProgress: (bytes: number, total: number | null) => void): Promise<SourceBytes>
}

export type SourceBytes =
  | { readonly ok: true; readonly file: string; readonly bytes: Uint8Array; readonly source: string }
  | {
      readonly ok: false
      readonly file: string
      readonly code: 'too-large' | 'not-found' | 'unreadable' | 'unreachable'
      readonly message: string
    }
