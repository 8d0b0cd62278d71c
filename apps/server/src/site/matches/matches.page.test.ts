import { describePage } from '../testing/describe-page.ts'
import { MATCHES_EXAMPLES } from './examples.ts'
import { matchesPage } from './page.tsx'

describePage('matches', matchesPage, MATCHES_EXAMPLES)
