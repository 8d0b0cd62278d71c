import { describePage } from '../testing/describe-page.ts'
import { AGREEMENTS_EXAMPLES } from './examples.ts'
import { agreementsPage } from './page.tsx'

describePage('agreements', agreementsPage, AGREEMENTS_EXAMPLES)
