import { describePage } from '../testing/describe-page.ts'
import { DATA_EXAMPLES } from './examples.ts'
import { dataPage } from './page.tsx'

describePage('data', dataPage, DATA_EXAMPLES)
