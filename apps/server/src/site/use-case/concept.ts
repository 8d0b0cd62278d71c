import type { EntryFormat } from '@recourse/register'

/** Headings under which declared concepts stand, in page order. */
export const CONCEPT_GROUPS = ['state', 'safeguard', 'maker', 'data', 'purpose'] as const

export type ConceptGroup = (typeof CONCEPT_GROUPS)[number]

/**
 * One thing that several inventories ask, each in its own words and columns. Columns stand together because they ask
 * about the same thing, not because their answers mean the same: every answer is shown as declared, with its source.
 */
export interface Concept {
  readonly id: ConceptId
  readonly group: ConceptGroup
  /** answer: one of a few words, compared between years; words: free text, shown and never judged equal or not. */
  readonly form: 'answer' | 'words'
  /** Shown even where every year left it without a value: its absence says something. */
  readonly always: boolean
  readonly columns: Readonly<Partial<Record<EntryFormat, readonly string[]>>>
}

export type ConceptId =
  | 'stage'
  | 'impact'
  | 'impact-reason'
  | 'started'
  | 'ended'
  | 'topic'
  | 'technique'
  | 'commercial'
  | 'withheld'
  | 'assessment'
  | 'testing'
  | 'review'
  | 'monitoring'
  | 'training'
  | 'failsafe'
  | 'autonomy'
  | 'human'
  | 'adverse'
  | 'notice'
  | 'appeal'
  | 'no-appeal-reason'
  | 'opt-out'
  | 'disparity'
  | 'consultation'
  | 'extension'
  | 'risks'
  | 'made-by'
  | 'vendor'
  | 'contract'
  | 'used'
  | 'product'
  | 'licences'
  | 'published'
  | 'record'
  | 'authority'
  | 'personal-data'
  | 'privacy'
  | 'demographic'
  | 'data'
  | 'code'
  | 'purpose'
  | 'outputs'
  | 'legal-basis'

function answer(
  id: ConceptId,
  group: ConceptGroup,
  columns: Concept['columns'],
  { always = false }: { readonly always?: boolean } = {},
): Concept {
  return { id, group, form: 'answer', always, columns }
}

function words(id: ConceptId, group: ConceptGroup, columns: Concept['columns']): Concept {
  return { id, group, form: 'words', always: false, columns }
}

const ALWAYS = { always: true }

/** Every concept a page compares, in page order (register reference, section 2 "Words by year", section 6). */
export const CONCEPTS: readonly Concept[] = [
  answer(
    'stage',
    'state',
    {
      'omb-2023': ['Development_Stage'],
      'omb-2024': ['16_dev_stage'],
      'omb-2025': ['development_stage'],
      'nl-1.0': ['status'],
    },
    ALWAYS,
  ),
  answer(
    'impact',
    'state',
    { 'omb-2024': ['17_impact_type'], 'omb-2025': ['is_high_impact'], 'nl-1.0': ['publication_category'] },
    ALWAYS,
  ),
  words('impact-reason', 'state', { 'omb-2025': ['HI_justification'], 'nl-1.0': ['considerations'] }),
  answer('started', 'state', {
    'omb-2024': ['20_date_implemented'],
    'omb-2025': ['operational_date'],
    'nl-1.0': ['start_date'],
  }),
  answer('published', 'state', { atrs: ['published'] }),
  answer('record', 'state', { atrs: ['url'], 'nl-1.0': ['link'] }),
  answer('ended', 'state', { 'omb-2024': ['21_date_retired'], 'nl-1.0': ['end_date'] }),
  answer('topic', 'state', {
    'omb-2024': ['8_topic_area', '8_question_type'],
    'omb-2025': ['topic_area'],
    'nl-1.0': ['theme'],
  }),
  answer('technique', 'state', {
    'omb-2023': ['Techniques'],
    'omb-2025': ['classification'],
  }),
  answer('commercial', 'state', { 'omb-2024': ['10_commercial_ai'] }),
  answer('withheld', 'state', { 'omb-2025': ['is_withheld'] }),

  answer('appeal', 'safeguard', { 'omb-2024': ['65_appeal_process'], 'omb-2025': ['hi_appeal_process'] }, ALWAYS),
  answer('no-appeal-reason', 'safeguard', { 'omb-2024': ['66_no_appeal_reason'] }),
  answer(
    'assessment',
    'safeguard',
    { 'omb-2024': ['52_impact_assessment'], 'omb-2025': ['hi_assessment_completed'], 'nl-1.0': ['impact_assessments'] },
    ALWAYS,
  ),
  answer(
    'testing',
    'safeguard',
    { 'omb-2024': ['53_real_world_testing'], 'omb-2025': ['hi_testing_conducted'] },
    ALWAYS,
  ),
  answer('review', 'safeguard', { 'omb-2024': ['55_independent_eval'], 'omb-2025': ['hi_independent_review'] }, ALWAYS),
  answer(
    'monitoring',
    'safeguard',
    { 'omb-2024': ['56_monitor_postdeploy'], 'omb-2025': ['hi_ongoing_monitoring'] },
    ALWAYS,
  ),
  answer('training', 'safeguard', { 'omb-2025': ['hi_training_established'] }, ALWAYS),
  answer('failsafe', 'safeguard', { 'omb-2025': ['hi_failsafe_presence'] }, ALWAYS),
  answer('autonomy', 'safeguard', { 'omb-2024': ['57_autonomous_impact', '57_question_type'] }),
  words('human', 'safeguard', { 'nl-1.0': ['human_intervention'] }),
  answer('adverse', 'safeguard', { 'omb-2024': ['61_adverse_impact'] }),
  answer('notice', 'safeguard', { 'omb-2024': ['59_ai_notice', '59_question_type'] }, ALWAYS),
  answer('opt-out', 'safeguard', { 'omb-2024': ['67_opt_out', '67_question_type'] }),
  answer('consultation', 'safeguard', {
    'omb-2024': ['63_stakeholder_consult', '63_question_type'],
    'omb-2025': ['hi_public_consultation'],
  }),
  words('disparity', 'safeguard', { 'omb-2024': ['62_disparity_mitigation'] }),
  answer('extension', 'safeguard', { 'omb-2024': ['51_extension_request'] }),
  words('risks', 'safeguard', {
    'omb-2024': ['54_key_risks'],
    'omb-2025': ['hi_potential_impacts'],
    'nl-1.0': ['risk_management'],
  }),

  answer('made-by', 'maker', { 'omb-2024': ['22_dev_method'], 'omb-2025': ['contracting_usage'] }),
  answer('vendor', 'maker', { 'omb-2025': ['vendor_name'], 'nl-1.0': ['supplier'] }, ALWAYS),
  answer('contract', 'maker', { 'omb-2024': ['23_contract_piids'] }, ALWAYS),
  answer('used', 'maker', { 'omb-2025-cots': ['agency_use'] }, ALWAYS),
  answer('product', 'maker', { 'omb-2025-cots': ['product'] }, ALWAYS),
  answer('licences', 'maker', { 'omb-2025-cots': ['users'] }, ALWAYS),
  answer('authority', 'maker', {
    'omb-2024': ['40_has_ato', '41_system_name'],
    'omb-2025': ['have_ato', 'system_name_ato'],
  }),
  answer('code', 'maker', {
    'omb-2023': ['Source_Code'],
    'omb-2024': ['37_custom_code', '38_code_access', '39_code_link'],
    'omb-2025': ['has_custom_code', 'code_url'],
    'nl-1.0': ['source_code_link'],
  }),

  answer('personal-data', 'data', { 'omb-2024': ['29_contains_pii'], 'omb-2025': ['has_pii'] }, ALWAYS),
  answer('privacy', 'data', { 'omb-2024': ['30_saop_review'], 'omb-2025': ['pia_url'] }, ALWAYS),
  answer('demographic', 'data', {
    'omb-2024': ['35_demo_features', '35_question_type'],
    'omb-2025': ['demographic_features'],
  }),
  words('data', 'data', {
    'omb-2024': ['33_agency_data', '34_data_docs'],
    'omb-2025': ['data_description', 'link_to_data'],
    'nl-1.0': ['data'],
  }),

  words('purpose', 'purpose', {
    'omb-2023': ['Summary'],
    'omb-2024': ['11_purpose_benefits'],
    'omb-2025': ['problem_solved', 'benefits'],
    atrs: ['description'],
    'nl-1.0': ['description_short', 'purpose_and_impact'],
  }),
  words('outputs', 'purpose', {
    'omb-2024': ['12_outputs'],
    'omb-2025': ['system_outputs'],
    'nl-1.0': ['technical_operation'],
  }),
  words('legal-basis', 'purpose', { 'nl-1.0': ['legal_basis'] }),
]

/** The practices whose answers are held against a rule, and so carry a tone beside the declared word. */
export const PRACTICE_CONCEPTS: ReadonlySet<ConceptId> = new Set([
  'assessment',
  'testing',
  'review',
  'monitoring',
  'training',
  'failsafe',
  'appeal',
  'notice',
])
