import { exhibit } from '../example.ts'
import { Severity, SeverityWords } from './severity.tsx'

export const severityExhibit = exhibit({
  name: 'Severity',
  about: 'The weight of a missing safeguard as a word. The bars repeat the word; they measure nothing.',
  component: Severity,
  examples: [
    { name: 'critical', props: { severity: 'critical' }, expects: ['Critical'] },
    { name: 'high', props: { severity: 'high' }, expects: ['High'] },
    { name: 'medium', props: { severity: 'medium' }, expects: ['Medium'] },
    { name: 'low', props: { severity: 'low' }, expects: ['Low'] },
    { name: 'info', props: { severity: 'info' }, expects: ['Note'] },
  ],
})

export const severityWordsExhibit = exhibit({
  name: 'SeverityWords',
  about: 'Counts of findings in words, heaviest first. Zero is left out.',
  component: SeverityWords,
  examples: [
    {
      name: 'some of each',
      props: { counts: { critical: 1, high: 5, medium: 2, low: 0, info: 1 }, none: 'No finding' },
      expects: ['1 critical', '5 high', '2 medium', '1 note'],
      expectsNot: ['low'],
    },
    {
      name: 'none',
      props: { counts: { critical: 0, high: 0, medium: 0, low: 0, info: 0 }, none: 'No finding' },
      expects: ['No finding'],
      expectsNot: ['critical'],
    },
  ],
})
