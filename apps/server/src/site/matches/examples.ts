import type { Example } from '../component/example.ts'
import { EXAMPLE_PAIR } from '../component/pair/examples.ts'
import type { MatchesPageProps } from './page.tsx'

const changes = [
  {
    fromYear: 2024,
    toYear: 2025,
    agency: 'EX',
    matched: 128,
    undecided: 8,
    vanished: 5,
    new: 90,
    stage: [],
    impact: [],
  },
  { fromYear: 2024, toYear: 2025, agency: 'SA', matched: 3, undecided: 0, vanished: 0, new: 1, stage: [], impact: [] },
]

const nobody = { agency: null, pairs: [], total: 0, first: 1, next: null }

export const MATCHES_EXAMPLES: readonly Example<MatchesPageProps>[] = [
  {
    name: 'one agency, pairs side by side',
    props: {
      from: 'imported',
      changes,
      agency: 'EX',
      pairs: [EXAMPLE_PAIR],
      total: 28,
      first: 1,
      next: 'abc',
      settled: [{ from: 'ex_9', to: 'ex-12', verdict: 'split', reviewer: 'REGISTER-2', at: '2026-05-04T10:00:00Z' }],
    },
    expects: [
      '131 pairs of entries of neighbouring years are joined. 8 pairs are left',
      'Undecided pairs of EX',
      'Finding duplicate records',
      'href="/matches?agency=EX&amp;cursor=abc"',
      'The earlier one was split',
      'REGISTER-2',
      '4 May 2026',
      'noindex',
    ],
  },
  {
    name: 'counts alone',
    props: { from: 'imported', changes, ...nobody, settled: [] },
    expects: ['href="/matches?agency=EX#undecided"', 'No pair has been settled here.'],
    expectsNot: ['noindex', 'Undecided pairs of', 'href="/matches?agency=SA'],
  },
  {
    name: 'fresh',
    props: { from: 'shipped', changes, ...nobody, settled: [] },
    expects: ['Pairs appear here once two federal inventories'],
  },
]
