import type { Agreement } from '@recourse/register'
import type { FindingView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import type { AgreementsPageProps } from './page.tsx'

const unknown: Agreement = {
  key: 'sa-ex',
  name: 'Sample data for Examples',
  provider: 'SA',
  recipient: 'EX Office',
  purpose: null,
  dataTypes: [],
  quota: null,
  requested: { records: 1_000_000, text: 'more than a million records', withinMonths: 4 },
  usage: [],
  effective: null,
  expires: null,
  termMonths: null,
  verificationStep: 'unknown',
  noticeStep: 'unknown',
  feeds: ['example-system'],
  status: 'reported',
  sources: ['a-newspaper', 'somebody'],
}

const known: Agreement = {
  ...unknown,
  key: 'tr-ex',
  name: 'Trial data for Examples',
  purpose: 'To check forms',
  dataTypes: ['forms', 'dates'],
  quota: { records: 50_000, per: 'month', zone: 'America/New_York' },
  requested: null,
  usage: [{ at: '2026-05-04T12:00:00Z', records: 50_001 }],
  effective: '2025-04-07',
  expires: '2026-10-07',
  termMonths: 18,
  verificationStep: 'yes',
  noticeStep: 'no',
  feeds: [],
}

const finding: FindingView = {
  id: 'AG-01 tr-ex 2026-05',
  rule: 'AG-01',
  ruleVersion: 1,
  severity: 'critical',
  state: 'open',
  subject: { kind: 'agreement', key: 'tr-ex' },
  useCase: null,
  agency: '',
  year: null,
  evidence: [{ file: 'agreements', row: null, column: 'usage', value: '50001' }],
  citation: '5 USC 552a(o)',
  message: '50,001 records were requested in May 2026; the quota is 50,000 a month.',
  useCaseKey: null,
  openedAt: '2026-06-01T10:00:00.000Z',
  changedAt: '2026-06-01T10:00:00.000Z',
  endedAt: null,
}

export const AGREEMENTS_EXAMPLES: readonly Example<AgreementsPageProps>[] = [
  {
    name: 'one known, one of which little is known',
    props: {
      agreements: [known, unknown],
      findings: [finding],
      systems: new Map([['example-system', 'Example System']]),
      press: new Map([
        [
          'a-newspaper',
          { id: 'a-newspaper', kind: 'news', reports: 'A Newspaper', date: '2025-09-22', reliability: 'Primary.' },
        ],
      ]),
    },
    expects: [
      '50,000 records a month, counted in the time zone America/New_York',
      '2026-05: 50,001 records requested',
      'more than a million records in 4 months',
      'href="/systems/example-system"',
      '22 September 2025',
      'Source not named',
      'href="/findings/AG-01"',
      '18 months',
      'id="sa-ex"',
      'That is no approval.',
    ],
    expectsNot: ['unlimited quota'],
  },
]
