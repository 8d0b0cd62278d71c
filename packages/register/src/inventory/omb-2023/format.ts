import { column, federalAgency, keyByIdOrName, type TableFormat } from '../format/table-format.ts'

/** Federal inventory 2023. Its ids are the consolidator's running numbers: shown, never joined on. */
export const OMB_2023: TableFormat = {
  format: 'omb-2023',
  year: 2023,
  columns: [
    column('Use_Case_ID'),
    column('Department_Code'),
    column('Agency'),
    column('Office'),
    column('Title'),
    column('Summary'),
    column('Development_Stage'),
    column('Techniques'),
    column('Source_Code'),
    column('Department'),
  ],
  recognise: ['Use_Case_ID', 'Department_Code', 'Development_Stage'],
  identify: (cell) => {
    const agency = federalAgency(cell('Department_Code'), cell('Department'))
    return agency && { ...agency, bureau: cell('Agency'), id: cell('Use_Case_ID'), name: cell('Title'), year: 2023 }
  },
  key: keyByIdOrName,
  windows1252: false,
}
