import { describePage } from '../testing/describe-page.ts'
import { AGENCY_EXAMPLES } from './examples.ts'
import { agencyPage } from './page.tsx'

describePage('agency', agencyPage, AGENCY_EXAMPLES)
