import { exhibit } from '../example.ts'
import { PressLine } from './press-line.tsx'

const press = {
  id: 'example-wire',
  kind: 'news',
  reports: 'The Example Wire',
  date: '2025-09-22',
  reliability: 'primary reporting, unnamed officials',
}

export const pressLineExhibit = exhibit({
  name: 'PressLine',
  about: 'What a press report says of a system, in our words, marked as reported wherever it stands.',
  component: PressLine,
  within: 'list',
  examples: [
    {
      name: 'reported',
      props: {
        statement: { text: 'Officials say the tool ranks leads.', standing: 'reported', source: 'example-wire' },
        press,
      },
      expects: ['Reported', 'The Example Wire (news)', '22 September 2025'],
    },
    {
      name: 'one weak source',
      props: {
        statement: {
          text: 'A page that names no source gives a price.',
          standing: 'reported-uncorroborated',
          source: 'x',
        },
        press: { ...press, reports: '', date: null, reliability: '' },
      },
      expects: ['one weak source', 'news'],
      expectsNot: ['2025'],
    },
    {
      name: 'source not listed',
      props: { statement: { text: 'It is reported to be in use.', standing: 'reported', source: 'x' }, press: null },
      expects: ['Source not named'],
    },
  ],
})
