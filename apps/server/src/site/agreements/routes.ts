import { AGREEMENTS, NAMED_SYSTEMS, PRESS_SOURCES, RULES } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { agreementsPage } from './page.tsx'

const AGREEMENT_RULES = RULES.filter((rule) => rule.unit === 'agreement').map((rule) => rule.id)
const MOST = 500

export function agreementsRoutes({ site, store }: SiteDeps): Routes {
  const systems = new Map(NAMED_SYSTEMS.map((system) => [system.key, system.name]))
  const press = new Map(PRESS_SOURCES.map((source) => [source.id, source]))
  return ({ page }) => {
    page({
      url: '/agreements',
      params: nothing,
      query: z.object(langQuery),
      async answer({ query }) {
        const lists = await Promise.all(
          AGREEMENT_RULES.map((rule) => store.findingList({ rule }, { after: null, limit: MOST })),
        )
        const findings = lists.flatMap((list) => list.page.items)
        const props = { agreements: AGREEMENTS, findings, systems, press }
        return { kind: 'page', html: renderPage(site, agreementsPage(query.lang, props)) }
      },
    })
  }
}
