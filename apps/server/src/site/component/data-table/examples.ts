import { exhibit } from '../example.ts'
import { DataTable } from './data-table.tsx'

export const dataTableExhibit = exhibit({
  name: 'DataTable',
  about: 'Rows and columns. Sorting is by link. Scrolls sideways in its own frame on a narrow screen.',
  component: DataTable,
  examples: [
    {
      name: 'sortable numbers',
      props: {
        caption: 'Deployed high-impact uses by agency, 2025',
        columns: [
          { key: 'agency', label: 'Agency', sort: { path: '/figures?sort=agency', current: null } },
          { key: 'uses', label: 'Uses', kind: 'number', sort: { path: '/figures?sort=uses', current: 'descending' } },
          { key: 'appeal', label: 'Established appeal', kind: 'number' },
        ],
        rows: [
          { key: 'VA', cells: ['VA', '94', '0'] },
          { key: 'DOJ', cells: ['DOJ', '73', '0'] },
        ],
        footer: ['All', '167', '0'],
      },
      expects: ['scope="row"', 'aria-sort="descending"', '<caption>', '<tfoot>'],
    },
    {
      name: 'no rows',
      props: { caption: 'Nothing here', captionHidden: true, columns: [{ key: 'a', label: 'Agency' }], rows: [] },
      expects: ['visually-hidden'],
    },
    {
      name: 'wider than the screen',
      props: {
        caption: 'Declared practices by year',
        columns: [
          'Practice',
          'Declared for 2023',
          'Declared for 2024',
          'Declared for 2025',
          'Changed',
          'Rule',
          'Note',
        ].map((label) => ({ key: label, label })),
        rows: [
          {
            key: 'a',
            cells: [
              'Appeal',
              'Not asked that year',
              'Yes',
              'Appeal Process In-progress',
              'Yes',
              'HI-03',
              'A longer note that needs its room',
            ],
          },
        ],
      },
      expects: ['<section', 'tabindex="0"'],
    },
  ],
})
