import type { Example } from '../component/example.ts'
import type { ChangesPageProps } from './page.tsx'

export const CHANGES_EXAMPLES: readonly Example<ChangesPageProps>[] = [
  {
    name: 'three kinds, two days',
    props: {
      items: [
        {
          id: 'finding-HI-03 example-1',
          at: '2026-05-02T10:00:00.000Z',
          kind: 'finding',
          title: 'HI-03 no longer applies',
          detail: 'Department of Examples declares ‘Appeal Process In-progress’.',
          path: '/use-cases/example-1',
        },
        {
          id: 'entry-example-1-2025-2',
          at: '2026-05-02T09:00:00.000Z',
          kind: 'entry',
          title: 'example-1 (2025): declaration changed',
          detail: 'by example_2025_v2.csv: hi_appeal_process, hi_testing_conducted',
          path: '/use-cases/example-1',
        },
        {
          id: 'inventory-1',
          at: '2026-04-20T10:00:00.000Z',
          kind: 'inventory',
          title: 'example_2025_with_a_very_long_file_name_that_does_not_break_by_itself_anywhere.csv imported',
          detail: '120 records: 120 added, 0 updated, 0 unchanged, 0 rejected, 0 no longer listed.',
          path: '/inventories/1',
        },
      ],
    },
    expects: ['2 May 2026', '20 April 2026', 'href="/changes.atom"', 'href="/inventories/1"', 'Declaration'],
  },
  { name: 'nothing yet', props: { items: [] }, expects: ['Nothing has changed yet'], expectsNot: ['newest are shown'] },
]
