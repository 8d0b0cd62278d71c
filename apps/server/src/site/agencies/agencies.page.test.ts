import { describePage } from '../testing/describe-page.ts'
import { AGENCIES_EXAMPLES } from './examples.ts'
import { agenciesPage } from './page.tsx'

describePage('agencies', agenciesPage, AGENCIES_EXAMPLES)
