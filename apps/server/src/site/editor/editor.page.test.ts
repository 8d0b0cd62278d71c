import { describePage } from '../testing/describe-page.ts'
import { answerPage } from './answer.tsx'
import { deskPage } from './desk.tsx'
import { ANSWER_EXAMPLES, DESK_EXAMPLES, PAIRS_EXAMPLES, REPORTS_EXAMPLES, SIGN_IN_EXAMPLES } from './examples.ts'
import { pairsPage } from './pairs.tsx'
import { reportsPage } from './reports.tsx'
import { signInPage } from './sign-in.tsx'

describePage('editor-sign-in', signInPage, SIGN_IN_EXAMPLES)
describePage('editor-desk', deskPage, DESK_EXAMPLES)
describePage('editor-pairs', pairsPage, PAIRS_EXAMPLES)
describePage('editor-reports', reportsPage, REPORTS_EXAMPLES)
describePage('editor-answer', answerPage, ANSWER_EXAMPLES)
