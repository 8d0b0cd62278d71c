import { type Entry, type EntryFormat, text } from './entry.ts'
import { field } from './field.ts'
import { type StageGroup, stageGroup } from './stage.ts'
import { listedAnswer } from './vocabulary.ts'

/** What formats share, in the words of each: '' where the format does not ask or the agency left it blank. */
export interface EntrySummary {
  readonly stage: string
  readonly stageGroup: StageGroup
  /** High-impact (2025), rights- or safety-impacting (2024), publication category (NL). */
  readonly impact: string
  /** The agency's reason for its impact status (2025), its considerations (NL). */
  readonly justification: string
  readonly topic: string
  /** Kind of AI: classification (2025), techniques (2023), technical operation (NL). */
  readonly technique: string
  /** Problem, purpose or description. */
  readonly purpose: string
  readonly benefits: string
  readonly outputs: string
  /** Bought or made, as declared. */
  readonly sourcing: string
  /** 2024 names no vendor, only contract numbers. */
  readonly vendor: string
  /** Commercial product or service (commercial list). */
  readonly product: string
  readonly contract: string
  /** As declared; `dateInterval` reads it. */
  readonly operationalDate: string
  readonly data: string
  readonly personalData: string
  /** Appeal (2025), fallback and escalation (2024), human intervention (NL). */
  readonly appeal: string
  /** Address of the record at its publisher, of its source code, else ''. */
  readonly link: string
}

type Aspect = Exclude<keyof EntrySummary, 'stageGroup'>

/** The column that says it, by format: the one table for search, pages and exports. */
const COLUMNS: { readonly [format in EntryFormat]: { readonly [aspect in Aspect]?: string } } = {
  'omb-2023': {
    stage: 'Development_Stage',
    technique: 'Techniques',
    purpose: 'Summary',
    link: 'Source_Code',
  },
  'omb-2024': {
    stage: '16_dev_stage',
    impact: '17_impact_type',
    topic: '8_topic_area',
    purpose: '11_purpose_benefits',
    outputs: '12_outputs',
    sourcing: '22_dev_method',
    contract: '23_contract_piids',
    operationalDate: '20_date_implemented',
    data: '33_agency_data',
    personalData: '29_contains_pii',
    appeal: '65_appeal_process',
    link: '39_code_link',
  },
  'omb-2025': {
    stage: 'development_stage',
    impact: 'is_high_impact',
    justification: 'HI_justification',
    topic: 'topic_area',
    technique: 'classification',
    purpose: 'problem_solved',
    benefits: 'benefits',
    outputs: 'system_outputs',
    sourcing: 'contracting_usage',
    vendor: 'vendor_name',
    operationalDate: 'operational_date',
    data: 'data_description',
    personalData: 'has_pii',
    appeal: 'hi_appeal_process',
    link: 'code_url',
  },
  'omb-2025-cots': { product: 'product' },
  atrs: { purpose: 'description', link: 'url' },
  'nl-1.0': {
    stage: 'status',
    impact: 'publication_category',
    justification: 'considerations',
    topic: 'theme',
    technique: 'technical_operation',
    purpose: 'description_short',
    benefits: 'purpose_and_impact',
    vendor: 'supplier',
    operationalDate: 'start_date',
    data: 'data',
    appeal: 'human_intervention',
    link: 'source_link',
  },
}

/** The shared view of an entry, cleaned, in the declared words. Short forms and `a) ...` codes of 2025 are one answer. */
export function summary(entry: Entry): EntrySummary {
  const said = (aspect: Aspect): string => declared(entry, COLUMNS[entry.format][aspect])
  const stage = said('stage')
  return {
    stage,
    stageGroup: stageGroup(entry.format, stage),
    impact: said('impact'),
    justification: said('justification'),
    topic: said('topic'),
    technique: said('technique'),
    purpose: said('purpose'),
    benefits: said('benefits'),
    outputs: said('outputs'),
    sourcing: said('sourcing'),
    vendor: said('vendor'),
    product: said('product'),
    contract: said('contract'),
    operationalDate: said('operationalDate'),
    data: said('data'),
    personalData: said('personalData'),
    appeal: said('appeal'),
    link: said('link'),
  }
}

/** Lists by their items; everything else as it stands, dates that cannot be read too. */
function declared(entry: Entry, column: string | undefined): string {
  if (column === undefined) return ''
  const { items } = field(entry, column)
  if (items.length > 0) return items.join('; ')
  const value = text(entry, column)
  return (entry.format === 'omb-2025' ? listedAnswer(column, value) : null) ?? value
}
