import { draftLetter, type LetterLaw } from '@recourse/papers'
import type { Example } from '../component/example.ts'
import { EXAMPLE_USE_CASE } from '../component/use-case-item/examples.ts'
import { exampleFinding } from '../use-case/example-detail.ts'
import type { LettersPageProps } from './page.tsx'

const finding = exampleFinding(
  'HI-02',
  'high',
  'Department of Examples declares ‘Not Applicable’ for an appeal process.',
  [{ file: 'example_2025.csv', row: 147, column: 'hi_appeal_process', value: 'Not Applicable' }],
)
const other = exampleFinding('TR-05', 'medium', 'No measured performance is stated.', [])

const rules = new Map([['HI-02', { title: 'Appeal declared ‘Not Applicable’', needsALook: false }]])

function drafted(law: LetterLaw): LettersPageProps {
  const draft = draftLetter({
    law,
    finding,
    useCase: finding.useCase,
    agencyName: 'Department of Examples',
    dateLine: '',
    contracts: ['70EXAM24C00000001'],
  })
  return { kind: 'drafted', useCase: EXAMPLE_USE_CASE, finding, law, draft }
}

export const LETTERS_EXAMPLES: readonly Example<LettersPageProps>[] = [
  {
    name: 'drafted under the Freedom of Information Act',
    props: drafted('foia'),
    expects: [
      'Read this first',
      'href="/letters/letter.pdf?use-case=example-1&amp;rule=HI-02&amp;law=foia"',
      'href="/letters/letter.txt?use-case=example-1&amp;rule=HI-02&amp;law=foia"',
      '5 U.S.C. 552(a)(3)',
      'to fill in by hand',
      'Draft it under the other law',
    ],
    expectsNot: ['<input', '<textarea', '<form'],
  },
  {
    name: 'drafted under the Privacy Act',
    props: drafted('privacy-act'),
    expects: ['5 U.S.C. 552a(d)(1)', 'can tell the agency', 'law=foia'],
    expectsNot: ['<input', '<textarea'],
  },
  {
    name: 'law and finding to choose',
    props: { kind: 'choose', useCase: EXAMPLE_USE_CASE, findings: [finding, other], rule: 'TR-05', gone: true, rules },
    expects: ['value="foia"', 'value="privacy-act"', 'name="use-case" value="example-1"', 'does not stand'],
    expectsNot: ['type="text"', '<textarea'],
  },
  {
    name: 'no finding to write about',
    props: { kind: 'choose', useCase: EXAMPLE_USE_CASE, findings: [], rule: '', gone: false, rules },
    expects: ['lets anybody ask'],
    expectsNot: ['<form'],
  },
  {
    name: 'another country',
    props: {
      kind: 'choose',
      useCase: { ...EXAMPLE_USE_CASE, jurisdiction: 'uk' },
      findings: [finding],
      rule: '',
      gone: false,
      rules,
    },
    expects: ['agencies of the United States only'],
    expectsNot: ['<form'],
  },
  { name: 'nothing chosen', props: { kind: 'start', unknown: null }, expects: ['A letter begins with a finding'] },
  { name: 'unknown use', props: { kind: 'start', unknown: 'nobody-1' }, expects: ['“nobody-1”'] },
]
