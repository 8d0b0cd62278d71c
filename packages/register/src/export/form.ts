import type { Entry, EntryKey, Format, Year } from '../entry/entry.ts'
import type { Finding } from '../finding/finding.ts'

/** Forms the register can be exported to. OSCAL has one model a document (docs/decisions), so it has three. */
export type ExportForm =
  | 'omb-2025'
  | 'atrs'
  | 'nl-1.0'
  | 'oscal'
  | 'oscal-assessment-results'
  | 'oscal-poam'
  | 'cyclonedx'
  | 'jsonld'

/** In the order that help texts and pages list them. */
export const EXPORT_FORMS: readonly ExportForm[] = [
  'omb-2025',
  'atrs',
  'nl-1.0',
  'oscal',
  'oscal-assessment-results',
  'oscal-poam',
  'cyclonedx',
  'jsonld',
]

/** SHA-1 of bytes: version 5 UUIDs are made with it (RFC 9562 5.5); nothing here rests on it for safety. */
export type Sha1 = (bytes: Uint8Array) => Uint8Array

/** An imported file, as exports name it. */
export interface ExportInventory {
  readonly file: string
  readonly format: Format
  readonly year: Year
  /** Hexadecimal, of the file's bytes. */
  readonly sha256: string
  /** `https://` address it came from, '' for a local file. */
  readonly source: string
}

/** A cell that no export may show, because a report says that it names a private person or endangers somebody. */
export interface HiddenCell {
  readonly key: EntryKey
  /** Canonical column; '' hides the whole entry. */
  readonly column: string
}

export interface ExportFacts {
  readonly entries: readonly Entry[]
  /** Used by `oscal-assessment-results` alone. */
  readonly findings: readonly Finding[]
  /** All imported files, those that bring facts about entries too. Oldest import first: where two have the same format, year and file name, the later one is meant. */
  readonly inventories: readonly ExportInventory[]
  /** When the newest inventory was imported, `2026-11-22T09:00:00.000Z`: the only time an export states. */
  readonly asOf: string
  /** Origin of the public site (`https://register.example`), '' where it has none: addresses are then relative. */
  readonly site: string
  readonly hidden?: readonly HiddenCell[]
  readonly sha1: Sha1
}

export interface ExportOptions {
  /**
   * `current` (default): of the yearly federal inventories of individual use cases the newest one alone, and all of the
   * other formats. `all`: every year; each record then says which year it declares. Assessment results are of all years
   * unless told otherwise, since findings are.
   */
  readonly years?: 'current' | 'all'
}

/** An entry that the form has no honest place for, with every reason. */
export interface LeftOut {
  readonly key: EntryKey
  readonly file: string
  readonly row: number
  readonly reasons: readonly string[]
}

/** An export in pieces, for registers whose text would not fit one string. Each iteration starts anew. */
export interface ExportStream {
  readonly mediaType: string
  readonly fileName: string
  readonly chunks: Iterable<string>
  /** Entries of the selection that are not in the document. */
  readonly left: readonly LeftOut[]
}

export interface ExportDocument {
  readonly mediaType: string
  readonly fileName: string
  readonly text: string
  readonly left: readonly LeftOut[]
}

/** What one form makes of the selected entries; `export.ts` adds the file name. */
export type Exporter = (selected: Selected) => Omit<ExportStream, 'fileName'> & {
  /** Those the document is made from, where they are not all of the selected ones. */
  readonly inventories?: readonly ExportInventory[]
}

/** The facts after selection: entries sorted by key, hidden cells gone, and the inventories they come from. */
export interface Selected extends Omit<ExportFacts, 'hidden'> {
  readonly inventoryOf: (entry: Entry) => ExportInventory | undefined
  /** Those of the selected entries, in the order of `facts.inventories`. */
  readonly inventories: readonly ExportInventory[]
  readonly allInventories: readonly ExportInventory[]
}

/** `nothing-to-export`: the form's schema cannot express an empty document. */
export class ExportError extends Error {
  readonly code: 'nothing-to-export'

  constructor(message: string) {
    super(message)
    this.name = 'ExportError'
    this.code = 'nothing-to-export'
  }
}
