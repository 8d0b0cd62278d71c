import { describePage } from '../testing/describe-page.ts'
import { COMPARE_EXAMPLES } from './examples.ts'
import { comparePage } from './page.tsx'

describePage('compare', comparePage, COMPARE_EXAMPLES)
