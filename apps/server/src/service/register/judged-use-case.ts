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
  /** Name, system, vendor and agency: what typing errors are compared with. */
  readonly handle: string
  /** Declared purpose, problem, benefits and outputs of all years: the full text. */
  readonly body: string
}
