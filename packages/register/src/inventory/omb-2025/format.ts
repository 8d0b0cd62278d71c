import { column, federalAgency, keyByIdOrName, type TableFormat } from '../format/table-format.ts'

/** Federal inventory 2025, individually reported use cases. `contact_email` is dropped before anything is kept. */
export const OMB_2025: TableFormat = {
  format: 'omb-2025',
  year: 2025,
  columns: [
    column('agency'),
    column('agency_name'),
    column('id'),
    column('use_case_name'),
    column('agency_bureau'),
    column('contact_email', 'text', 'dropped'),
    column('is_withheld'),
    column('development_stage'),
    column('is_high_impact'),
    column('HI_justification'),
    column('topic_area'),
    column('classification'),
    column('problem_solved'),
    column('benefits'),
    column('system_outputs'),
    column('operational_date', 'date'),
    column('contracting_usage'),
    column('vendor_name'),
    column('have_ato'),
    column('system_name_ato'),
    column('data_description'),
    column('link_to_data'),
    column('has_pii'),
    column('pia_url'),
    column('demographic_features', 'list'),
    column('has_custom_code'),
    column('code_url'),
    column('hi_testing_conducted'),
    column('hi_assessment_completed'),
    column('hi_potential_impacts'),
    column('hi_independent_review'),
    column('hi_ongoing_monitoring'),
    column('hi_training_established'),
    column('hi_failsafe_presence'),
    column('hi_appeal_process'),
    column('hi_public_consultation', 'list'),
  ],
  recognise: ['use_case_name', 'is_high_impact', 'hi_appeal_process'],
  identify: (cell) => {
    const agency = federalAgency(cell('agency'), cell('agency_name'))
    return (
      agency && { ...agency, bureau: cell('agency_bureau'), id: cell('id'), name: cell('use_case_name'), year: 2025 }
    )
  },
  key: keyByIdOrName,
  windows1252: false,
}
