import { exhibit } from '../example.ts'
import { Answers } from './answers.tsx'

export const answersExhibit = exhibit({
  name: 'Answers',
  about: 'Answers to a finding, beside it and dated: of the agency, of the vendor, or of this register itself.',
  component: Answers,
  examples: [
    {
      name: 'an agency disputes, the register withdraws',
      props: {
        answers: [
          {
            by: 'agency',
            state: 'disputed',
            saidOn: '2026-05-12',
            words: 'The appeal process was established in March; the next inventory will say so.',
            source: 'https://agency.example/answer',
          },
          {
            by: 'register',
            state: 'withdrawn',
            saidOn: '2026-06-01',
            words: 'The rule read a cell that the file had shifted.',
            source: '',
          },
        ],
      },
      expects: [
        'The agency answered on 12 May 2026',
        'href="https://agency.example/answer"',
        'This register answered on 1 June 2026',
      ],
    },
    { name: 'nobody answered', props: { answers: [] }, expects: [], expectsNot: ['<ul class="answers"'] },
  ],
})
