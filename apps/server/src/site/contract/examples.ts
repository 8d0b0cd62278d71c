import type { FindingView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import { EXAMPLE_AWARD } from '../contracts/examples.ts'
import type { ContractPageProps } from './page.tsx'

const finding: FindingView = {
  id: 'CT-01 70EXMP25P00000001',
  rule: 'CT-01',
  ruleVersion: 1,
  severity: 'medium',
  state: 'open',
  subject: { kind: 'award', awardId: EXAMPLE_AWARD.awardId },
  useCase: null,
  agency: 'EX',
  year: null,
  evidence: [{ file: 'example_awards.json', row: 1, column: 'award_id', value: EXAMPLE_AWARD.awardId }],
  citation: 'Executive Order 13960, section 5 (yearly inventory)',
  message: 'No entry of EX carries the number of this award or names its vendor.',
  useCaseKey: null,
  openedAt: '2026-04-20T10:00:00.000Z',
  changedAt: '2026-04-20T10:00:00.000Z',
  endedAt: null,
}

export const CONTRACT_EXAMPLES: readonly Example<ContractPageProps>[] = [
  {
    name: 'joined by number and by vendor',
    props: { award: EXAMPLE_AWARD, findings: [] },
    expects: [
      '$3,750,000',
      '5 September 2025',
      'href="/use-cases/ex-1"',
      'Only the vendor’s name is the same.',
      'Published without a name',
      'href="https://awards.example/70EXMP25P00000001"',
      'No rule of this register finds anything about this award.',
    ],
  },
  {
    name: 'joined to nothing, with a finding',
    props: {
      award: { ...EXAMPLE_AWARD, joinedBy: null, useCases: [], startDate: '', permalink: '', description: '' },
      findings: [finding],
    },
    expects: ['No entry carries this number', 'The file states none', 'href="/findings/CT-01"'],
    expectsNot: ['Leads by vendor name', 'The award at its publisher', '<blockquote'],
  },
]
