import { describePage } from '../testing/describe-page.ts'
import { CONTRACT_EXAMPLES } from './examples.ts'
import { contractPage } from './page.tsx'

describePage('contract', contractPage, CONTRACT_EXAMPLES)
