import { PUBLISHED_FIGURES, RULES } from '@recourse/register'
import { talliesOf } from '../../service/register/rule-tallies.ts'
import type { Example } from '../component/example.ts'
import type { FindingsPageProps } from './page.tsx'

const NO_STATE = { open: 0, disputed: 0, corrected: 0, withdrawn: 0 }

const few: FindingsPageProps = {
  from: 'imported',
  asOf: '2026-05-04',
  sources: [{ file: 'example_2025.csv', format: 'omb-2025', sha256: 'a1b2c3d4e5f60718', rows: 3611 }],
  tallies: RULES.map((rule) => {
    if (rule.id === 'HI-01') {
      const agencies = Array.from({ length: 12 }, (_, at) => ({ agency: `EX${at + 1}`, count: 40 - 3 * at }))
      const total = agencies.reduce((sum, { count }) => sum + count, 0)
      return { rule, total, byState: { ...NO_STATE, open: total - 2, disputed: 1, withdrawn: 1 }, agencies }
    }
    if (rule.id === 'YR-13') return { rule, total: 37, byState: { ...NO_STATE, open: 37 }, agencies: [] }
    if (rule.id === 'L24-01')
      return { rule, total: 221, byState: { ...NO_STATE, open: 221 }, agencies: [{ agency: 'EX1', count: 221 }] }
    if (rule.id === 'HI-17')
      return { rule, total: 5, byState: { ...NO_STATE, open: 5 }, agencies: [{ agency: 'EX2', count: 5 }] }
    return { rule, total: 0, byState: NO_STATE, agencies: [] }
  }),
}

export const FINDINGS_EXAMPLES: readonly Example<FindingsPageProps>[] = [
  {
    name: 'counts of several kinds',
    props: few,
    expects: [
      // 281 open and 1 disputed of HI-01, and 37 of YR-13: unverified and rescinded law is not in it.
      '318 findings stand',
      '5 on law still to be confirmed at its source, 221 on a rescinded memorandum, 1 corrected',
      'href="/findings/HI-01"',
      'Law to be confirmed: not in the headline count',
      'Rescinded memorandum: what was asked in 2024',
      '4 more agencies',
      'Counted from the files imported here, judged for 4 May 2026.',
      'None of these findings counts for one agency alone.',
      'rules find nothing',
      'href="/api/v1/rules"',
    ],
    expectsNot: ['noindex'],
  },
  {
    name: 'fresh, shipped figures',
    props: talliesOf({ ...PUBLISHED_FIGURES, from: 'shipped' }),
    expects: ['No federal inventory of 2025 is imported here', 'HI-01', '211 findings', '2025_individually_reported'],
  },
]
