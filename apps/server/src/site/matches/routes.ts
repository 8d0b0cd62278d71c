import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { readCursor, writeCursor } from '../../http/paging.ts'
import { nothing } from '../../http/read.ts'
import { currentFigures } from '../../service/register/current-figures.ts'
import { pairReader, settledPairs } from '../../service/register/undecided-pairs.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { matchesPage } from './page.tsx'

const A_PAGE = 20

export function matchesRoutes({ site, store }: SiteDeps): Routes {
  const reader = pairReader(store)
  return ({ page }) => {
    page({
      url: '/matches',
      params: nothing,
      query: z.object({ ...langQuery, agency: z.string().max(200).optional(), cursor: z.string().max(200).optional() }),
      async answer({ query: { lang, agency = null, cursor } }) {
        const after = Number(readCursor(`matches ${agency}`, cursor, z.string().regex(/^\d{1,9}$/)) ?? 0)
        const [{ from, figures }, settled, pairs] = await Promise.all([
          currentFigures(store),
          settledPairs(store),
          agency === null ? [] : reader.undecided(agency),
        ])
        const props = {
          from,
          changes: figures.changes,
          agency,
          pairs: pairs.slice(after, after + A_PAGE),
          total: pairs.length,
          first: after + 1,
          next: pairs.length > after + A_PAGE ? writeCursor(`matches ${agency}`, String(after + A_PAGE)) : null,
          settled,
        }
        return { kind: 'page', html: renderPage(site, matchesPage(lang, props)) }
      },
    })
  }
}
