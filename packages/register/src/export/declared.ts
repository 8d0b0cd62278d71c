import { shownVendor } from '../contract/individual.ts'
import { type Entry, type EntryFormat, text } from '../entry/entry.ts'
import { items } from '../finding/read.ts'

/** What an inventory can declare, whatever its columns are called. */
export type Topic =
  | 'name'
  | 'stage'
  | 'impact'
  | 'justification'
  | 'topic'
  | 'classification'
  | 'purpose'
  | 'benefits'
  | 'outputs'
  | 'start'
  | 'end'
  | 'making'
  | 'supplier'
  | 'contract'
  | 'system'
  | 'ato'
  | 'data'
  | 'dataLink'
  | 'personalData'
  | 'privacyLink'
  | 'demographics'
  | 'codeLink'
  | 'notice'
  | 'optOut'
  | PracticeTopic

/** The minimum practices that inventories ask about. */
export type PracticeTopic =
  | 'testing'
  | 'assessment'
  | 'impacts'
  | 'review'
  | 'monitoring'
  | 'training'
  | 'failsafe'
  | 'appeal'
  | 'consultation'

export const PRACTICE_TOPICS: readonly PracticeTopic[] = [
  'testing',
  'assessment',
  'impacts',
  'review',
  'monitoring',
  'training',
  'failsafe',
  'appeal',
  'consultation',
]

type Columns = { readonly [topic in Topic]?: string }

/** Canonical column of each topic; a topic that the format does not ask is absent, and stays absent in every export. */
const COLUMNS: { readonly [format in EntryFormat]: Columns } = {
  'omb-2023': {
    name: 'Title',
    stage: 'Development_Stage',
    classification: 'Techniques',
    purpose: 'Summary',
    codeLink: 'Source_Code',
  },
  'omb-2024': {
    name: '2_use_case_name',
    stage: '16_dev_stage',
    impact: '17_impact_type',
    topic: '8_topic_area',
    purpose: '11_purpose_benefits',
    outputs: '12_outputs',
    start: '20_date_implemented',
    end: '21_date_retired',
    making: '22_dev_method',
    contract: '23_contract_piids',
    system: '41_system_name',
    ato: '40_has_ato',
    data: '33_agency_data',
    personalData: '29_contains_pii',
    demographics: '35_demo_features',
    codeLink: '39_code_link',
    notice: '59_ai_notice',
    optOut: '67_opt_out',
    testing: '53_real_world_testing',
    assessment: '52_impact_assessment',
    impacts: '54_key_risks',
    review: '55_independent_eval',
    monitoring: '56_monitor_postdeploy',
    appeal: '65_appeal_process',
    consultation: '63_stakeholder_consult',
  },
  'omb-2025': {
    name: 'use_case_name',
    stage: 'development_stage',
    impact: 'is_high_impact',
    justification: 'HI_justification',
    topic: 'topic_area',
    classification: 'classification',
    purpose: 'problem_solved',
    benefits: 'benefits',
    outputs: 'system_outputs',
    start: 'operational_date',
    making: 'contracting_usage',
    supplier: 'vendor_name',
    system: 'system_name_ato',
    ato: 'have_ato',
    data: 'data_description',
    dataLink: 'link_to_data',
    personalData: 'has_pii',
    privacyLink: 'pia_url',
    demographics: 'demographic_features',
    codeLink: 'code_url',
    testing: 'hi_testing_conducted',
    assessment: 'hi_assessment_completed',
    impacts: 'hi_potential_impacts',
    review: 'hi_independent_review',
    monitoring: 'hi_ongoing_monitoring',
    training: 'hi_training_established',
    failsafe: 'hi_failsafe_presence',
    appeal: 'hi_appeal_process',
    consultation: 'hi_public_consultation',
  },
  'omb-2025-cots': { name: 'use_case', system: 'product' },
  atrs: { name: 'tool_name', purpose: 'description' },
  'nl-1.0': {
    name: 'name',
    stage: 'status',
    impact: 'publication_category',
    topic: 'theme',
    purpose: 'description_short',
    benefits: 'purpose_and_impact',
    justification: 'considerations',
    outputs: 'technical_operation',
    start: 'start_date',
    end: 'end_date',
    supplier: 'supplier',
    data: 'data',
    dataLink: 'data_source_link',
    privacyLink: 'impact_assessment_link',
    codeLink: 'source_code_link',
    failsafe: 'human_intervention',
    impacts: 'risk_management',
    assessment: 'impact_assessments',
  },
}

/** Canonical column in which this format declares the topic; `undefined`: not asked. */
export function columnOfTopic(format: EntryFormat, topic: Topic): string | undefined {
  return COLUMNS[format][topic]
}

/**
 * Declared words, cleaned; '' where blank or not asked. List items are joined by `; `. A supplier who is a natural person
 * is "an individual".
 */
export function declared(entry: Entry, topic: Topic): string {
  const column = COLUMNS[entry.format][topic]
  if (column === undefined) return ''
  const list = declaredItems(entry, topic)
  const words = list === null ? text(entry, column) : list.join('; ')
  return topic === 'supplier' ? shownSupplier(words) : words
}

/**
 * A vendor cell as it may be shown. A natural person is "an individual"; a cell with a comma is a list of firms in these
 * inventories (`Azure, OpenAI`), where the award files' `FAMILY, GIVEN` would mean a person.
 */
export function shownSupplier(cell: string): string {
  return cell.includes(',') ? cell : shownVendor(cell)
}

/** Items of a list column; `null` for a column that is none, or whose list cannot be read. */
export function declaredItems(entry: Entry, topic: Topic): readonly string[] | null {
  const column = COLUMNS[entry.format][topic]
  const at = column === undefined ? undefined : entry.layout.position.get(column)
  if (column === undefined || at === undefined || entry.layout.columns[at]?.kind !== 'list') return null
  return items(entry, column)
}

/** An absolute http(s) address that a reader can open, `null` for anything else an agency wrote in the cell. */
export function addressOf(value: string): string | null {
  return /^https?:\/\/[^\s<>"{}|\\^`[\]]+$/i.test(value) ? value : null
}
