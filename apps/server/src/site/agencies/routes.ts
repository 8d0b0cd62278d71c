import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { listAgencies } from '../../service/register/show-agency.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { agenciesPage } from './page.tsx'

export function agenciesRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/agencies',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query }) => ({
        kind: 'page',
        html: renderPage(site, agenciesPage(query.lang, await listAgencies(store))),
      }),
    })
  }
}
