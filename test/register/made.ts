import { OMB_2024_COLUMNS } from '../../packages/register/src/inventory/omb-2024/columns.ts'

/** Small inventories in every published format, made up: no agency's words, no person. */

export type Cells = Readonly<Record<string, string>>

export function csv(header: readonly string[], rows: readonly (readonly string[])[], lineEnd = '\r\n'): string {
  return [header, ...rows].map((cells) => cells.map(csvCell).join(',') + lineEnd).join('')
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function tableOf(columns: readonly string[], rows: readonly Cells[]): string {
  return csv(
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? '')),
  )
}

export const COLUMNS_2023 =
  'Use_Case_ID,Department_Code,Agency,Office,Title,Summary,Development_Stage,Techniques,Source_Code,Department'.split(
    ',',
  )

export function made2023(...rows: readonly Cells[]): string {
  return tableOf(COLUMNS_2023, rows)
}

export const COLUMNS_2024: readonly string[] = OMB_2024_COLUMNS.map(({ name }) => name)
const QUESTIONS_2024 = OMB_2024_COLUMNS.map(({ name, headers }) => headers.find((header) => header !== name) ?? name)

/** The first edition: coded headers. */
export function made2024(...rows: readonly Cells[]): string {
  return tableOf(COLUMNS_2024, rows)
}

/** The corrected edition: the same columns under their questions. */
export function made2024Corrected(...rows: readonly Cells[]): string {
  return csv(
    QUESTIONS_2024,
    rows.map((row) => COLUMNS_2024.map((column) => row[column] ?? '')),
  )
}

export const COLUMNS_2025: readonly string[] = (
  'agency,agency_name,id,use_case_name,agency_bureau,contact_email,is_withheld,development_stage,is_high_impact,HI_justification,' +
  'topic_area,classification,problem_solved,benefits,system_outputs,operational_date,contracting_usage,vendor_name,have_ato,' +
  'system_name_ato,data_description,link_to_data,has_pii,pia_url,demographic_features,has_custom_code,code_url,' +
  'hi_testing_conducted,hi_assessment_completed,hi_potential_impacts,hi_independent_review,hi_ongoing_monitoring,' +
  'hi_training_established,hi_failsafe_presence,hi_appeal_process,hi_public_consultation'
).split(',')

export function made2025(...rows: readonly Cells[]): string {
  return tableOf(COLUMNS_2025, rows)
}

export function madeCots(...rows: readonly (readonly [string, string, string, string, string])[]): string {
  return csv(
    [
      'Agency',
      'AI Use Case',
      'Agency Use (Y/N)?',
      'Name of Commercial Product or Service Used',
      'Estimated # of Licenses/Users',
    ],
    rows,
  )
}

export function madeSourcing(agency: string, code: string, leftOut: readonly string[]): string {
  return [
    '## Metadata',
    '',
    `### ${agency} (${code})`,
    '',
    '- **Data Retrieval Method:** Manual Download on 2/17/2026',
    '- **URL for download:** https://www.example.gov/ai.csv',
    '- **Number of detected use cases / rows:** **2**',
    '',
    '| **Original Column Name** | **Shorthand Colname** | **Remapped?** | **Column Left Blank or Unreported** |',
    '| :--- | :--- | :--- | :--- |',
    ...leftOut.map((column) => `| 'Column' | **${column}** |  | Yes |`),
    '',
  ].join('\n')
}

export interface AtrsRecord {
  readonly publishing_body: string
  readonly tool_name: string
  readonly published: string
  readonly url: string
  readonly description?: string
}

export function madeAtrs(...records: readonly AtrsRecord[]): string {
  return tableOf(
    ['publishing_body', 'tool_name', 'published', 'url'],
    records.map(({ publishing_body, tool_name, published, url }) => ({ publishing_body, tool_name, published, url })),
  )
}

export function madeAtrsJson(...records: readonly AtrsRecord[]): string {
  return JSON.stringify(records)
}

export function madeNl(...records: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify(records.map((record) => ({ ...NL_REGISTRATION, ...record })))
}

const NL_REGISTRATION = {
  name: 'Verkeersregeling',
  description_short: 'Regelt verkeerslichten.',
  organization: 'Gemeente Voorbeeld',
  theme: ['Verkeer'],
  status: 'In gebruik',
  start_date: '2023-01',
  contact: 'loket',
  publication_category: 'Impactvolle algoritmes (Categorie B)',
  purpose_and_impact: 'Doorstroming.',
  considerations: 'Voor en tegen.',
  human_intervention: 'Een medewerker kan ingrijpen.',
  risk_management: 'Monitoring.',
  impact_assessments: 'DPIA',
  data: 'Sensordata.',
  technical_operation: 'Beslisboom.',
  supplier: 'Intern ontwikkeld',
  language: 'nld',
  schema: '1.0.0',
}

export function madeAwards(...awards: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify({ about: 'DHS awards, made up', contracts: awards })
}

const AGENCIES_2025 = [
  ['DHS', 'Department of Homeland Security', 'ICE'],
  ['VA', 'Department of Veterans Affairs', 'VHA'],
] as const

const HIGH_IMPACT: Cells = {
  development_stage: 'Deployed',
  is_high_impact: 'High-impact',
  hi_testing_conducted: 'Yes',
  hi_assessment_completed: 'In-progress',
  hi_appeal_process: 'Not Applicable',
}

/** `count` declarations of 2025, half of each agency, with ids; every second one lacks an appeal. */
export function many2025(count: number, over: (at: number) => Cells = () => ({})): string {
  return made2025(
    ...Array.from({ length: count }, (_, at) => {
      const [agency = '', agency_name = '', agency_bureau = ''] = AGENCIES_2025[at % AGENCIES_2025.length] ?? []
      return {
        agency,
        agency_name,
        agency_bureau,
        id: `${agency}-${1000 + at}`,
        use_case_name: `Sorting tool number ${at}`,
        problem_solved: `Letters of kind ${at} wait too long.`,
        ...(at % 4 < 2 ? HIGH_IMPACT : { development_stage: 'Pilot', is_high_impact: 'Not High-impact' }),
        ...over(at),
      }
    }),
  )
}

/** One file of every format, by name: two agencies, a use case that lasts from 2023 to 2025, an award, a left-out column. */
export const MADE_REGISTER: Readonly<Record<string, string>> = {
  '2023.csv': made2023({
    Use_Case_ID: 'DHS-0001-2023',
    Department_Code: 'DHS',
    Department: 'Department of Homeland Security',
    Agency: 'ICE',
    Title: 'Parcel risk sorter',
    Summary: 'Sorts parcels by risk.',
    Development_Stage: 'Operation',
  }),
  '2024.csv': made2024Corrected(
    {
      '2_use_case_name': 'Parcel risk sorter',
      '3_agency': 'Department of Homeland Security',
      '3_abr': 'DHS',
      '4_bureau': 'ICE',
      '11_purpose_benefits': 'Sorts parcels by risk so that officers look at fewer of them.',
      '16_dev_stage': 'Operation and Maintenance',
      '17_impact_type': 'Rights-Impacting',
      '23_contract_piids': '70CMSD25P00000111',
      '52_impact_assessment': 'Yes',
      '65_appeal_process': 'Yes, an appeal process has been established',
    },
    {
      '2_use_case_name': 'Retired form reader',
      '3_agency': 'Department of Homeland Security',
      '3_abr': 'DHS',
      '4_bureau': 'USCIS',
      '16_dev_stage': 'Operation and Maintenance',
      '17_impact_type': 'Neither',
    },
  ),
  '2025.csv': made2025(
    {
      agency: 'DHS',
      agency_name: 'Department of Homeland Security',
      id: 'DHS-1',
      use_case_name: 'Parcel risk sorter',
      agency_bureau: 'ICE',
      problem_solved: 'Sorts parcels by risk so that officers look at fewer of them.',
      vendor_name: 'Example Analytics LLC',
      contracting_usage: 'Vendor Purchased',
      ...HIGH_IMPACT,
    },
    {
      agency: 'VA',
      agency_name: 'Department of Veterans Affairs',
      id: 'VA-25-1',
      use_case_name: 'Claim letter sorter',
      agency_bureau: 'VBA',
      problem_solved: 'Letters wait too long.',
      development_stage: 'Pilot',
      is_high_impact: 'Presumed High-Impact, but Not High-impact',
      HI_justification: 'A human reviewer makes every decision.',
    },
  ),
  'cots.csv': madeCots(['Department of Homeland Security', 'Generating code using AI.', 'Yes', '', '1-500']),
  'sourcing.md': madeSourcing('Department of Veterans Affairs', 'VA', ['vendor_name', 'hi_appeal_process']),
  'atrs.csv': madeAtrs({
    publishing_body: 'Home Office',
    tool_name: 'Visit router',
    published: '2024-12-17',
    url: 'https://www.example.gov.uk/atrs/visit-router',
  }),
  'nl.json': madeNl({}),
  'awards.json': madeAwards({
    award_id: '70CMSD25P00000111',
    vendor: 'EXAMPLE ANALYTICS LLC',
    agency: 'U.S. Immigration and Customs Enforcement',
    amount: 1_250_000.5,
    description: 'PARCEL RISK SOFTWARE',
    start_date: '2025-03-01',
  }),
}
