import { EXAMPLE_USE_CASE } from '../component/use-case-item/examples.ts'
import { describePage } from '../testing/describe-page.ts'
import { REPORT_EXAMPLES } from './examples.ts'
import { reportKeptPage, reportPage } from './page.tsx'

describePage('report', reportPage, REPORT_EXAMPLES)

describePage('report-kept', reportKeptPage, [
  {
    name: 'kept',
    props: { useCase: EXAMPLE_USE_CASE },
    expects: ['Your report is kept', 'href="/use-cases/example-1"', 'noindex'],
  },
])
