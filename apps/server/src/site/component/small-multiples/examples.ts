import { exhibit } from '../example.ts'
import { SmallMultiples } from './small-multiples.tsx'

const ROWS = ['VA', 'DOJ', 'DHS', 'SSA', 'NCUA', 'DOE', 'STATE', 'DOL', 'EPA', 'FDIC', 'NASA', 'USDA']
const TOTAL = [94, 73, 38, 8, 5, 2, 2, 1, 1, 1, 1, 1]
const DONE: Readonly<Record<string, readonly number[]>> = {
  'Tested before use': [0, 0, 32, 7, 0, 0, 2, 1, 1, 0, 0, 1],
  'Impact assessed': [0, 0, 26, 7, 0, 2, 0, 1, 0, 0, 0, 0],
  'Watched while running': [0, 0, 28, 7, 0, 0, 2, 1, 1, 0, 0, 1],
  'Operators trained': [0, 0, 28, 7, 0, 2, 2, 0, 1, 0, 0, 1],
  'Fail-safe in place': [0, 0, 23, 7, 0, 2, 2, 0, 0, 0, 0, 1],
  'Way to appeal': [0, 0, 10, 3, 0, 0, 1, 1, 0, 0, 0, 1],
}

const counts = (done: readonly number[]) =>
  Object.fromEntries(ROWS.map((row, at) => [row, { value: done[at] ?? 0, total: TOTAL[at] ?? 0 }]))

export const smallMultiplesExhibit = exhibit({
  name: 'SmallMultiples',
  about: 'Declared practices by agency: the same rows in every panel, share as a bar, counts in words.',
  component: SmallMultiples,
  examples: [
    {
      name: 'practices by agency',
      props: {
        rows: ROWS,
        panels: Object.entries(DONE).map(([title, done]) => ({
          key: title.toLowerCase().replace(/ /g, '-'),
          title,
          alt: `${title}: declared by agency`,
          counts: counts(done),
        })),
      },
      expects: ['Way to appeal', '10 of 38', '0 of 94'],
    },
    {
      name: 'a row that was not asked',
      props: { rows: ['EX'], panels: [{ key: 'one', title: 'Notice given', alt: 'Not asked', counts: {} }] },
      expects: ['Not asked that year'],
      expectsNot: ['chart-main'],
    },
  ],
})
