import { federalAgency, keyByIdOrName, type TableFormat } from '../format/table-format.ts'
import { OMB_2024_COLUMNS } from './columns.ts'

/** Federal inventory 2024, both files: coded headers in UTF-8, question headers in windows-1252. It has no ids. */
export const OMB_2024: TableFormat = {
  format: 'omb-2024',
  year: 2024,
  columns: OMB_2024_COLUMNS,
  recognise: ['2_use_case_name', '65_appeal_process'],
  identify: (cell) => {
    const agency = federalAgency(cell('3_abr'), cell('3_agency'))
    return agency && { ...agency, bureau: cell('4_bureau'), id: '', name: cell('2_use_case_name'), year: 2024 }
  },
  key: keyByIdOrName,
  windows1252: true,
}
