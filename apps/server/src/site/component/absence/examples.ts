import { exhibit } from '../example.ts'
import { Absence } from './absence.tsx'

export const absenceExhibit = exhibit({
  name: 'Absence',
  about: 'Stands wherever a value is missing and says why. A table never has an empty cell.',
  component: Absence,
  examples: [
    { name: 'not asked', props: { kind: 'not-asked' }, expects: ['Not asked that year'] },
    { name: 'left out', props: { kind: 'left-out' }, expects: ['Left out by the agency'] },
    { name: 'blank', props: { kind: 'blank' }, expects: ['Blank'] },
    { name: 'unreadable', props: { kind: 'unreadable' }, expects: ['Unreadable'] },
    { name: 'not testable', props: { kind: 'not-testable' }, expects: ['Not testable'] },
    { name: 'cannot tell', props: { kind: 'cannot-tell' }, expects: ['Cannot tell'] },
    {
      name: 'closer words',
      props: { kind: 'cannot-tell', children: 'The agreement names no quota' },
      expects: ['names no quota'],
      expectsNot: ['Cannot tell'],
    },
    { name: 'hidden', props: { kind: 'hidden' }, expects: ['Hidden while'] },
  ],
})
