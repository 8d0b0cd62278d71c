import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { ApiError } from '../../http/refusal.ts'
import type { LogPages } from '../../service/log/log-pages.ts'
import { CSV_TYPE, csvText } from '../csv.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { GROWTH_PATHS } from './growth.tsx'
import { type LogPageProps, logPage } from './page.tsx'

const ENTRY = /^\s*(\d{1,16})\s*$/

/** `/log` and its growth as a file. Never kept: the log grows without the register, and nobody's choice of an entry is. */
export function logRoutes({ site, log }: SiteDeps): Routes {
  return ({ page, file }) => {
    page({
      url: '/log',
      params: nothing,
      query: z.object({ ...langQuery, entry: z.string().max(20).optional().catch(undefined) }),
      keep: () => false,
      answer: async ({ query: { lang, entry } }) => ({
        kind: 'page',
        html: renderPage(site, logPage(lang, await propsOf(log, entry ?? null))),
      }),
    })
    file({
      url: GROWTH_PATHS.csv,
      params: nothing,
      query: nothing,
      keep: () => false,
      async answer() {
        if ((await log.view()) === null) throw new ApiError('not_found')
        const rows = (await log.growth()).map(({ day, size }) => [day, size])
        return { type: CSV_TYPE, fileName: 'recourse-log-growth.csv', body: csvText(['day', 'entries'], rows) }
      },
    })
  }
}

async function propsOf(log: LogPages, asked: string | null): Promise<LogPageProps> {
  const [view, growth] = await Promise.all([log.view(), log.growth()])
  if (view === null) return { view, growth, path: null, asked }
  const digits = asked === null ? `${Math.max(0, view.size - 1)}` : ENTRY.exec(asked)?.[1]
  const path = digits === undefined ? null : await log.path(view, BigInt(digits))
  return { view, growth, path, asked }
}
