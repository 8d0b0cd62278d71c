import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { changes } from '../../service/register/changes.ts'
import type { SiteDeps } from '../deps.ts'
import { DATA_PATHS } from '../doors.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { atomFeed } from './atom.ts'
import { changesPage } from './page.tsx'

/** Items of the page and of the feed. */
const NEWEST = 100

export function changesRoutes({ site, store }: SiteDeps): Routes {
  return ({ page, file }) => {
    page({
      url: '/changes',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query: { lang } }) => ({
        kind: 'page',
        html: renderPage(site, changesPage(lang, { items: await changes(store, NEWEST) })),
      }),
    })
    file({
      url: DATA_PATHS.feed,
      params: nothing,
      query: nothing,
      async answer() {
        const [items, { asOf }] = await Promise.all([changes(store, NEWEST), store.version()])
        const { origin, operator } = site
        return {
          type: 'application/atom+xml; charset=utf-8',
          body: atomFeed({ items, origin, operator: operator.name, asOf }),
        }
      },
    })
  }
}
