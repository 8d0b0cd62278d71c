import { keyFromName } from '../../entry/key.ts'
import { column, federalAgency, type TableFormat } from '../format/table-format.ts'

/** Commercial uses 2025: one record for each agency and task; agencies stand by full name. */
export const OMB_2025_COTS: TableFormat = {
  format: 'omb-2025-cots',
  year: 2025,
  columns: [
    column('agency', 'text', 'required', ['Agency']),
    column('use_case', 'text', 'required', ['AI Use Case']),
    column('agency_use', 'text', 'required', ['Agency Use (Y/N)?']),
    column('product', 'text', 'required', ['Name of Commercial Product or Service Used']),
    column('users', 'text', 'required', ['Estimated # of Licenses/Users']),
  ],
  recognise: ['use_case', 'agency_use'],
  identify: (cell) => {
    const agency = federalAgency('', cell('agency'))
    return agency && { ...agency, bureau: '', id: '', name: cell('use_case'), year: 2025 }
  },
  // The list stands in the bureau's place, so that a task never meets an individually reported entry of the same name.
  key: (identity, _cell, sha256) =>
    keyFromName({ ...identity, bureau: 'omb-2025-cots', firstYear: identity.year }, sha256),
  windows1252: false,
}
