import { exhibit } from '../example.ts'
import { ErrorSummary } from './error-summary.tsx'

export const errorSummaryExhibit = exhibit({
  name: 'ErrorSummary',
  about: 'First thing on a page whose form was not taken.',
  component: ErrorSummary,
  examples: [
    {
      name: 'two fields',
      props: {
        errors: [
          { field: 'what', text: 'Say what is wrong in the entry' },
          { field: 'kind', text: 'Choose what kind of error it is' },
        ],
      },
      expects: ['href="#what"', 'still here', 'role="alert"'],
    },
    { name: 'nothing wrong', props: { errors: [] }, expects: [], expectsNot: ['usa-alert'] },
  ],
})
