import { exhibit } from '../example.ts'
import { Status } from './status.tsx'

export const statusExhibit = exhibit({
  name: 'Status',
  about:
    'A word, a shape and a tone. Give the declared word as its child where there is one; the tone is ours, the word is theirs.',
  component: Status,
  examples: [
    { name: 'met', props: { tone: 'met' }, expects: ['Met', 'status-met', '<rect'] },
    { name: 'owed', props: { tone: 'owed', children: 'In-progress' }, expects: ['In-progress', 'status-owed'] },
    { name: 'unmet', props: { tone: 'unmet', children: 'Not Applicable' }, expects: ['Not Applicable', '<path'] },
    { name: 'unknown', props: { tone: 'unknown' }, expects: ['Cannot tell', 'stroke-dasharray'] },
    {
      name: 'longest declared word',
      props: {
        tone: 'unmet',
        children: 'Presumed High-Impact, but Not High-impact, as declared by the agency in its own inventory',
      },
      expects: ['Presumed High-Impact'],
    },
  ],
})
