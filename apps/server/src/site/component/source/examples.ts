import { exhibit } from '../example.ts'
import { Source } from './source.tsx'

const evidence = {
  file: '2025_individually_reported_AI_use_cases.csv',
  row: 1401,
  column: 'hi_appeal_process',
  value: 'Not Applicable',
}

export const sourceExhibit = exhibit({
  name: 'Source',
  about:
    'The way back from a claim to file, record, column and the cell as published. Every claim on a page carries one.',
  component: Source,
  examples: [
    {
      name: 'one cell',
      props: { id: 's-appeal', evidence: [evidence], recordPath: () => '/use-cases/example-1/2025' },
      expects: ['>source<', 'hi_appeal_process', 'Not Applicable', 'href="/use-cases/example-1/2025"', 'id="s-appeal"'],
    },
    {
      name: 'a fact of our own',
      props: {
        id: 's-own',
        evidence: [{ file: 'system:example', row: null, column: 'inventoryStatus', value: 'no-entry-found' }],
      },
      expects: ['Fact kept by this project', 'In our words or codes', 'no-entry-found'],
      expectsNot: ['Cell as published'],
    },
    {
      name: 'blank cell',
      props: { id: 's-blank', evidence: [{ ...evidence, value: '' }] },
      expects: ['Blank'],
      expectsNot: ['<q>'],
    },
    {
      name: 'two cells, one of a whole file',
      props: {
        id: 's-two',
        evidence: [
          evidence,
          { file: 'data_sourcing_summary.md', row: null, column: null, value: 'Not reported by the agency' },
        ],
      },
      expects: ['2 sources', 'The whole file'],
    },
    {
      name: 'longest cell, with markup in it',
      props: {
        id: 's-long',
        evidence: [
          {
            ...evidence,
            value: `<script>alert(1)</script> ${'A sentence an agency wrote, with a very-long-unbroken-identifier_'.repeat(8)}\nsecond line`,
          },
        ],
      },
      expects: ['&lt;script'],
      expectsNot: ['<script>alert'],
    },
  ],
})
