import { NAMED_SYSTEMS } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { systemsPage } from './page.tsx'

export function systemsRoutes({ site }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/systems',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query: { lang } }) => ({
        kind: 'page',
        html: renderPage(site, systemsPage(lang, { systems: NAMED_SYSTEMS })),
      }),
    })
  }
}
