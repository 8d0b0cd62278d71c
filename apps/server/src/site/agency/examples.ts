import { PUBLISHED_FIGURES } from '@recourse/register'
import { talliesOf } from '../../service/register/rule-tallies.ts'
import type { Example } from '../component/example.ts'
import { EXAMPLE_USE_CASE } from '../component/use-case-item/examples.ts'
import type { AgencyPageProps } from './page.tsx'

const { figures, asOf, sources } = PUBLISHED_FIGURES

/** One agency as shipped: real counts of published declarations. */
function shipped(agency: string): AgencyPageProps {
  const { tallies } = talliesOf({ ...PUBLISHED_FIGURES, from: 'shipped' })
  return {
    from: 'shipped',
    asOf,
    sources,
    agency,
    agencyName: figures.years.find((year) => year.agency === agency)?.agencyName ?? agency,
    jurisdiction: 'us',
    years: figures.years.filter((year) => year.agency === agency),
    practices: figures.practices.find((one) => one.agency === agency) ?? null,
    changes: figures.changes.filter((change) => change.agency === agency),
    findings: tallies.flatMap((tally) => {
      const count = tally.agencies.find((one) => one.agency === agency)?.count ?? 0
      return count === 0 ? [] : [{ tally, count }]
    }),
    source: null,
    columns: [],
    useCases: [],
    useCaseCount: 0,
  }
}

const file = 'example_sourcing.md'

export const AGENCY_EXAMPLES: readonly Example<AgencyPageProps>[] = [
  {
    name: 'imported, with sourcing',
    props: {
      ...shipped('VA'),
      from: 'imported',
      agency: 'EX',
      agencyName: 'Department of Examples',
      source: {
        agency: 'EX',
        agencyName: 'Department of Examples',
        address: 'https://examples.example/a/very/long/path/to/the/inventory/of/the/year-2025-final-version.csv',
        method: 'Downloaded from the open data page',
        retrieved: '2026-01-28',
        rows: 367,
        file,
        row: 12,
      },
      columns: [
        { agency: 'EX', column: 'hi_appeal_process', status: 'left-out', file, row: 20 },
        { agency: 'EX', column: 'use_case_name', status: 'reported', file, row: 21 },
      ],
      useCases: [EXAMPLE_USE_CASE],
      useCaseCount: 367,
    },
    expects: [
      '94 are declared deployed and high-impact.',
      'share of all decisions unknown'.replace('s', 'S'),
      'It left 1 column of the form out:',
      '<code>hi_appeal_process</code>',
      'href="/findings/HI-01?agency=EX"',
      'All 367 uses in the search',
      'href="/?agency=EX"',
      'Downloaded from the open data page',
      'href="/matches?agency=EX"',
    ],
  },
  {
    name: 'shipped, no high-impact use',
    props: shipped('GSA'),
    expects: ['the practices were not due', 'Single uses appear here once', 'is not imported here'],
  },
  {
    name: 'a body of another country',
    props: {
      ...shipped('nobody'),
      jurisdiction: 'uk',
      agency: 'Office of Trials',
      agencyName: 'Office of Trials',
      years: [
        {
          format: 'atrs',
          year: 2024,
          agency: 'Office of Trials',
          agencyName: 'Office of Trials',
          entries: 2,
          byStage: { 'not-asked': 2 },
          byImpact: { 'not-asked': 2 },
          deployedHighImpact: null,
        },
      ],
      useCases: [EXAMPLE_USE_CASE],
      useCaseCount: 1,
    },
    expects: ['That is no approval', 'Not asked that year: 2', 'The one use in the search'],
    expectsNot: ['Practices declared', 'Where its file came from', 'Changes between years'],
  },
]
