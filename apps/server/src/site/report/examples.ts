import type { Example } from '../component/example.ts'
import { EXAMPLE_USE_CASE } from '../component/use-case-item/examples.ts'
import { DEPLOYED_2025, exampleEntry, OPERATED_2024 } from '../use-case/example-detail.ts'
import { EMPTY_REPORT, fieldValue, readReport } from './form.ts'
import type { ReportPageProps } from './page.tsx'

const entries = [exampleEntry('omb-2025', 2025, DEPLOYED_2025), exampleEntry('omb-2024', 2024, OPERATED_2024)]
const plain = { useCase: EXAMPLE_USE_CASE, entries }
const wrong = { field: 'nonsense', kind: '', text: ' ' }
const read = readReport('en', wrong, entries)

export const REPORT_EXAMPLES: readonly Example<ReportPageProps>[] = [
  {
    name: 'empty',
    props: { ...plain, fields: EMPTY_REPORT, errors: [] },
    expects: [
      'No name and no address is asked for',
      'action="/use-cases/example-1/report"',
      'method="post"',
      'value="2025 example-1 hi_appeal_process"',
      '2,000 characters at most',
    ],
    expectsNot: ['type="email"', 'name="name"', 'name="address"', 'There is a problem'],
  },
  {
    name: 'refused, what was typed is kept',
    props: { ...plain, fields: { ...wrong, text: 'Kept <words>' }, errors: read.ok ? [] : read.errors },
    expects: [
      'href="#kind"',
      'href="#field"',
      'href="#text"',
      'Kept &lt;words',
      'aria-invalid',
      'usa-form-group--error',
      'What you typed is still here',
    ],
  },
  {
    name: 'a field named by the address',
    props: {
      ...plain,
      fields: { ...EMPTY_REPORT, field: fieldValue({ year: 2024, key: 'example-1_2024' }, '65_appeal_process') },
      errors: [],
    },
    expects: ['selected'],
  },
]
