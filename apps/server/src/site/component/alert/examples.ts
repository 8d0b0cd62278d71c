import { exhibit } from '../example.ts'
import { Alert } from './alert.tsx'

export const alertExhibit = exhibit({
  name: 'Alert',
  about: 'Something the reader must know before going on. One a page at most, above what it is about.',
  component: Alert,
  examples: [
    {
      name: 'information',
      props: { kind: 'information', children: 'The inventories date from January 2026.' },
      expects: ['Please note', 'usa-alert--info'],
    },
    {
      name: 'owed',
      props: { kind: 'owed', children: 'The agency last declared this unfinished.' },
      expects: ['Still owed'],
    },
    {
      name: 'refused',
      props: { kind: 'refused', title: 'The report was not kept', children: 'It was empty. Nothing was lost.' },
      expects: ['role="alert"', 'was not kept'],
    },
    {
      name: 'done',
      props: { kind: 'done', children: 'Your report is kept with this entry.' },
      expects: ['usa-alert--success'],
    },
  ],
})
