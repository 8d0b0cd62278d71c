import { canonicalAgency } from '../entry/agency.ts'
import { type Entry, type EntryFormat, text } from '../entry/entry.ts'

/** What matching reads of a format beside name, bureau and id, which every entry carries. */
export interface MatchColumns {
  /** Columns whose words say what the use case is for and what it yields, in print order. */
  readonly text: readonly string[]
  readonly stage: string
  /** Whether the agency gave the ids itself. Those of 2023 are the consolidator's running numbers: never join on them. */
  readonly ownIds: boolean
}

/**
 * Formats whose yearly entries are joined into use cases. The others (commercial list, ATRS, NL) stand alone:
 * they are one list each, not a yearly report of the same agency.
 */
const MATCH_COLUMNS: { readonly [format in EntryFormat]: MatchColumns | null } = {
  'omb-2023': { text: ['Summary'], stage: 'Development_Stage', ownIds: false },
  'omb-2024': { text: ['11_purpose_benefits', '12_outputs'], stage: '16_dev_stage', ownIds: true },
  'omb-2025': { text: ['problem_solved', 'benefits', 'system_outputs'], stage: 'development_stage', ownIds: true },
  'omb-2025-cots': null,
  atrs: null,
  'nl-1.0': null,
}

/** The columns matching reads of this format, `null` where its entries stand alone. */
export function matchColumns(format: EntryFormat): MatchColumns | null {
  return MATCH_COLUMNS[format]
}

/** Whether entries of this format are joined with those of other years. */
export function isMatched(entry: Entry): boolean {
  return MATCH_COLUMNS[entry.format] !== null
}

/** The code under which an entry meets those of other years (register reference 3.5: 2023 `DOS` is `STATE`). */
export function matchAgency(entry: Pick<Entry, 'agency'>): string {
  return canonicalAgency(entry.agency)
}

/** The words an entry's purpose and outputs are written in, one text. */
export function purposeText(entry: Entry): string {
  return (MATCH_COLUMNS[entry.format]?.text ?? [])
    .map((column) => text(entry, column))
    .filter((part) => part !== '')
    .join(' ')
}

/** Whether the entry declares itself retired (2023 also says `Retired` in free text). */
export function isRetired(entry: Entry): boolean {
  const columns = MATCH_COLUMNS[entry.format]
  return columns !== null && text(entry, columns.stage).toLowerCase() === 'retired'
}
