import { rule as ruleOf } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { readCursor, writeCursor } from '../../http/paging.ts'
import { ApiError } from '../../http/refusal.ts'
import { ruleTallies } from '../../service/register/rule-tallies.ts'
import type { FindingFilter } from '../../service/register/view.ts'
import { CSV_TYPE } from '../csv.ts'
import type { SiteDeps } from '../deps.ts'
import { inLanguage } from '../frame.ts'
import { langQuery } from '../lang.ts'
import { findingPath } from '../path.ts'
import { renderPage } from '../shell.tsx'
import { findingsAsCsv, findingsAsJson } from './files.ts'
import { rulePage } from './page.tsx'
import { limitsOf, ruleQuery } from './query.ts'

const A_PAGE = 50

export function ruleRoutes({ site, store }: SiteDeps): Routes {
  const params = z.object({ rule: z.string().max(20) })
  return ({ page, file }) => {
    page({
      url: '/findings/:rule',
      params,
      query: z.object({ ...langQuery, ...ruleQuery, cursor: z.string().max(200).optional() }),
      async answer({ params: { rule }, query }) {
        const id = rule.toUpperCase()
        if (id !== rule && ruleOf(id)) {
          return { kind: 'redirect', to: inLanguage(query.lang, findingPath(id)), permanent: true }
        }
        const after = readCursor(`rule ${id}`, query.cursor, z.string().regex(/^\d{1,9}$/))
        const limits = limitsOf(query)
        const [{ tallies, ...counted }, list, inventories] = await Promise.all([
          ruleTallies(store),
          store.findingList({ rule: id, ...limits }, { after, limit: A_PAGE }),
          store.inventories(),
        ])
        const tally = tallies.find((one) => one.rule.id === id)
        if (!tally) throw new ApiError('not_found')
        const next = list.page.next
        const props = {
          ...counted,
          tally,
          beside: tallies.filter((one) => one.rule.group === tally.rule.group && one !== tally && one.total > 0),
          limits,
          years: [...new Set(inventories.map((one) => one.year))].sort(),
          page: list.page,
          first: 1 + Number(after ?? 0),
          next: next === null ? null : writeCursor(`rule ${id}`, next),
        }
        return { kind: 'page', html: renderPage(site, rulePage(query.lang, props)) }
      },
    })
    file({
      url: '/findings/:rule.csv',
      params,
      query: z.object(ruleQuery),
      answer: async ({ params: { rule }, query }) => ({
        type: CSV_TYPE,
        fileName: `findings-${known(rule)}.csv`,
        body: findingsAsCsv(store, filterOf(rule, query)),
      }),
    })
    file({
      url: '/findings/:rule.json',
      params,
      query: z.object(ruleQuery),
      answer: async ({ params: { rule }, query }) => ({
        type: 'application/json; charset=utf-8',
        fileName: `findings-${known(rule)}.json`,
        body: findingsAsJson(store, filterOf(rule, query)),
      }),
    })
  }
}

function filterOf(rule: string, query: Parameters<typeof limitsOf>[0]): FindingFilter {
  return { rule: known(rule), ...limitsOf(query) }
}

/** @throws ApiError `not_found` for what is no rule. */
function known(rule: string): string {
  const id = rule.toUpperCase()
  if (!ruleOf(id)) throw new ApiError('not_found')
  return id
}
