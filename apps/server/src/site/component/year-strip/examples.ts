import { exhibit } from '../example.ts'
import { YearStrip } from './year-strip.tsx'

export const yearStripExhibit = exhibit({
  name: 'YearStrip',
  about:
    'The inventories a use case stands in, one box a year; each year says its declared stage and impact to a screen reader.',
  component: YearStrip,
  examples: [
    {
      name: 'three years',
      props: {
        marks: [
          { year: 2023, state: 'absent', declared: '', path: null },
          {
            year: 2024,
            state: 'present',
            declared: 'Operation and Maintenance, Rights-Impacting',
            path: '/use-cases/example-1#y2024',
          },
          { year: 2025, state: 'present', declared: '', path: '/use-cases/example-1#y2025' },
        ],
      },
      expects: [
        '2023: no entry matched',
        '2024: Operation and Maintenance',
        '2025: listed, no stage declared',
        '#y2024',
      ],
    },
    {
      name: 'gone from the newer file',
      props: { marks: [{ year: 2024, state: 'gone', declared: 'In production', path: '/use-cases/example-2' }] },
      expects: ['2024: no longer in the newer file', 'year-gone'],
    },
    { name: 'no year at all', props: { marks: [] }, expects: ['<ul class="year-strip"'] },
  ],
})
