import { exhibit } from '../example.ts'
import { Breadcrumb } from './breadcrumb.tsx'

export const breadcrumbExhibit = exhibit({
  name: 'Breadcrumb',
  about: 'The pages above this one.',
  component: Breadcrumb,
  examples: [
    {
      name: 'use case',
      props: {
        trail: [
          { label: 'Register', path: '/' },
          { label: 'EX', path: '/agencies/ex' },
        ],
        here: 'Example matching service',
      },
      expects: ['href="/agencies/ex"', 'aria-current="page"'],
    },
    {
      name: 'longest',
      props: {
        trail: [
          { label: 'Register', path: '/' },
          { label: 'Department of Examples and Long Official Names of Public Bodies', path: '/agencies/ex' },
        ],
        here: 'A use case whose declared name goes on for much longer than anyone would like a name to be, as many declared names do',
      },
      expects: ['Department of Examples'],
    },
  ],
})
