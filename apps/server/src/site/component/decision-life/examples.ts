import { exhibit } from '../example.ts'
import { DecisionLife } from './decision-life.tsx'

export const decisionLifeExhibit = exhibit({
  name: 'DecisionLife',
  about: 'The steps of a decision in order, whose turn each is, the rules on it and how many uses declare it.',
  component: DecisionLife,
  examples: [
    {
      name: 'three steps',
      props: {
        steps: [
          {
            key: 'output',
            title: 'The system produces an output',
            what: 'A match, a score, a text. It is a claim of a machine and decides nothing by itself.',
            actor: 'machine',
            actorLabel: 'The computer system',
            rules: [{ id: 'HI-06', title: 'Tested before use', path: '/findings/HI-06' }],
            declared: '44 of 227 declare it tested before use',
          },
          {
            key: 'review',
            title: 'Somebody looks on their own',
            what: 'A trained person finds for themselves before they see the output.',
            actor: 'office',
            actorLabel: 'The office',
            rules: [
              { id: 'HI-09', title: 'Operators trained', path: '/findings/HI-09' },
              { id: 'HI-11', title: 'Fail-safe in place', path: '/findings/HI-11' },
            ],
            declared: '35 of 227 declare a fail-safe',
          },
          {
            key: 'appeal',
            title: 'The person answers and appeals',
            what: 'They see the reasons and the sources, answer, and can have it decided again by somebody else.',
            actor: 'person',
            actorLabel: 'The person it is about',
            rules: [{ id: 'HI-01', title: 'Way to appeal', path: '/findings/HI-01' }],
            declared: '16 of 227 declare an established appeal',
          },
        ],
      },
      expects: ['href="/findings/HI-01"', '16 of 227', '<ol'],
    },
    {
      name: 'a step nobody asks about',
      props: {
        steps: [
          {
            key: 'notice',
            title: 'Notice of the proposed action',
            what: 'The person hears of it before it takes effect.',
            actor: 'office',
            actorLabel: 'The office',
            rules: [],
            declared: null,
          },
        ],
      },
      expects: ['Not asked that year'],
      expectsNot: ['Rules on this step'],
    },
  ],
})
