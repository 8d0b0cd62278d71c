import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { inventoriesPage } from './page.tsx'

export function inventoriesRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/inventories',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query }) => ({
        kind: 'page',
        html: renderPage(site, inventoriesPage(query.lang, { inventories: await store.inventories() })),
      }),
    })
  }
}
