import { BROKEN_DATE, BROKEN_LIST, made25, madeHigh, of, type RuleExample, times } from './made.ts'

const live = (cells: Readonly<Record<string, string>> = {}) => made25({ development_stage: 'Deployed', ...cells })
const BLANKET =
  'This AI use case utilizes one or more of the demographic variables listed in compliance with all federal laws.'

export const PRIVACY_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'PV-01',
    fires: of(live({ has_pii: 'Yes', pia_url: 'see our web page' })),
    misses: of(
      live({ has_pii: 'Yes', pia_url: 'HTTPS://example.gov/pia' }),
      live({ has_pii: 'No' }),
      made25({ has_pii: 'Yes' }),
    ),
  },
  {
    rule: 'PV-02',
    fires: of(madeHigh({ has_pii: 'Yes' })),
    misses: of(live({ has_pii: 'Yes' }), madeHigh({ has_pii: 'Yes', pia_url: 'https://example.gov/pia' })),
  },
  {
    rule: 'PV-03',
    fires: of(
      made25({ pia_url: 'N/A' }),
      made25({ pia_url: 'https://agency.sharepoint.example/pia' }),
      made25({ pia_url: 'https://example.gov/collections/privacy-impact-assessments' }),
    ),
    times: 3,
    misses: of(made25(), made25({ pia_url: 'https://example.gov/publication/privacy-impact-assessments-7' })),
  },
  {
    rule: 'PV-04',
    fires: of(live({ demographic_features: "['k) None of the above', 'b) Sex']" })),
    misses: of(
      live({ demographic_features: "['None - not used']" }),
      live({ demographic_features: "['b) Sex']", hi_assessment_completed: 'Yes' }),
      made25({ demographic_features: "['b) Sex']" }),
    ),
    unreadable: of(live({ demographic_features: BROKEN_LIST })),
  },
  {
    rule: 'PV-05',
    fires: of(made25({ demographic_features: `['${BLANKET}']` })),
    misses: of(made25({ demographic_features: `['As said: ${BLANKET}']` })),
    unreadable: of(made25({ demographic_features: BROKEN_LIST })),
  },
  { rule: 'PV-06', fires: of(live()), misses: of(live({ has_pii: 'unsure' }), made25()) },
]

const MEASURED = 'The false-match rate was 0.1 %.'

export const OPENNESS_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'TR-01',
    fires: of(live({ contracting_usage: 'c) Developed with both contracting and in-house resources' })),
    misses: of(
      live({ contracting_usage: 'In-house Development' }),
      live({ contracting_usage: 'Vendor Purchased', vendor_name: 'TBD' }),
    ),
  },
  {
    rule: 'TR-02',
    fires: of(made25({ vendor_name: 'Law Enforcement Sensitive (LES)' }), made25({ vendor_name: 'Unknown' })),
    times: 2,
    misses: of(made25({ vendor_name: 'Unknown Worlds Inc' }), made25()),
  },
  {
    rule: 'TR-03',
    fires: of(made25({ is_withheld: 'd) Other' })),
    misses: of(made25({ is_withheld: 'No' }), made25()),
  },
  {
    rule: 'TR-04',
    fires: of(made25({ is_withheld: 'Yes - Disclosure Risk', is_high_impact: 'High-impact' })),
    misses: of(
      made25({ is_withheld: 'Yes - Disclosure Risk', is_high_impact: 'Not High-impact' }),
      made25({ is_withheld: 'No', is_high_impact: 'High-impact' }),
    ),
  },
  {
    rule: 'TR-05',
    fires: of(madeHigh({ benefits: '40 % faster', system_outputs: 'An accuracy score', data_description: 'af1b 3%' })),
    misses: of(madeHigh({ benefits: MEASURED }), live({ benefits: 'Faster' })),
  },
  {
    rule: 'TR-06',
    fires: of(made25({ system_name_ato: 'Redacted for security' })),
    misses: of(made25({ system_name_ato: 'PII Redaction' })),
  },
  {
    rule: 'TR-07',
    fires: of(live({ problem_solved: 'Backlog' })),
    misses: of(live({ problem_solved: 'Backlog', system_outputs: 'A list' }), made25()),
  },
  {
    rule: 'TR-08',
    fires: of(live()),
    misses: of(live({ operational_date: '2020' }), made25()),
  },
  {
    rule: 'TR-09',
    fires: of(live({ operational_date: '1/29/2026' })),
    misses: of(live({ operational_date: '2026-01-28 00:00:00' }), live({ operational_date: '2026' }), live()),
    unreadable: of(live({ operational_date: BROKEN_DATE })),
  },
  {
    rule: 'TR-10',
    fires: of(...times(10, () => made25({ data_description: 'Our own data' }))),
    times: 10,
    misses: of(...times(9, () => made25({ data_description: 'Our own data' })), ...times(12, () => made25())),
  },
]
