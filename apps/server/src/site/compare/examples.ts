import type { Example } from '../component/example.ts'
import { EXAMPLE_USE_CASE } from '../component/use-case-item/examples.ts'
import { DEPLOYED_2025, exampleDetail, exampleEntry } from '../use-case/example-detail.ts'
import type { ComparePageProps } from './page.tsx'

const a = exampleDetail([exampleEntry('omb-2025', 2025, DEPLOYED_2025)])
const b = exampleDetail([
  exampleEntry(
    'omb-2025',
    2025,
    { ...DEPLOYED_2025, hi_appeal_process: 'Not Applicable', hi_testing_conducted: 'Yes', vendor_name: '' },
    { key: 'example-2', id: 'EX-2', bureau: 'Example Border Office' },
  ),
])
const dutch = exampleDetail([
  exampleEntry(
    'nl-1.0',
    2024,
    { name: 'Voorbeeld', status: 'In gebruik', description_short: 'Sorteert brieven.' },
    { key: 'voorbeeld', id: '', name: 'Voorbeeld', agency: 'Gemeente Voorbeeld', agencyName: 'Gemeente Voorbeeld' },
  ),
])

export const COMPARE_EXAMPLES: readonly Example<ComparePageProps>[] = [
  {
    name: 'two uses of one name',
    props: { kind: 'two', a, b },
    expects: ['Differs', 'Answered only by the other', '3 answers differ.', 'href="/use-cases/example-2"', 'noindex'],
  },
  {
    name: 'of two countries',
    props: { kind: 'two', a, b: dutch },
    expects: ['lang="nl"', 'Not asked that year'],
  },
  {
    name: 'the second is looked for',
    props: { kind: 'one', a, query: 'match', found: [{ ...EXAMPLE_USE_CASE, key: 'example-2' }] },
    expects: ['href="/compare?a=example-1&amp;b=example-2"', 'name="a" value="example-1"', 'Choose the second use'],
  },
  { name: 'nothing found', props: { kind: 'one', a, query: 'zzz', found: [] }, expects: ['Nothing was found'] },
  {
    name: 'nothing chosen',
    props: { kind: 'none', unknown: 'nobody-1', query: '', found: [] },
    expects: ['Choose the first use', 'No use case has the key “nobody-1”'],
  },
]
