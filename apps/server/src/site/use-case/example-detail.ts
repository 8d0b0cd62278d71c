import type { EntryFormat } from '@recourse/register'
import type {
  AwardView,
  EntryView,
  FieldView,
  FindingView,
  InventoryView,
  MatchLinkView,
  UseCaseDetail,
} from '../../service/register/view.ts'

/** Made-up declarations for the examples of pages: no agency, system or person of this name exists. */

/** The 2025 file of the examples; as long as the real one's name. */
export const EXAMPLE_FILE = 'example_2025_individually_reported_ai_use_cases.csv'

const FILES: Readonly<Partial<Record<EntryFormat, string>>> = {
  'omb-2023': 'example_2023.csv',
  'omb-2024': 'example_2024.csv',
  'omb-2025': EXAMPLE_FILE,
  'omb-2025-cots': 'example_2025_commercial.csv',
  atrs: 'example_atrs.csv',
  'nl-1.0': 'example_nl.json',
}

export function exampleInventory(format: EntryFormat, year: number): InventoryView {
  return {
    id: year,
    format,
    year,
    file: FILES[format] ?? 'example.csv',
    sha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e6f708192a3b4c5d6e7f809',
    sizeBytes: 48_210,
    encoding: 'utf-8',
    source: '',
    importedAt: '2026-04-20T10:00:00.000Z',
    records: 120,
    quarantined: 0,
    added: 120,
    updated: 0,
    unchanged: 0,
    absent: 0,
    supersedes: null,
  }
}

export interface ExampleField {
  readonly header?: string
  readonly state?: FieldView['state']
  readonly items?: readonly string[]
}

/** A field by its cell; `''` is blank. */
export function exampleField(column: string, raw: string, rest: ExampleField = {}): FieldView {
  const state = rest.state ?? (raw === '' ? 'blank' : 'value')
  return {
    column,
    header: rest.header ?? column,
    state,
    value: state === 'value' ? raw.trim() : '',
    items: rest.items ?? [],
    raw,
  }
}

export function exampleEntry(
  format: EntryFormat,
  year: number,
  cells: Readonly<Record<string, string>>,
  rest: Partial<EntryView> & { readonly fieldStates?: Readonly<Record<string, ExampleField>> } = {},
): EntryView {
  const { fieldStates = {}, ...given } = rest
  return {
    key: `example-1${year === 2025 ? '' : `_${year}`}`,
    id: 'EX-1',
    name: 'Example Match',
    format,
    year,
    file: FILES[format] ?? 'example.csv',
    row: 147,
    agency: 'EX',
    agencyName: 'Department of Examples',
    bureau: 'Example Enforcement Office',
    present: true,
    inventory: exampleInventory(format, year),
    fields: Object.entries(cells).map(([column, raw]) => exampleField(column, raw, fieldStates[column])),
    ...given,
  }
}

export const DEPLOYED_2025: Readonly<Record<string, string>> = {
  use_case_name: 'Example Match',
  agency_bureau: 'Example Enforcement Office',
  development_stage: 'Deployed',
  is_high_impact: 'High-impact',
  HI_justification: '',
  topic_area: 'Law Enforcement',
  classification: 'Computer Vision',
  problem_solved: 'Officers in the field work with limited information and must consult several records.',
  benefits: 'Shortens the time an officer needs to compare records.',
  system_outputs: 'A candidate record with a similarity score, shown to the officer on a device.',
  operational_date: '2025-05-20 00:00:00',
  contracting_usage: 'Contracting and In House',
  vendor_name: 'Example Vision Systems',
  have_ato: 'Yes',
  system_name_ato: 'EXS-2',
  data_description: 'See the entry of the other office for the model’s data.',
  has_pii: 'Yes',
  pia_url: '',
  demographic_features: '[]',
  hi_testing_conducted: 'In-progress',
  hi_assessment_completed: 'In-progress',
  hi_potential_impacts: 'In-Progress - potential impacts will be identified during the assessment.',
  hi_independent_review: 'In-progress',
  hi_ongoing_monitoring: 'Yes - Monitoring Established',
  hi_training_established: 'b) Development of monitoring protocols is in-progess',
  hi_failsafe_presence: 'Not Applicable',
  hi_appeal_process: 'Appeal Process In-progress',
  hi_public_consultation: "['In-progress']",
}

export const OPERATED_2024: Readonly<Record<string, string>> = {
  '2_use_case_name': 'Example Match',
  '4_bureau': 'EEO',
  '8_topic_area': 'Law & Justice',
  '11_purpose_benefits': 'Compares a picture taken in the field with records held by the office.',
  '12_outputs': 'A candidate record.',
  '16_dev_stage': 'Operation and Maintenance',
  '17_impact_type': 'Rights-Impacting\n',
  '20_date_implemented': '5/1/2024',
  '22_dev_method': 'Developed with contracting resources.',
  '23_contract_piids': '70EXAM24C00000001',
  '29_contains_pii': 'Yes',
  '30_saop_review': 'No',
  '51_extension_request': 'Yes – Agency requested an extension for this use case.',
  '52_impact_assessment': 'Yes',
  '53_real_world_testing': 'Benchmark evaluation: Testing of the AI model has involved the use of benchmarks.',
  '54_key_risks': 'Wrong matches; found in a desk review.',
  '55_independent_eval': 'Planned or in-progress',
  '56_monitor_postdeploy': 'No monitoring protocols have been established.',
  '57_autonomous_impact': 'No - Some individual decisions or actions require direct human oversight.',
  '59_ai_notice': 'None of the above',
  '62_disparity_mitigation': '',
  '65_appeal_process': 'Yes',
  '67_opt_out': 'No – There is law or governmentwide guidance that restricts opt-out for this context.',
}

export const LISTED_2023: Readonly<Record<string, string>> = {
  Use_Case_ID: 'EX-0007-2023',
  Title: 'Example Match',
  Summary: 'Matches pictures against records.',
  Development_Stage: 'In production: more than 1 year',
  Techniques: 'Deep learning',
  Source_Code: '',
}

export function exampleFinding(
  rule: string,
  severity: FindingView['severity'],
  message: string,
  evidence: FindingView['evidence'],
  rest: Partial<FindingView> = {},
): FindingView {
  return {
    id: `${rule} example-1`,
    rule,
    ruleVersion: 1,
    severity,
    state: 'open',
    subject: { kind: 'entry', key: 'example-1' },
    useCase: {
      key: 'example-1',
      id: 'EX-1',
      name: 'Example Match',
      agency: 'EX',
      bureau: 'Example Enforcement Office',
      year: 2025,
    },
    agency: 'EX',
    year: 2025,
    evidence,
    citation: 'OMB Memorandum M-25-21, section 4(b)',
    message,
    useCaseKey: 'example-1',
    openedAt: '2026-04-20T10:00:00.000Z',
    changedAt: '2026-04-20T10:00:00.000Z',
    endedAt: null,
    ...rest,
  }
}

export function exampleAward(awardId: string, rest: Partial<AwardView> = {}): AwardView {
  return {
    awardId,
    vendor: 'EXAMPLE VISION SYSTEMS INC.',
    office: 'Office of Example Acquisition',
    agency: 'EX',
    obligatedUsd: 4_250_000,
    description: 'SOFTWARE LICENSES AND SUPPORT FOR COMPARISON SERVICE',
    startDate: '2024-05-01',
    permalink: `https://awards.example/${awardId}`,
    file: 'example_awards.json',
    row: 12,
    joinedBy: 'vendor',
    useCases: [],
    ...rest,
  }
}

export const EXAMPLE_LINK: MatchLinkView = {
  from: 'example-1_2024',
  to: 'example-1',
  score: 0.871,
  why: {
    accepted: 'equal-name',
    nameCosine: 1,
    textCosine: 0.553,
    sameBureau: false,
    equalName: true,
    margin: 0.412,
    words: ['match', 'records', 'picture', 'officer', 'field'],
  },
}

export function exampleDetail(entries: readonly EntryView[], rest: Partial<UseCaseDetail> = {}): UseCaseDetail {
  const newest = entries[0]
  if (!newest) throw new Error('an example needs an entry')
  const word = (entry: EntryView, ...columns: readonly string[]) =>
    entry.fields.find((field) => columns.includes(field.column))?.value ?? ''
  const findings = rest.findings ?? []
  const count = (severity: FindingView['severity']) =>
    findings.filter((finding) => finding.severity === severity && finding.endedAt === null).length
  return {
    summary: {
      key: newest.key,
      id: newest.id,
      name: newest.name,
      format: newest.format,
      jurisdiction: newest.format === 'atrs' ? 'uk' : newest.format === 'nl-1.0' ? 'nl' : 'us',
      agency: newest.agency,
      agencyName: newest.agencyName,
      bureau: newest.bureau,
      stage: word(newest, 'development_stage', '16_dev_stage', 'Development_Stage', 'status'),
      impact: word(newest, 'is_high_impact', '17_impact_type', 'publication_category'),
      vendor: word(newest, 'vendor_name', 'product', 'supplier'),
      topic: word(newest, 'topic_area', '8_topic_area', 'theme'),
      marks: [...entries].reverse().map((entry) => ({
        year: entry.year,
        key: entry.key,
        format: entry.format,
        stage: word(entry, 'development_stage', '16_dev_stage', 'Development_Stage', 'status'),
        impact: word(entry, 'is_high_impact', '17_impact_type'),
        present: entry.present,
      })),
      findings: {
        critical: count('critical'),
        high: count('high'),
        medium: count('medium'),
        low: count('low'),
        info: count('info'),
      },
    },
    entries,
    links: [],
    findings,
    changes: [],
    awards: [],
    systems: [],
    openReports: 0,
    ...rest,
  }
}
