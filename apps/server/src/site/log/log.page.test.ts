import { describePage } from '../testing/describe-page.ts'
import { LOG_EXAMPLES } from './examples.ts'
import { logPage } from './page.tsx'

describePage('log', logPage, LOG_EXAMPLES)
