import type { FindingView } from '../../../service/register/view.ts'
import { exhibit } from '../example.ts'
import { FindingItem } from './finding-item.tsx'

const finding: FindingView = {
  id: 'HI-02 example-1',
  rule: 'HI-02',
  ruleVersion: 1,
  severity: 'high',
  state: 'open',
  subject: { kind: 'entry', key: 'example-1' },
  useCase: {
    key: 'example-1',
    id: 'EX-1',
    name: 'Example matching service',
    agency: 'EX',
    bureau: 'Office',
    year: 2025,
  },
  agency: 'EX',
  year: 2025,
  evidence: [{ file: 'example.csv', row: 12, column: 'hi_appeal_process', value: 'Not Applicable' }],
  citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
  message: 'EX declares ‘Not Applicable’ for an appeal process of a deployed high-impact use.',
  useCaseKey: 'example-1',
  openedAt: '2026-04-20T10:00:00.000Z',
  changedAt: '2026-04-20T10:00:00.000Z',
  endedAt: null,
}

const rest = {
  ruleTitle: 'Appeal declared not applicable',
  needsALook: false,
  letter: '/letters?use-case=example-1&rule=HI-02',
}

export const findingItemExhibit = exhibit({
  name: 'FindingItem',
  about: 'One finding in a list: weight, sentence, rule, source, letter.',
  component: FindingItem,
  within: 'list',
  examples: [
    {
      name: 'open',
      props: { finding, ...rest },
      expects: ['href="/findings/HI-02"', 'M-25-21', 'High', '>source<', 'rule=HI-02'],
      expectsNot: ['Needs a look'],
    },
    {
      name: 'word rule, corrected and ended',
      props: {
        finding: {
          ...finding,
          id: 'IM-06 example-1',
          rule: 'IM-06',
          state: 'corrected',
          severity: 'low',
          basis: 'matched',
          endedAt: '2026-05-02T10:00:00.000Z',
          evidence: [],
        },
        ...rest,
        needsALook: true,
        letter: null,
      },
      expects: ['Needs a look', 'a later fact answers it', '2 May 2026', 'matched'],
      expectsNot: ['source-body', '/letters'],
    },
  ],
})
