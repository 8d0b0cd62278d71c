import { agencyCode, agencyName } from '../../entry/agency.ts'
import type { EntryFormat, EntryKey, Year } from '../../entry/entry.ts'
import { keyFromId, keyFromName, type Sha256 } from '../../entry/key.ts'

export interface TableColumn {
  /** Canonical name. */
  readonly name: string
  /** Every header the column is known under, the canonical name included. */
  readonly headers: readonly string[]
  readonly kind: 'text' | 'list' | 'date'
  /** `optional` may be absent from a file; `dropped` may be absent and is never kept. */
  readonly presence: 'required' | 'optional' | 'dropped'
}

/** Who and what a record is about, cleaned. */
interface Identity {
  readonly agency: string
  readonly agencyName: string
  readonly bureau: string
  readonly id: string
  readonly name: string
  readonly year: Year
}

/** A format whose records are rows of cells, from CSV or JSON; everything the importer must know about it. */
export interface TableFormat {
  readonly format: EntryFormat
  /** Year of the inventory, `null` where each record carries its own. */
  readonly year: Year | null
  readonly columns: readonly TableColumn[]
  /** Columns that settle a tie between formats that fit equally. */
  readonly recognise: readonly string[]
  /** `null` where the record names no agency at all. `cell` gives the cleaned text of a canonical column. */
  readonly identify: (cell: (column: string) => string) => Identity | null
  readonly key: (identity: Identity, cell: (column: string) => string, sha256: Sha256) => EntryKey
  /** Whether the format's CSV may be windows-1252. */
  readonly windows1252: boolean
}

export function column(
  name: string,
  kind: TableColumn['kind'] = 'text',
  presence: TableColumn['presence'] = 'required',
  otherHeaders: readonly string[] = [],
): TableColumn {
  return { name, headers: [name, ...otherHeaders], kind, presence }
}

/** Code and name of a federal agency from whichever of the two the record states; `null` where it states neither. */
export function federalAgency(
  code: string,
  name: string,
): { readonly agency: string; readonly agencyName: string } | null {
  if (code === '' && name === '') return null
  const agency = code === '' ? (agencyCode(name) ?? name) : code.toUpperCase()
  return { agency, agencyName: name === '' ? (agencyName(agency) ?? agency) : name }
}

/** The declared id where there is one, else a digest of what names the entry. */
export const keyByIdOrName: TableFormat['key'] = (identity, _cell, sha256) =>
  identity.id === ''
    ? keyFromName({ ...identity, firstYear: identity.year }, sha256)
    : keyFromId(identity.agency, identity.id)
