import { describePage } from '../testing/describe-page.ts'
import { CHANGES_EXAMPLES } from './examples.ts'
import { changesPage } from './page.tsx'

describePage('changes', changesPage, CHANGES_EXAMPLES)
