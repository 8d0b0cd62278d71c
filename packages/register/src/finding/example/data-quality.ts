import { EMAIL_REMOVED } from '../../entry/mask.ts'
import type { AgencySource } from '../../inventory/read-result.ts'
import {
  BROKEN_DATE,
  BROKEN_LIST,
  factsOf,
  made23,
  made25,
  madeCommercial,
  madeHigh,
  of,
  type RuleExample,
} from './made.ts'

/** Every required column filled, so that only what an example leaves out is missing. */
const FILLED = {
  development_stage: 'Pilot',
  is_high_impact: 'Not High-impact',
  problem_solved: 'A',
  benefits: 'B',
  system_outputs: 'C',
  operational_date: '2024-05-01 00:00:00',
  contracting_usage: 'In-house Development',
  have_ato: 'Yes',
  data_description: 'D',
  has_pii: 'No',
  demographic_features: "['k) None of the above']",
  has_custom_code: 'No',
  is_withheld: 'No',
}

const ALL_NINE = {
  hi_testing_conducted: 'Yes',
  hi_assessment_completed: 'Yes',
  hi_potential_impacts: 'A risk',
  hi_independent_review: 'CAIO Review',
  hi_ongoing_monitoring: 'In-progress',
  hi_training_established: 'Training In-progress',
  hi_failsafe_presence: 'Yes',
  hi_appeal_process: 'Not Applicable',
  hi_public_consultation: "['Other']",
}

function source(address: string): AgencySource {
  return {
    agency: 'ED',
    agencyName: 'Department of Education',
    address,
    method: '',
    retrieved: '2026-02-17',
    rows: 56,
    file: 'sourcing.md',
    row: 3,
  }
}

const MONITORING = 'b) Development of monitoring protocols is in-progess'

export const DATA_QUALITY_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'DQ-01',
    fires: of(made25({ id: 'DHS-1' }), made25({ id: ' DHS-1' })),
    times: 2,
    misses: of(made25({ id: 'DHS-1' }), made25({ id: 'DHS-1', agency: 'DOJ' }), made25(), made25()),
  },
  { rule: 'DQ-02', fires: of(made25()), misses: of(made25({ id: '0' })) },
  { rule: 'DQ-03', fires: of(made25({ id: '77' })), misses: of(made25({ id: 'dhs-77' }), made25()) },
  {
    rule: 'DQ-04',
    fires: of(made25({ hi_training_established: MONITORING })),
    misses: of(made25({ hi_ongoing_monitoring: MONITORING }), made25({ hi_training_established: 'Usability Testing' })),
    unreadable: of(made25({ hi_public_consultation: BROKEN_LIST })),
  },
  {
    rule: 'DQ-05',
    fires: of(made25({ classification: 'Other' })),
    misses: of(made25({ classification: 'NLP.' }), made25({ hi_training_established: MONITORING })),
  },
  {
    rule: 'DQ-06',
    fires: of(made25({ demographic_features: "['c) Age', 'Shoe size', 'Height']" })),
    times: 2,
    misses: of(made25({ demographic_features: "['c) age.']", classification: 'Other' })),
    unreadable: of(made25({ demographic_features: BROKEN_LIST })),
  },
  {
    rule: 'DQ-07',
    fires: of(
      made25({ use_case_name: 'Chat-bot', agency_bureau: 'ICE' }),
      made25({ use_case_name: 'chat bot', agency_bureau: 'ice' }),
    ),
    times: 2,
    misses: of(
      made25({ use_case_name: 'Chatbot', agency_bureau: 'ICE' }),
      made25({ use_case_name: 'Chatbot', agency_bureau: 'CBP' }),
      made25(),
      made25(),
    ),
  },
  {
    rule: 'DQ-08',
    fires: of(made25({ benefits: '- saves time' })),
    misses: of(made25({ benefits: '\u2013 saves - time' })),
  },
  {
    rule: 'DQ-09',
    fires: of(made25({ benefits: 'saves\u00A0time', system_outputs: 'a\u200Blist' })),
    times: 2,
    misses: of(made25({ benefits: 'saves time' })),
  },
  {
    rule: 'DQ-16',
    fires: of(made25({ benefits: 'saves_x000D_\ntime' })),
    misses: of(made25({ benefits: 'saves\r\ntime' })),
  },
  {
    rule: 'DQ-10',
    fires: of(made25({ ...FILLED, has_pii: '' }), made25({ ...FILLED, has_pii: ' ' })),
    misses: of(made25({ ...FILLED, has_pii: '' }), made25(FILLED)),
  },
  {
    rule: 'DQ-11',
    fires: of(madeHigh({ ...ALL_NINE, hi_appeal_process: '' }), made25(ALL_NINE)),
    misses: of(madeHigh({ ...ALL_NINE, hi_appeal_process: '' }), madeHigh(ALL_NINE)),
  },
  {
    rule: 'DQ-12',
    fires: of(made25({ is_high_impact: 'Not High-impact', hi_appeal_process: 'Not Applicable' })),
    misses: of(madeHigh({ hi_appeal_process: 'Not Applicable' }), made25()),
    unreadable: of(made25({ hi_public_consultation: BROKEN_LIST })),
  },
  {
    rule: 'DQ-13',
    fires: of(made25({ operational_date: 'Jan-03' }), made25({ operational_date: '2003' })),
    times: 2,
    misses: of(made25({ operational_date: '01/2003' }), made25({ operational_date: 'N/A' }), made25()),
    unreadable: of(made25({ operational_date: BROKEN_DATE })),
  },
  {
    rule: 'DQ-14',
    fires: of(made25({ benefits: `Fewer mails to ${EMAIL_REMOVED}.` })),
    misses: of(made25({ benefits: 'Fewer mails @ the office.' })),
  },
  {
    rule: 'DQ-15',
    fires: of(made23({ Summary: 'The agency\uFFFDs tool' })),
    misses: of(made23({ Summary: "The agency's tool" }), made25({ benefits: 'The agency\uFFFDs tool' })),
  },
  { rule: 'DQ-17', fires: of(made25()), misses: of(made25({ use_case_name: '?' })) },
  {
    rule: 'DQ-18',
    fires: factsOf([], { sources: [source('https://example.gov/files/2024-09/uses.zip')] }),
    misses: factsOf([], {
      sources: [source('https://example.gov/files/2025-10/uses.zip'), source('https://example.gov/2024-09-uses.zip')],
    }),
  },
]

export const COMMERCIAL_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'CO-01',
    fires: of(madeCommercial({ agency_use: 'Y', users: '1-100' })),
    misses: of(madeCommercial({ agency_use: 'Y', product: 'A product' }), madeCommercial({ agency_use: 'N' })),
  },
  {
    rule: 'CO-02',
    fires: of(madeCommercial({ agency_use: 'Y', product: 'A product' })),
    misses: of(madeCommercial({ agency_use: 'Y', users: '1-100' }), madeCommercial({ agency_use: 'N' })),
  },
  { rule: 'CO-03', fires: of(madeCommercial()), misses: of(madeCommercial({ agency_use: 'N' })) },
  {
    rule: 'CO-04',
    fires: of(madeCommercial({ agency_use: 'N', product: 'A product' })),
    misses: of(
      madeCommercial({ agency_use: 'N', product: 'n/a' }),
      madeCommercial({ agency_use: 'Y', product: 'A product' }),
    ),
  },
]
