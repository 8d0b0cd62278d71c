import { describePage } from '../testing/describe-page.ts'
import { aboutPage } from './page.tsx'

describePage('about', (lang) => aboutPage(lang), [
  {
    name: 'a server nobody named, without witnesses',
    props: {},
    expects: [
      'Whoever runs this server has not said who they are.',
      'not independently witnessed',
      'never about persons',
      'A finding is never deleted.',
      'href="/data"',
      'id="data"',
    ],
  },
])
