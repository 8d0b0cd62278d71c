import { exhibit } from '../example.ts'
import { type SquareGroup, Squares } from './squares.tsx'

const COUNTS: readonly (readonly [string, number, number])[] = [
  ['VA', 94, 0],
  ['DOJ', 73, 0],
  ['DHS', 38, 10],
  ['SSA', 8, 3],
  ['NCUA', 5, 0],
  ['DOE', 2, 0],
  ['STATE', 2, 1],
  ['DOL', 1, 1],
  ['EPA', 1, 0],
  ['FDIC', 1, 0],
  ['NASA', 1, 0],
  ['USDA', 1, 1],
]

function group([label, total, filled]: readonly [string, number, number], linked: boolean): SquareGroup {
  const uses = Array.from({ length: linked ? total : 0 }, (_, at) => ({
    name: `${label} example use ${at + 1}`,
    path: `/use-cases/${label.toLowerCase()}-${at + 1}`,
    filled: at < filled,
  }))
  return { label, name: `Agency of the code ${label}`, path: `/agencies/${label.toLowerCase()}`, total, filled, uses }
}

const alt = '227 deployed high-impact uses, 16 of them with an established way to appeal'
const meaning = 'Established way to appeal'

export const squaresExhibit = exhibit({
  name: 'Squares',
  about:
    'One square a use, grouped by agency. Links where entries are known, one picture where only counts are; a table behind both.',
  component: Squares,
  examples: [
    {
      name: 'from counts alone',
      props: { id: 'squares', alt, meaning, groups: COUNTS.map((counts) => group(counts, false)) },
      expects: ['role="img"', 'square-filled', '10 of 38', '<table'],
      expectsNot: ['<title>'],
    },
    {
      name: 'every use a link',
      props: { id: 'squares', alt, meaning, groups: COUNTS.map((counts) => group(counts, true)) },
      expects: ['<title>DHS example use 3</title>', 'href="/use-cases/va-94"', 'Skip the picture'],
      expectsNot: ['role="img"'],
    },
    {
      name: 'nothing yet',
      props: { id: 'squares', alt: 'No deployed high-impact use is known', meaning, groups: [] },
      expects: ['<table'],
      expectsNot: ['<path'],
    },
  ],
})
