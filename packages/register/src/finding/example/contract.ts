import type { Agreement } from '../../agreement/agreement.ts'
import {
  ALL_DONE,
  award,
  BROKEN_DATE,
  factsOf,
  made24,
  made25,
  madeHigh,
  matched,
  of,
  type RuleExample,
  system,
  times,
} from './made.ts'

const VENDOR = { vendor_name: 'The Example Vision Co., with others' }
const NUMBER = '23_contract_piids'
const WITHHELD = { use_case_name: 'Facial Recognition Search', vendor_name: 'Withheld', agency_bureau: 'ICE' }

const from24 = made24({ '2_use_case_name': 'Old name', [NUMBER]: 'see 70SBUR-23-F-00000120' })
const to25 = made25({ use_case_name: 'New name', vendor_name: 'Somebody Else' })
const toSame = made25({ use_case_name: 'New name', vendor_name: 'Example Vision' })
const AWARDED = award({ awardId: '70SBUR23F00000120' })

function matchedFacts(to: typeof to25) {
  return factsOf([from24, to], {
    awards: [AWARDED],
    matches: {
      fromYear: 2024,
      toYear: 2025,
      pairs: [matched(from24, to)],
      undecided: [],
      relations: [],
      vanished: [],
      new: [],
    },
  })
}

export const CONTRACT_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'CT-01',
    fires: factsOf([made25({ vendor_name: 'Example' })], { awards: [award()] }),
    misses: factsOf([made25(VENDOR), made24({ [NUMBER]: '70test 24P00009999, 70NUMB-25-P-00001' })], {
      awards: [award(), award({ awardId: '70NUMB25P00001', vendor: 'UNKNOWN INC' })],
    }),
  },
  {
    rule: 'CT-02',
    fires: factsOf([made25()], { awards: [award({ obligatedUsd: 1_000_000 })] }),
    misses: factsOf([made25()], { awards: [award({ obligatedUsd: 999_999.99 })] }),
  },
  {
    rule: 'CT-03',
    fires: of(made24({ [NUMBER]: '024-000005265' })),
    misses: of(made24({ [NUMBER]: 'N/A' }), made24({ [NUMBER]: '70CDCR20D00000011' }), made24()),
  },
  {
    rule: 'CT-04',
    fires: of(...times(5, (at) => made24({ [NUMBER]: at % 2 === 0 ? '720BHA23GR00104' : '720BHA-23-G-R00104' }))),
    times: 5,
    misses: of(...times(4, () => made24({ [NUMBER]: '720BHA23GR00104' })), made24({ [NUMBER]: '720BHA23GR00105' })),
  },
  {
    rule: 'CT-05',
    fires: of(made24({ '22_dev_method': 'Developed with contracting resources.', '16_dev_stage': 'In mission' })),
    misses: of(
      made24({ '22_dev_method': 'No contract/external resources used.', '16_dev_stage': 'In mission' }),
      made24({ '22_dev_method': 'Developed with contracting resources.', '16_dev_stage': 'Initiated' }),
      made24({
        '22_dev_method': 'Developed with contracting resources.',
        '16_dev_stage': 'In mission',
        [NUMBER]: 'ITSSC',
      }),
    ),
  },
  {
    rule: 'CT-06',
    fires: factsOf([made25({ vendor_name: 'Exampl; Visionary and BI' })], { awards: [award()] }),
    misses: factsOf(
      [
        made25({ vendor_name: 'Nobody, Example Vision' }),
        made25({ vendor_name: 'TBD' }),
        made25({ vendor_name: 'BI' }),
        made25(),
      ],
      { awards: [award()] },
    ),
  },
  {
    rule: 'CT-07',
    fires: factsOf([made25(WITHHELD)], { awards: [award({ modifications: 'A | FACIAL RECOGNITION LICENCES' })] }),
    misses: factsOf([made25(WITHHELD)], {
      awards: [
        award({ description: 'FACIAL RECOGNITION', office: 'Office of Procurement Operations' }),
        award({ description: 'FACE RECOGNITION' }),
      ],
    }),
  },
  { rule: 'CT-08', fires: matchedFacts(to25), misses: matchedFacts(toSame) },
]

function agreement(given: Partial<Agreement>): Agreement {
  return {
    key: 'example',
    name: 'Example data for a bureau',
    provider: 'SSA',
    recipient: 'DHS ICE',
    purpose: 'an example',
    dataTypes: [],
    quota: { records: 50_000, per: 'month', zone: 'America/New_York' },
    requested: null,
    usage: [],
    effective: '2026-01-01',
    expires: '2026-12-31',
    termMonths: 12,
    verificationStep: 'yes',
    noticeStep: 'yes',
    feeds: [],
    status: 'on record',
    sources: [],
    ...given,
  }
}

const agreed = (given: Partial<Agreement>, more = {}) => factsOf([], { agreements: [agreement(given)], ...more })
const REQUESTED = { records: 1_000_000, text: 'more than a million records', withinMonths: 4 }

export const AGREEMENT_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'AG-01',
    // The last hour of May in New York is June in UTC: both entries are of one month there.
    fires: agreed({
      usage: [
        { at: '2026-06-01T03:59:59Z', records: 50_000 },
        { at: '2026-05-02', records: 1 },
      ],
    }),
    misses: agreed({
      usage: [
        { at: '2026-05-31', records: 50_000 },
        { at: '2026-06-01T04:00:00Z', records: 50_000 },
      ],
    }),
  },
  { rule: 'AG-02', fires: agreed({ quota: null }), misses: agreed({}) },
  {
    rule: 'AG-06',
    fires: agreed({ quota: null, requested: REQUESTED }),
    misses: agreed({ requested: REQUESTED }),
  },
  {
    rule: 'AG-03',
    fires: agreed({ expires: null, termMonths: null }),
    misses: agreed({ expires: null, termMonths: 18 }),
  },
  { rule: 'AG-04', fires: agreed({ noticeStep: 'unknown' }), misses: agreed({}) },
  {
    rule: 'AG-05',
    fires: agreed({ feeds: ['example'] }, { systems: [system({ inventoryStatus: 'no-entry-found' })] }),
    misses: agreed({ feeds: ['example'] }, { systems: [system({ inventoryStatus: 'listed-in-part' })] }),
  },
]

const STATEMENT = { code: 'notice-and-appeal', text: 'Notice and appeal apply.', source: 'a-report' } as const

export const NAMED_SYSTEM_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'NS-01',
    fires: factsOf([], { systems: [system({ inventoryStatus: 'no-entry-found' })] }),
    misses: factsOf([], { systems: [system({ inventoryStatus: 'vendor-withheld' })] }),
  },
  {
    rule: 'NS-02',
    fires: factsOf([], {
      systems: [
        system({ inventoryStatus: 'no-entry-found', safeguardsReported: [{ ...STATEMENT, standing: 'reported' }] }),
      ],
    }),
    misses: factsOf([], {
      systems: [
        system({
          inventoryStatus: 'no-entry-found',
          safeguardsReported: [{ ...STATEMENT, standing: 'reported-uncorroborated' }],
        }),
      ],
    }),
  },
]

export const FURTHER_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'RX-01',
    fires: of(madeHigh({ hi_testing_conducted: 'In-progress', operational_date: '12/2024' })),
    misses: of(
      madeHigh({ ...ALL_DONE, operational_date: '12/2024' }),
      madeHigh({ hi_testing_conducted: 'In-progress', operational_date: '01/2025' }),
      madeHigh({ hi_testing_conducted: 'In-progress' }),
    ),
    unreadable: of(madeHigh({ operational_date: BROKEN_DATE })),
  },
]
