import { describePage } from '../testing/describe-page.ts'
import { HOME_EXAMPLES } from './examples.ts'
import { homePage } from './page.tsx'

describePage('home', homePage, HOME_EXAMPLES)
