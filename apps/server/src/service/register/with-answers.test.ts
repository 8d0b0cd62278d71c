import type { Finding } from '@recourse/register'
import { expect, test } from 'vitest'
import { withAnswers } from './with-answers.ts'

const finding = (id: string, state: Finding['state']): Finding => ({
  id,
  rule: 'HI-02',
  ruleVersion: 1,
  severity: 'high',
  state,
  subject: { kind: 'entry', key: id },
  useCase: null,
  agency: 'EX',
  year: 2025,
  evidence: [],
  citation: '',
  message: '',
})

const found = ['open', 'corrected'].flatMap((state) =>
  ['none', 'open', 'disputed', 'withdrawn'].map((answer) => finding(`${state}-${answer}`, state as Finding['state'])),
)
const answers = found.flatMap(({ id }) => {
  const state = id.split('-')[1]
  return state === 'open' || state === 'disputed' || state === 'withdrawn' ? [{ findingId: id, state }] : []
}) as Parameters<typeof withAnswers>[1]

test('a dispute stands beside an open finding, a withdrawal holds over everything, a later fact over words', () => {
  expect(Object.fromEntries(withAnswers(found, answers).map(({ id, state }) => [id, state]))).toEqual({
    'open-none': 'open',
    'open-open': 'open',
    'open-disputed': 'disputed',
    'open-withdrawn': 'withdrawn',
    'corrected-none': 'corrected',
    'corrected-open': 'corrected',
    'corrected-disputed': 'corrected',
    'corrected-withdrawn': 'withdrawn',
  })
})
