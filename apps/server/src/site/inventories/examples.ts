import type { InventoryView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import type { InventoriesPageProps } from './page.tsx'

export const EXAMPLE_INVENTORY: InventoryView = {
  id: 7,
  format: 'omb-2025',
  year: 2025,
  file: '2025_example_inventory_of_individually_reported_uses.csv',
  sha256: 'a62721202ca4b110ce3c53ffdb688d05ad27a35971a7afda4f1179b2493e31d0',
  sizeBytes: 9_211_004,
  encoding: 'utf-8',
  source: '',
  importedAt: '2026-05-04T12:00:00.000Z',
  records: 3_611,
  quarantined: 1,
  added: 3_600,
  updated: 9,
  unchanged: 1,
  absent: 2,
  supersedes: 3,
}

export const INVENTORIES_EXAMPLES: readonly Example<InventoriesPageProps>[] = [
  {
    name: 'two files',
    props: {
      inventories: [
        EXAMPLE_INVENTORY,
        { ...EXAMPLE_INVENTORY, id: 3, file: '2025_example_draft.csv', supersedes: null, absent: 0 },
      ],
    },
    expects: ['2 files have been imported here.', 'href="/inventories/7"', '3,611', 'a62721202ca4…', 'register import'],
  },
  {
    name: 'none',
    props: { inventories: [] },
    expects: ['No file has been imported here yet.', 'npx recourse register import'],
    expectsNot: ['<table'],
  },
]
