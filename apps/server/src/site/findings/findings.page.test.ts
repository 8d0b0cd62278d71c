import { describePage } from '../testing/describe-page.ts'
import { FINDINGS_EXAMPLES } from './examples.ts'
import { findingsPage } from './page.tsx'

describePage('findings', findingsPage, FINDINGS_EXAMPLES)
