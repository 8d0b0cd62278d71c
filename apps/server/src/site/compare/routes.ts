import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { showUseCase } from '../../service/register/show-use-case.ts'
import type { UseCaseFilter, UseCaseSummary } from '../../service/register/view.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { type ComparePageProps, comparePage } from './page.tsx'

const key = z.string().max(400).catch('').default('')
const query = z.object({ a: key, b: key, q: z.string().max(200).catch('').default(''), ...langQuery })

const SHOWN = 20

/** Two uses side by side; words to choose the second by are never kept. */
export function compareRoutes({ site, store }: SiteDeps): Routes {
  const search = async (words: string) =>
    (await store.searchUseCases({ query: words }, { after: null, limit: SHOWN })).page.items
  const within = async (filter: UseCaseFilter, key: string) =>
    (await store.searchUseCases(filter, { after: null, limit: SHOWN })).page.items.filter((one) => one.key !== key)
  /** Uses of the same bureau; of the agency, where the bureau has no other. */
  const near = async ({ key, agency, bureau }: UseCaseSummary) => {
    const ofBureau = bureau === '' ? [] : await within({ agency: [agency], bureau: [bureau] }, key)
    return ofBureau.length > 0 ? ofBureau : within({ agency: [agency] }, key)
  }
  const propsOf = async ({ a, b, q }: { a: string; b: string; q: string }): Promise<ComparePageProps> => {
    const words = q.trim()
    const first = a === '' ? null : await showUseCase(store, a)
    if (first === null) {
      const found = words === '' ? [] : await search(words)
      return { kind: 'none', unknown: a === '' ? null : a, query: words, found }
    }
    const second = b === '' ? null : await showUseCase(store, b)
    if (second !== null) return { kind: 'two', a: first, b: second }
    const found = words === '' ? await near(first.summary) : await search(words)
    return { kind: 'one', a: first, query: words, found }
  }
  return ({ page }) => {
    page({
      url: '/compare',
      params: nothing,
      query,
      keep: ({ query: { q } }) => q === '',
      answer: async ({ query: { lang, ...asked } }) => ({
        kind: 'page',
        html: renderPage(site, comparePage(lang, await propsOf(asked))),
      }),
    })
  }
}
