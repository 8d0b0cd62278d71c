import { describePage } from '../testing/describe-page.ts'
import { INVENTORY_EXAMPLES } from './examples.ts'
import { inventoryPage } from './page.tsx'

describePage('inventory', inventoryPage, INVENTORY_EXAMPLES)
