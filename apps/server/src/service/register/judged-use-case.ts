import type { EntryFormat, EntryKey, HistoryLink } from '@recourse/register'
import type { SeverityCounts, YearMark } from './view.ts'

/** One use case as a judgement leaves it: the row of the projection that search and lists read. */
export interface JudgedUseCase {
  readonly key: EntryKey
  readonly entryKeys: readonly EntryKey[]
  readonly format: EntryFormat
  readonly jurisdiction: 'us' | 'uk' | 'nl'
  readonly agency: string
  readonly agencyName: string
  readonly bureau: string
  readonly name: string
  readonly declaredId: string
  readonly years: readonly number[]
  readonly stage: string
  readonly impact: string
  readonly vendor: string
  readonly topic: string
  readonly marks: readonly YearMark[]
  readonly links: readonly HistoryLink[]
  readonly rules: readonly string[]
  /** Contract numbers its entries cite. */
  readonly piids: readonly string[]
  readonly findings: SeverityCounts
}

/** What full text search reads of one use case. */
export interface UseCaseText {
  readonly key: EntryKey
  /** Name and declared id: weighs most. */
  readonly title: string
  /** Name, system, vendor, bureau and agency: what typing errors are corrected to. */
  readonly handle: string
  /** Topic, declared purpose, problem, benefits and outputs of all years. */
  readonly body: string
}
