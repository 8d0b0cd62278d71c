import type { Example } from '../component/example.ts'
import { EXAMPLE_INVENTORY } from '../inventories/examples.ts'
import type { InventoryPageProps, Part } from './page.tsx'

const nothing: Part<never> = { page: { items: [], total: 0, next: null }, first: 1, next: null }
const file = EXAMPLE_INVENTORY.file

export const INVENTORY_EXAMPLES: readonly Example<InventoryPageProps>[] = [
  {
    name: 'rejections, warnings and changes',
    props: {
      inventory: EXAMPLE_INVENTORY,
      supersedes: { ...EXAMPLE_INVENTORY, id: 3, file: 'draft.csv' },
      supersededBy: null,
      rejections: {
        page: {
          items: [
            {
              file,
              row: 12,
              column: null,
              code: 'row-width',
              message: 'This record has 35 cells, the header 36.',
              raw: '"EX-12","Example",,[e-mail address removed],=1+1',
            },
          ],
          total: 1,
          next: null,
        },
        first: 1,
        next: null,
      },
      warnings: {
        page: {
          items: [
            {
              file,
              row: 146,
              column: 'hi_training_established',
              code: 'value-shifted',
              message: 'The cell holds an answer that another column offers.',
            },
          ],
          total: 60,
          next: '50',
        },
        first: 1,
        next: 'abc',
      },
      changes: {
        page: {
          items: [
            {
              at: '2026-05-04T12:00:00.000Z',
              entryKey: 'ex-2',
              year: 2025,
              kind: 'updated',
              inventory: { id: 7, file, sha256: EXAMPLE_INVENTORY.sha256 },
              cells: [{ column: 'is_high_impact', before: 'High-impact', after: 'Not High-impact' }],
            },
          ],
          total: 1,
          next: null,
        },
        first: 1,
        next: null,
      },
    },
    expects: [
      '3,600 added + 9 updated + 1 unchanged + 1 rejected = 3,611 records.',
      '2 entries of the file before are no longer listed',
      'href="/inventories/3"',
      '[e-mail address removed]',
      'row-width',
      'href="/inventories/7?warnings=abc#warnings"',
      '1 to 1 of 60',
      'is_high_impact',
      'href="/use-cases/ex-2#history"',
      'A file on the server',
    ],
  },
  {
    name: 'nothing to say, from an address',
    props: {
      inventory: { ...EXAMPLE_INVENTORY, source: 'https://example.org/2025.csv', absent: 0, supersedes: null },
      supersedes: null,
      supersededBy: { ...EXAMPLE_INVENTORY, id: 9, file: 'newer.csv' },
      rejections: nothing,
      warnings: nothing,
      changes: nothing,
    },
    expects: ['Every record of this file was read.', 'Superseded by', 'href="https://example.org/2025.csv"'],
    expectsNot: ['<table', 'no longer listed; '],
  },
]
