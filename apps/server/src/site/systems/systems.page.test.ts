import { describePage } from '../testing/describe-page.ts'
import { SYSTEMS_EXAMPLES } from './examples.ts'
import { systemsPage } from './page.tsx'

describePage('systems', systemsPage, SYSTEMS_EXAMPLES)
