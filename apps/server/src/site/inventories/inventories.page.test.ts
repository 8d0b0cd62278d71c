import { describePage } from '../testing/describe-page.ts'
import { INVENTORIES_EXAMPLES } from './examples.ts'
import { inventoriesPage } from './page.tsx'

describePage('inventories', inventoriesPage, INVENTORIES_EXAMPLES)
