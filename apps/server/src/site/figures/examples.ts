import { AGREEMENTS, PUBLISHED_FIGURES } from '@recourse/register'
import { talliesOf } from '../../service/register/rule-tallies.ts'
import type { Example } from '../component/example.ts'
import type { FiguresPageProps } from './page.tsx'

const shipped = { ...PUBLISHED_FIGURES, from: 'shipped' } as const
const { tallies } = talliesOf(shipped)
const amount = (name: string, usd: number, awards: number) => ({ name, usd, awards })

export const FIGURES_EXAMPLES: readonly Example<FiguresPageProps>[] = [
  {
    name: 'imported, with awards',
    props: {
      current: { ...shipped, from: 'imported' },
      tallies,
      agreements: AGREEMENTS,
      spending: {
        byYear: [amount('', 700, 71), amount('2024', 60_000_000, 21), amount('2025', 20_000_000, 17)],
        byOffice: [amount('Office of Examples Procurement', 80_000_700, 109)],
        byVendor: [amount('', 50, 1), amount('EXAMPLE MATCHING, INC.', 60_000_000, 1), amount('an individual', 650, 1)],
        totalUsd: 80_000_700,
        awards: 109,
      },
    },
    expects: [
      '16 of 227 deployed high-impact uses declare an established way to appeal',
      '$60.0M of $80.0M obligated carries a start date in 2024',
      'EXAMPLE MATCHING, INC. was awarded the most',
      'A monthly quota is known for 1 of 5 reported agreements',
      'no vendor named',
      'href="/figures/practices.csv"',
      'href="/figures/spending-year.svg"',
      'Share of all decisions unknown',
      'href="/findings/HI-01"',
      'Appeal: 16 of 227',
      'a62721202ca4b110ce3c53ffdb688d05ad27a35971a7afda4f1179b2493e31d0',
    ],
    expectsNot: ['Unknown was awarded'],
  },
  {
    name: 'fresh, shipped figures',
    props: { current: shipped, tallies, agreements: AGREEMENTS, spending: null },
    expects: [
      'These are the figures this project counted from the published files',
      'fiscal year',
      'shipped figures name neither offices nor vendors',
    ],
    expectsNot: ['was awarded the most', 'href="/figures/spending-vendor.csv"'],
  },
  {
    name: 'nothing counted',
    props: {
      current: { ...shipped, figures: { years: [], practices: [], changes: [], spending: [], findings: [] } },
      tallies: talliesOf({ ...shipped, figures: { ...shipped.figures, findings: [] } }).tallies,
      agreements: [],
      spending: null,
    },
    expects: ['Two federal inventories of neighbouring years are needed'],
    expectsNot: ['<figure'],
  },
]
