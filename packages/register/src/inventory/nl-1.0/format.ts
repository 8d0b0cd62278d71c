import { keyFromName } from '../../entry/key.ts'
import { column, type TableFormat } from '../format/table-format.ts'
import type { JsonFormat } from '../json/table.ts'
import { NL_FIELDS, nlFault } from './schema.ts'

/** The standard's entries state no day of publication: they count for the year of the standard. */
const YEAR = 2025

const KINDS: ReadonlyMap<string, 'list' | 'date'> = new Map([
  ['theme', 'list'],
  ['start_date', 'date'],
  ['end_date', 'date'],
])

const TABLE: TableFormat = {
  format: 'nl-1.0',
  year: YEAR,
  columns: NL_FIELDS.map((name) => column(name, KINDS.get(name) ?? 'text')),
  recognise: ['publication_category', 'human_intervention'],
  identify: (cell) => {
    const organisation = cell('organization')
    if (organisation === '') return null
    const named = { agency: organisation, agencyName: organisation, bureau: '', name: cell('name') }
    return { ...named, id: cell('source_id'), year: YEAR }
  },
  // An own id is unique inside one organisation only; a digest over both keeps the address short and stable.
  key: (identity, _cell, sha256) => {
    const named = identity.id === '' ? identity.name : `id ${identity.id}`
    return keyFromName({ agency: 'nl', bureau: identity.agency, name: named, firstYear: YEAR }, sha256)
  },
  windows1252: false,
}

/** Entries of the Dutch algorithm register, publication standard 1.0.0: a JSON list of objects. */
export const NL_1_0: JsonFormat = { table: TABLE, invalid: nlFault }
