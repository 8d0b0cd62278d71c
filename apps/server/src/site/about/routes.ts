import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { aboutPage } from './page.tsx'

export function aboutRoutes({ site }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/about',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query }) => ({ kind: 'page', html: renderPage(site, aboutPage(query.lang)) }),
    })
  }
}
