import { exhibit } from '../example.ts'
import { SearchBox } from './search-box.tsx'

export const searchBoxExhibit = exhibit({
  name: 'SearchBox',
  about: 'Once a page at most. Keeps the limits in force.',
  component: SearchBox,
  examples: [
    {
      name: 'empty, with examples',
      props: { query: '', examples: ['face matching', 'benefits', 'translation'] },
      expects: ['type="search"', 'href="/?q=face%20matching"'],
    },
    {
      name: 'searched, limits kept',
      props: { query: '"quoted" & more', keep: [{ name: 'agency', value: 'EX' }] },
      expects: ['&quot;quoted', 'type="hidden"'],
    },
  ],
})
