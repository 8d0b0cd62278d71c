import { listedAnswer } from './vocabulary.ts'

/** Columns that say which record it is and where it stands: codes, offices, stages, dates. */
const IDENTIFYING = new Set([
  'agency',
  'agency_name',
  'id',
  'agency_bureau',
  'operational_date',
  '3_agency',
  '3_abr',
  '4_bureau',
  '16_dev_stage',
  '17_impact_type',
  '18_date_initiated',
  '19_date_acq_dev_began',
  '20_date_implemented',
  '21_date_retired',
  'Use_Case_ID',
  'Department_Code',
  'Department',
  'Development_Stage',
  'publishing_body',
  'published',
])

/**
 * Whether a cell can name nobody: a listed answer of a coded column, a plain yes or no, or what identifies the record. A report
 * hides no such cell (abuse reference, G05).
 */
export function namesNobody(column: string, value: string): boolean {
  return IDENTIFYING.has(column) || /^(yes|no|n\/a)?$/i.test(value.trim()) || listedAnswer(column, value) !== null
}
