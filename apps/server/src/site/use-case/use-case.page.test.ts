import { describePage } from '../testing/describe-page.ts'
import { USE_CASE_EXAMPLES } from './examples.ts'
import { useCasePage } from './page.tsx'

describePage('use-case', useCasePage, USE_CASE_EXAMPLES)
