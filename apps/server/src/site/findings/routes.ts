import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { ruleTallies } from '../../service/register/rule-tallies.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { findingsPage } from './page.tsx'

export function findingsRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/findings',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query }) => ({
        kind: 'page',
        html: renderPage(site, findingsPage(query.lang, await ruleTallies(store))),
      }),
    })
  }
}
