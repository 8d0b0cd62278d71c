import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { verifyPage } from './page.tsx'

/** Where the log's policy is served. */
const POLICY_ADDRESS = '/log/policy'

export function verifyRoutes({ site, logPolicy }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/verify',
      params: nothing,
      query: z.object(langQuery),
      sealed: true,
      // The policy is the log's, and no version of the register tells when it changed.
      keep: () => false,
      async answer({ query }) {
        const text = logPolicy === undefined ? null : await logPolicy()
        const policy = text === null ? null : { text, address: POLICY_ADDRESS }
        return { kind: 'page', html: renderPage(site, verifyPage(query.lang, { policy })) }
      },
    })
  }
}
