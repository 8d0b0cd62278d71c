import type { Award } from '../contract/award.ts'
import type { Entry, Format, Year } from '../entry/entry.ts'

/** A refusal of a whole file, or of one record of it (`row` set, nothing of the record kept but its raw text). */
export interface Rejection {
  readonly file: string
  readonly row: number | null
  readonly column: string | null
  readonly code: RejectionCode
  readonly message: string
}

export type RejectionCode =
  | 'empty'
  | 'too-large'
  | 'encoding'
  | 'control-character'
  | 'quote-unclosed'
  | 'quote-stray'
  | 'format-unknown'
  | 'header-missing'
  | 'header-duplicate'
  | 'row-width'
  | 'agency-missing'
  | 'json-invalid'
  | 'schema-invalid'

export interface Warning {
  readonly file: string
  readonly row: number | null
  readonly column: string | null
  readonly code: WarningCode
  readonly message: string
}

export type WarningCode =
  | 'column-unknown'
  | 'list-unparsable'
  | 'date-unreadable'
  | 'date-ambiguous'
  | 'value-shifted'
  | 'value-unlisted'
  | 'character-lost'
  | 'formula-lead'
  | 'personal-data'

/** Whether an agency answered a column at all (2025 sourcing summary): lets a finding say who left a cell empty. */
export interface ColumnStatus {
  readonly agency: string
  readonly column: string
  readonly status: 'reported' | 'left-out'
  readonly file: string
  readonly row: number | null
}

/** Where the consolidator got an agency's file. */
export interface AgencySource {
  readonly agency: string
  readonly agencyName: string
  readonly address: string
  readonly method: string
  readonly retrieved: string
  readonly rows: number | null
  readonly file: string
  readonly row: number | null
}

/** What reading one file yields. A refused file has no records: `rows` is 0 and `rejections` has exactly one element. */
export type ReadResult =
  | { readonly ok: false; readonly format: Format | null; readonly rejections: readonly [Rejection] }
  | {
      readonly ok: true
      readonly format: Format
      readonly year: Year
      /** `utf-8`, `utf-8-bom`, `windows-1252`. */
      readonly encoding: string
      /** Records found, the header not counted; entries + awards + sources + quarantined. */
      readonly rows: number
      readonly entries: readonly Entry[]
      readonly awards: readonly Award[]
      readonly columnStatus: readonly ColumnStatus[]
      readonly sources: readonly AgencySource[]
      readonly rejections: readonly Rejection[]
      readonly warnings: readonly Warning[]
      /** Raw text of quarantined records (masked), by row. */
      readonly quarantined: readonly { readonly row: number; readonly raw: string }[]
    }
