import { h } from 'preact'
import { Bars } from '../bars/bars.tsx'
import { exhibit } from '../example.ts'
import { Figure } from './figure.tsx'

const rows = [
  { label: '2024', value: 1757, spoken: '1,757' },
  { label: '2025', value: 3611, spoken: '3,611' },
]

export const figureExhibit = exhibit({
  name: 'Figure',
  about: 'Around every picture: title that states what is seen, unit, n, dates, source, table, files.',
  component: Figure,
  examples: [
    {
      name: 'bars with everything behind them',
      props: {
        id: 'entries',
        title: 'Agencies listed twice as many uses in 2025 as in 2024',
        subtitle: 'Entries in the consolidated inventories, n = 5,368, published January 2025 and April 2026',
        source: 'OMB consolidated inventories of 2024 and 2025',
        table: {
          caption: 'Entries by year',
          columns: [
            { key: 'year', label: 'Year' },
            { key: 'n', label: 'Entries', kind: 'number' },
          ],
          rows: rows.map((row) => ({ key: row.label, cells: [row.label, row.spoken] })),
        },
        downloads: { csv: '/figures/entries.csv', json: '/figures/entries.json', svg: '/figures/entries.svg' },
        children: h(Bars, { alt: 'Entries: 1,757 in 2024, 3,611 in 2025', labels: 'beside', rows }),
      },
      expects: ['<figure', 'Source: OMB', '>CSV<', '>SVG<', '<table'],
    },
    {
      name: 'no picture file, no rows',
      props: {
        id: 'empty',
        title: 'No agreement with a quota is known',
        subtitle: 'Agreements, n = 0',
        source: 'this register',
        table: { caption: 'Agreements', columns: [{ key: 'a', label: 'Agreement' }], rows: [] },
        downloads: { csv: '/figures/empty.csv', json: '/figures/empty.json' },
        children: null,
      },
      expects: ['>JSON<'],
      expectsNot: ['>SVG<'],
    },
  ],
})
