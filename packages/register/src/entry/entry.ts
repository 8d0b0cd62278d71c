import { clean } from './clean.ts'

/** Formats whose records are entries of the register. */
export type EntryFormat = 'omb-2023' | 'omb-2024' | 'omb-2025' | 'omb-2025-cots' | 'atrs' | 'nl-1.0'

/** All formats the importer knows; the last two bring facts about entries. */
export type Format = EntryFormat | 'omb-2025-sourcing' | 'contracts'

/** Address of one entry, for ever: `dhs-2577`, `treas_24`, `hhs_k3v9...`. */
export type EntryKey = string

/** Inventory year an entry was published for; ATRS and NL entries carry their year of publication. */
export type Year = number

/**
 * The columns of one file: canonical name (stable across header spellings, e.g. `65_appeal_process`),
 * and the header as that file prints it, which evidence quotes. One object per file, shared by its entries.
 */
export interface Layout {
  readonly format: EntryFormat
  readonly columns: readonly LayoutColumn[]
  /** Canonical name to position in `columns` and in `Entry.raw`. */
  readonly position: ReadonlyMap<string, number>
}

export interface LayoutColumn {
  readonly name: string
  /** As printed in the file; repeated headers are numbered `If Other, please explain. (3)`. `null`: the file lacks it. */
  readonly header: string | null
  readonly kind: 'text' | 'list' | 'date'
}

/** One record of one inventory: the unit that rules read. Contact data is never in it; addresses inside text are masked. */
export interface Entry {
  readonly key: EntryKey
  readonly format: EntryFormat
  readonly year: Year
  /** File name (no folder). */
  readonly file: string
  /** Record number in that file, header = 1. */
  readonly row: number
  /** Agency code (`DHS`); for ATRS and NL the body's own name. */
  readonly agency: string
  readonly agencyName: string
  readonly bureau: string
  /** As declared, cleaned; '' where blank. */
  readonly id: string
  /** As declared, cleaned; '' where blank. */
  readonly name: string
  readonly layout: Layout
  /** Raw text by column position, masked; `null` where the column is not asked or was dropped. */
  readonly raw: readonly (string | null)[]
}

/** Four states, never one empty string. */
export type FieldState = 'value' | 'blank' | 'unreadable' | 'not-asked'

export interface Field {
  readonly state: FieldState
  /** Cleaned text; '' unless state is `value` (for `unreadable` see `raw`). */
  readonly value: string
  /** Items of a list column, cleaned; empty for others. */
  readonly items: readonly string[]
  readonly raw: string
  /** Canonical column name. */
  readonly column: string
  /** Header as the file prints it, for evidence. */
  readonly header: string
  readonly file: string
  readonly row: number
  readonly year: Year
}

/** Where a statement comes from: the cell as published (masked), down to file, record and column. */
export interface Evidence {
  readonly file: string
  readonly row: number | null
  readonly column: string | null
  readonly value: string
}

/** Cleaned text of a column, '' for blank and not asked: the short form most rules read. */
export function text(entry: Entry, column: string): string {
  const at = entry.layout.position.get(column)
  const raw = at === undefined ? null : entry.raw[at]
  return raw === null || raw === undefined || raw === '' ? '' : clean(raw)
}
