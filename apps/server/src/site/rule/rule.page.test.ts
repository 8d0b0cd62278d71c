import { describePage } from '../testing/describe-page.ts'
import { RULE_EXAMPLES } from './examples.ts'
import { rulePage } from './page.tsx'

describePage('rule', rulePage, RULE_EXAMPLES)
