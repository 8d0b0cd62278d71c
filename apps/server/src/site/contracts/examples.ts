import type { AwardView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import type { ContractsPageProps } from './page.tsx'

export const EXAMPLE_AWARD: AwardView = {
  awardId: '70EXMP25P00000001',
  vendor: 'EXAMPLE MATCHING, INC.',
  office: 'Office of Examples Procurement',
  agency: 'EX',
  obligatedUsd: 3_750_000,
  description: 'SOFTWARE LICENSES FOR THE EXAMPLE MATCHING SERVICE',
  startDate: '2025-09-05',
  permalink: 'https://awards.example/70EXMP25P00000001',
  file: 'example_awards.json',
  row: 1,
  joinedBy: 'piid',
  useCases: [
    { key: 'ex-1', name: 'Example matching service', joinedBy: 'piid' },
    { key: 'ex-2', name: '', joinedBy: 'vendor' },
  ],
}

const award = (at: number, changes: Partial<AwardView>): AwardView => ({
  ...EXAMPLE_AWARD,
  awardId: `70EXMP25P0000000${at}`,
  row: at,
  joinedBy: null,
  useCases: [],
  ...changes,
})

const awards = [
  EXAMPLE_AWARD,
  award(2, {
    vendor: 'an individual',
    obligatedUsd: 12_000,
    startDate: '',
    joinedBy: 'vendor',
    useCases: [{ key: 'ex-3', name: 'Reading forms', joinedBy: 'vendor' }],
  }),
  award(3, { vendor: 'A SAMPLE COMPANY WITH A VERY LONG NAME AND SEVERAL PARTNERS LLC', obligatedUsd: 99.5 }),
]

const amount = (name: string, usd: number) => ({ name, usd, awards: 1 })

const spending = {
  byYear: [amount('', 12_000), amount('2025', 3_750_099.5)],
  byOffice: [amount('Office of Examples Procurement', 3_762_099.5)],
  byVendor: [amount('EXAMPLE MATCHING, INC.', 3_750_000), amount('an individual', 12_000)],
  totalUsd: 3_762_099.5,
  awards: 3,
}

export const CONTRACTS_EXAMPLES: readonly Example<ContractsPageProps>[] = [
  {
    name: 'awards joined by number, by vendor, and not',
    props: { awards, order: 'obligated', spending },
    expects: [
      '3 awards, $3,762,100 obligated in all.',
      '1 are joined to a use case by contract number. 1 share only',
      'href="/contracts/70EXMP25P00000001"',
      'href="/contracts?sort=vendor"',
      'aria-sort="descending"',
      'an individual',
      'no start date',
      'href="/contracts.csv"',
      'No start date',
      'rel="canonical"',
    ],
  },
  {
    name: 'sorted otherwise',
    props: { awards, order: 'vendor', spending },
    expects: ['aria-sort="ascending"', 'noindex', 'Awards, by vendor'],
  },
  {
    name: 'nothing imported',
    props: { awards: [], order: 'obligated', spending: { ...spending, byYear: [], awards: 0, totalUsd: 0 } },
    expects: ['No award file has been imported here', 'npx recourse register import', 'href="/figures#spending-year"'],
    expectsNot: ['<table'],
  },
]
