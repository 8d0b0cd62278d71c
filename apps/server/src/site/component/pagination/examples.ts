import { exhibit } from '../example.ts'
import { Pagination } from './pagination.tsx'

export const paginationExhibit = exhibit({
  name: 'Pagination',
  about: 'Under every list that can be longer than a page.',
  component: Pagination,
  examples: [
    {
      name: 'first page',
      props: { total: 3611, from: 1, shown: 25, nextPath: '/?cursor=abc', firstPath: null },
      expects: ['1 to 25 of 3,611', 'rel="next"'],
      expectsNot: ['First page'],
    },
    {
      name: 'last page',
      props: { total: 3611, from: 3601, shown: 11, nextPath: null, firstPath: '/' },
      expects: ['3,601 to 3,611', 'First page'],
      expectsNot: ['Next page'],
    },
    {
      name: 'one page',
      props: { total: 1, from: 1, shown: 1, nextPath: null, firstPath: null },
      expects: ['1 result'],
    },
    {
      name: 'nothing',
      props: { total: 0, from: null, shown: 0, nextPath: null, firstPath: null },
      expects: ['Nothing found'],
    },
  ],
})
