import type { Entry } from '../../entry/entry.ts'
import type { SystemDeclaration } from '../../system/system.ts'
import {
  ALL_DONE,
  BROKEN_DATE,
  BROKEN_LIST,
  type Cells,
  factsOf,
  made24,
  made25,
  madeHigh,
  madeImpacting,
  of,
  type RuleExample,
  system,
} from './made.ts'

const NAMED24 = { '2_use_case_name': 'Lead Finder' }
const NAMED25 = { use_case_name: 'LEAD-FINDER' }

/** Two entries of one name: what each year declared. */
function years(from: Cells, to: Cells): readonly Entry[] {
  return [made24({ ...NAMED24, ...from }), made25({ ...NAMED25, ...to })]
}

const LIVE_HIGH = { development_stage: 'Deployed', is_high_impact: 'High-impact' }
const IMPACTING = { '17_impact_type': 'rights-impacting\n' }
const NUMBERED = { '23_contract_piids': '70CDCR-20-D-00000011' }

export const BETWEEN_YEARS_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'YR-01',
    fires: of(...years(IMPACTING, { is_high_impact: 'Not High-impact' })),
    misses: of(...years(IMPACTING, { is_high_impact: 'Not High-impact', development_stage: 'Retired' })),
  },
  {
    rule: 'YR-02',
    fires: of(...years({ '16_dev_stage': 'In production' }, { development_stage: 'Pilot' })),
    misses: of(...years({ '16_dev_stage': 'Initiated' }, { development_stage: 'Pilot' })),
  },
  {
    rule: 'YR-03',
    fires: of(...years({ '16_dev_stage': 'Retired' }, { development_stage: 'Pilot' })),
    misses: of(...years({ '16_dev_stage': 'Retired' }, {})),
  },
  {
    rule: 'YR-04',
    fires: of(...years({ ...IMPACTING, '65_appeal_process': 'Yes' }, {})),
    misses: of(
      ...years(
        { ...IMPACTING, '65_appeal_process': 'Yes' },
        { hi_appeal_process: 'a) Yes, an appropriate appeal process has been established' },
      ),
    ),
  },
  {
    rule: 'YR-14',
    fires: of(...years({ '65_appeal_process': 'yes' }, { hi_appeal_process: 'Appeal Precluded by Law' })),
    misses: of(...years({ '65_appeal_process': 'No' }, { hi_appeal_process: 'Appeal Precluded by Law' })),
  },
  {
    rule: 'YR-05',
    fires: of(...years({ '52_impact_assessment': 'YES' }, { ...LIVE_HIGH, hi_assessment_completed: 'In-progress' })),
    misses: of(...years({ '52_impact_assessment': 'Yes' }, { ...LIVE_HIGH, hi_assessment_completed: 'Yes' })),
  },
  {
    rule: 'YR-06',
    fires: of(
      ...years({ '51_extension_request': 'Yes – requested' }, { ...LIVE_HIGH, ...ALL_DONE, hi_failsafe_presence: '' }),
    ),
    misses: of(...years({ '51_extension_request': 'Yes – requested' }, { ...LIVE_HIGH, ...ALL_DONE })),
  },
  {
    rule: 'YR-07',
    fires: of(...years(NUMBERED, { development_stage: 'Pilot' })),
    misses: of(...years({ '23_contract_piids': '024-000005265' }, { development_stage: 'Pilot' })),
  },
  {
    rule: 'YR-08',
    fires: of(...years({ '17_impact_type': 'Neither' }, { is_high_impact: 'High-impact' })),
    misses: of(...years({}, { is_high_impact: 'High-impact' })),
  },
  {
    rule: 'YR-09',
    fires: of(made24({ '2_use_case_name': 'Gone' }), made25({ use_case_name: 'Gone too' })),
    misses: of(
      made24({ '2_use_case_name': 'Gone', '16_dev_stage': 'Retired' }),
      made24({ '2_use_case_name': 'Elsewhere', '3_abr': 'DOJ' }),
      made25(NAMED25),
    ),
  },
  {
    rule: 'YR-10',
    fires: of(madeImpacting({ '2_use_case_name': 'Gone' }), made25(NAMED25)),
    misses: of(made24({ '2_use_case_name': 'Gone', '17_impact_type': 'Neither' }), made25(NAMED25)),
  },
  {
    rule: 'YR-11',
    fires: of(made24({ '2_use_case_name': 'Other' }), made25({ ...NAMED25, development_stage: 'Retired' })),
    misses: of(made24(NAMED24), made25({ ...NAMED25, development_stage: 'Retired' })),
  },
  {
    rule: 'YR-12',
    fires: of(made24({ '3_abr': 'USAID' }), made24({ '3_abr': 'USAID' }), made25()),
    misses: of(made24({ '3_abr': 'DOS' }), made25({ agency: 'STATE' })),
  },
  { rule: 'YR-13', fires: of(made24(), made25()), times: 37, misses: of(made24()) },
]

const tool = (bureau: string, cells: Cells) =>
  made25({ use_case_name: 'Field Matcher', agency_bureau: bureau, development_stage: 'Deployed', ...cells })

function declared(bureau: string, impact: string, link: string): SystemDeclaration {
  return {
    year: 2025,
    file: 'omb-2025.csv',
    row: 9,
    id: `X-${bureau}`,
    agency: 'DHS',
    bureau,
    name: 'A reader',
    link,
    stage: 'deployed',
    impact,
    operational: null,
    vendor: '',
    practices: {},
    features: [],
  }
}

const kinds = (...declarations: readonly SystemDeclaration[]) => factsOf([], { systems: [system({ declarations })] })

export const BETWEEN_AGENCIES_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'CX-01',
    fires: of(
      tool('ICE', { have_ato: 'Yes', is_high_impact: 'High-impact' }),
      tool('CBP', { is_high_impact: 'Not High-impact' }),
    ),
    misses: of(tool('ICE', { is_high_impact: 'High-impact' }), tool('CBP', { have_ato: 'No' })),
  },
  {
    rule: 'CX-02',
    fires: of(tool('ICE', { hi_appeal_process: 'Not Applicable' }), tool('CBP', { hi_appeal_process: 'In-progress' })),
    misses: of(
      tool('ICE', { hi_appeal_process: 'Not Applicable' }),
      tool('FBI', { agency: 'DOJ', hi_appeal_process: 'In-progress' }),
    ),
  },
  {
    rule: 'CX-03',
    fires: kinds(declared('ICE', 'high-impact', 'family'), declared('USSS', 'not-high-impact', 'same name')),
    misses: kinds(
      declared('ICE', 'high-impact', 'family'),
      declared('USSS', 'not-high-impact', 'vendor named, another bureau'),
    ),
  },
]

const UNDONE = { ...ALL_DONE, hi_appeal_process: 'Not Applicable' }
const pilot = (cells: Cells) => made25({ development_stage: 'Pilot', ...cells })

export const DEADLINE_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'DL-01',
    fires: factsOf([madeHigh(UNDONE)], { asOf: '2026-04-03' }),
    misses: of(madeHigh(ALL_DONE), madeHigh({ ...UNDONE, hi_independent_review: 'CAIO Waived' })),
    unreadable: of(madeHigh({ ...UNDONE, hi_public_consultation: BROKEN_LIST })),
  },
  {
    rule: 'DL-02',
    fires: of(madeHigh({ ...UNDONE, hi_failsafe_presence: '' })),
    misses: factsOf([madeHigh({ ...UNDONE, hi_failsafe_presence: 'Not Applicable' })]),
    unreadable: of(madeHigh({ ...ALL_DONE, hi_appeal_process: '', hi_public_consultation: BROKEN_LIST })),
  },
  {
    rule: 'DL-03',
    fires: of(made25({ is_high_impact: 'Not High-impact', hi_public_consultation: "['CAIO Waived']" })),
    misses: of(madeHigh({ hi_testing_conducted: 'CAIO Waived' }), made25({ hi_testing_conducted: 'Yes' })),
    unreadable: of(made25({ hi_public_consultation: BROKEN_LIST })),
  },
  {
    rule: 'DL-04',
    fires: of(pilot({ operational_date: '1/27/2025' })),
    misses: of(pilot({ operational_date: '2025-01-28 00:00:00' }), pilot({ operational_date: 'Jan-25' }), pilot({})),
    unreadable: of(pilot({ operational_date: BROKEN_DATE })),
  },
  {
    rule: 'DL-05',
    fires: of(pilot({ operational_date: '2024', is_high_impact: 'High-impact' })),
    misses: of(pilot({ operational_date: '2024', is_high_impact: 'Not High-impact' })),
    unreadable: of(pilot({ operational_date: BROKEN_DATE, is_high_impact: 'High-impact' })),
  },
]
