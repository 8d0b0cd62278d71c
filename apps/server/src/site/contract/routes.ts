import { RULES } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { ApiError } from '../../http/refusal.ts'
import { contracts } from '../../service/register/contracts.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { contractPage } from './page.tsx'

const AWARD_RULES = RULES.filter((rule) => rule.unit === 'award').map((rule) => rule.id)
const MOST = 1_000

export function contractRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/contracts/:award',
      params: z.object({ award: z.string().max(200) }),
      query: z.object(langQuery),
      async answer({ params, query }) {
        const [{ awards }, lists] = await Promise.all([
          contracts(store),
          Promise.all(AWARD_RULES.map((rule) => store.findingList({ rule }, { after: null, limit: MOST }))),
        ])
        const award = awards.find((one) => one.awardId === params.award)
        if (!award) throw new ApiError('not_found')
        const findings = lists
          .flatMap((list) => list.page.items)
          .filter(({ subject }) => subject.kind === 'award' && subject.awardId === award.awardId)
        return { kind: 'page', html: renderPage(site, contractPage(query.lang, { award, findings })) }
      },
    })
  }
}
