import { NAMED_SYSTEMS } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { ApiError } from '../../http/refusal.ts'
import { showUseCase } from '../../service/register/show-use-case.ts'
import type { SiteDeps } from '../deps.ts'
import { inLanguage } from '../frame.ts'
import { langQuery } from '../lang.ts'
import { useCasePath } from '../path.ts'
import { PRESS } from '../press.ts'
import { RULE_WORDS } from '../rule-words.ts'
import { renderPage } from '../shell.tsx'
import { linkedSystems } from './linked-system.ts'
import { useCasePage } from './page.tsx'

/** By the key of any entry of the use case; the page names its own key as canonical. */
export function useCaseRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/use-cases/:key',
      params: z.object({ key: z.string() }),
      query: z.object(langQuery),
      async answer({ params: { key }, query: { lang } }) {
        const [detail, inventories] = await Promise.all([showUseCase(store, key), store.inventories()])
        if (detail === null) throw new ApiError('not_found')
        const spelled = key.toLowerCase()
        if (spelled !== key) return { kind: 'redirect', to: inLanguage(lang, useCasePath(spelled)), permanent: true }
        const keys = new Set([detail.summary.key, ...detail.entries.map((entry) => entry.key)])
        const props = {
          detail,
          leaves: await store.leavesOf([...keys]),
          systems: linkedSystems(NAMED_SYSTEMS, detail.entries),
          press: PRESS,
          rules: RULE_WORDS,
          awardsImported: inventories.some((one) => one.format === 'contracts'),
        }
        return { kind: 'page', html: renderPage(site, useCasePage(lang, props)) }
      },
    })
  }
}
