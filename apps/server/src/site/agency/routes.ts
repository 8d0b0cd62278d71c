import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { ApiError } from '../../http/refusal.ts'
import { showAgency } from '../../service/register/show-agency.ts'
import type { SiteDeps } from '../deps.ts'
import { inLanguage } from '../frame.ts'
import { langQuery } from '../lang.ts'
import { agencyPath } from '../path.ts'
import { renderPage } from '../shell.tsx'
import { agencyPage } from './page.tsx'

export function agencyRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/agencies/:agency',
      params: z.object({ agency: z.string().max(200) }),
      query: z.object(langQuery),
      async answer({ params: { agency }, query }) {
        const detail = await showAgency(store, agency)
        if (detail !== null) return { kind: 'page', html: renderPage(site, agencyPage(query.lang, detail)) }
        const spelled = agency.toUpperCase()
        if (spelled !== agency && (await showAgency(store, spelled)) !== null) {
          return { kind: 'redirect', to: inLanguage(query.lang, agencyPath(spelled)), permanent: true }
        }
        throw new ApiError('not_found')
      },
    })
  }
}
