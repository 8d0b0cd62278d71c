import { AGREEMENTS, NAMED_SYSTEMS, nextSteps } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { ApiError } from '../../http/refusal.ts'
import { showSystem } from '../../service/register/show-system.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { PRESS } from '../press.ts'
import { RULE_WORDS } from '../rule-words.ts'
import { renderPage } from '../shell.tsx'
import { systemPage } from './page.tsx'

export function systemRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/systems/:key',
      params: z.object({ key: z.string() }),
      query: z.object(langQuery),
      async answer({ params: { key }, query: { lang } }) {
        const system = NAMED_SYSTEMS.find((one) => one.key === key.toLowerCase())
        if (system === undefined) throw new ApiError('not_found')
        const [detail, inventories] = await Promise.all([showSystem(store, system), store.inventories()])
        const props = {
          detail,
          agreements: AGREEMENTS.filter((agreement) => agreement.feeds.includes(system.key)),
          press: PRESS,
          steps: nextSteps(system),
          rules: RULE_WORDS,
          imported: inventories.some((one) => one.format === 'omb-2024' || one.format === 'omb-2025'),
        }
        return { kind: 'page', html: renderPage(site, systemPage(lang, props)) }
      },
    })
  }
}
