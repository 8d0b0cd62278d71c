import { type Rule, rule as ruleOf } from '@recourse/register'
import type { RuleTally } from '../../service/register/rule-tallies.ts'
import type { FindingView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import type { RulePageProps } from './page.tsx'

const NO_STATE = { open: 0, disputed: 0, corrected: 0, withdrawn: 0 }

function known(id: string): Rule {
  const found = ruleOf(id)
  if (!found) throw new Error(`there is no rule ${id}`)
  return found
}

const tally = (id: string, counts: readonly (readonly [string, number])[]): RuleTally => {
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  const agencies = counts.map(([agency, count]) => ({ agency, count }))
  return { rule: known(id), total, byState: { ...NO_STATE, open: total }, agencies }
}

const counted = {
  from: 'imported',
  asOf: '2026-05-04',
  sources: [{ file: 'example_2025.csv', format: 'omb-2025', sha256: 'a1b2c3d4e5f60718', rows: 3611 }],
} as const

function finding(at: number, changes: Partial<FindingView> = {}): FindingView {
  const key = `ex-${at}`
  return {
    id: `HI-02 ${key}`,
    rule: 'HI-02',
    ruleVersion: 1,
    severity: 'high',
    state: 'open',
    subject: { kind: 'entry', key },
    useCase: {
      key,
      id: `EX-${at}`,
      name: `Example matching service ${at}`,
      agency: 'EX',
      bureau: 'Office',
      year: 2025,
    },
    agency: 'EX',
    year: 2025,
    evidence: [{ file: 'example.csv', row: at + 1, column: 'hi_appeal_process', value: 'Not Applicable' }],
    citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
    message: `EX declares ‘Not Applicable’ for an appeal process of a deployed high-impact use (EX-${at}).`,
    useCaseKey: key,
    openedAt: '2026-04-20T10:00:00.000Z',
    changedAt: '2026-04-20T10:00:00.000Z',
    endedAt: null,
    ...changes,
  }
}

const disputed = finding(2, {
  state: 'disputed',
  answers: [
    { by: 'agency', state: 'disputed', saidOn: '2026-05-12', words: 'An appeal exists since March.', source: '' },
  ],
})

export const RULE_EXAMPLES: readonly Example<RulePageProps>[] = [
  {
    name: 'findings in three agencies, the first page',
    props: {
      ...counted,
      tally: tally('HI-02', [
        ['EX', 20],
        ['SA', 7],
        ['TR', 1],
      ]),
      beside: [tally('HI-01', [['EX', 211]])],
      limits: {},
      years: [2023, 2024, 2025],
      page: {
        items: [finding(1), disputed, finding(3, { useCase: null, useCaseKey: null, basis: 'matched' })],
        total: 28,
        next: '3',
      },
      first: 1,
      next: 'abc',
    },
    expects: [
      '28 findings in 3 agencies',
      'EX has the most findings of this rule: 20 of 28',
      'share of all decisions unknown',
      'href="/use-cases/ex-1"',
      'An appeal exists since March.',
      'The agency answered on 12 May 2026',
      'href="/findings/HI-02.csv"',
      'href="/findings/HI-02?cursor=abc"',
      'href="/findings/HI-01"',
      'Not Applicable',
      'Years matched by this register',
    ],
    expectsNot: ['noindex', 'Needs a look', 'Rescinded'],
  },
  {
    name: 'a word rule of one agency, narrowed',
    props: {
      ...counted,
      tally: tally('IM-06', [['EX', 11]]),
      beside: [],
      limits: { agency: 'EX', state: 'open' },
      years: [2025],
      page: { items: [finding(1, { rule: 'IM-06' })], total: 1, next: null },
      first: 1,
      next: null,
    },
    expects: [
      'All 11 findings of this rule are of EX',
      'reason to read the entry',
      'noindex',
      'All findings of this rule',
    ],
  },
  {
    name: 'a rescinded rule whose counts were shipped',
    props: {
      ...counted,
      from: 'shipped',
      tally: tally('L24-01', [['EX', 221]]),
      beside: [],
      limits: {},
      years: [],
      page: { items: [], total: 0, next: null },
      first: 1,
      next: null,
    },
    expects: ['Rescinded memorandum', 'appear here as soon as those files are imported'],
    expectsNot: ['class="narrow"', 'No finding of this rule stands'],
  },
  {
    name: 'unverified law, nothing within the limits',
    props: {
      ...counted,
      tally: tally('HI-17', [['EX', 5]]),
      beside: [],
      limits: { year: 2024 },
      years: [2024, 2025],
      page: { items: [], total: 0, next: null },
      first: 1,
      next: null,
    },
    expects: ['Citation to be confirmed', 'No finding of this rule is within these limits.'],
  },
]
