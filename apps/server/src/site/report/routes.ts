import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { ApiError } from '../../http/refusal.ts'
import { reportError } from '../../service/register/report-error.ts'
import type { SiteDeps } from '../deps.ts'
import { inLanguage } from '../frame.ts'
import { langQuery } from '../lang.ts'
import { reportPath } from '../path.ts'
import { renderPage } from '../shell.tsx'
import { EMPTY_REPORT, readReport } from './form.ts'
import { reportKeptPage, reportPage } from './page.tsx'

const params = z.object({ key: z.string() })

/** The form, what it sends, and what is said after. The server declines a form that another site sends, and counts writes. */
export function reportRoutes({ site, store, clock, ids }: SiteDeps): Routes {
  const find = async (key: string) => {
    const found = await store.findUseCase(key.toLowerCase())
    if (!found) throw new ApiError('not_found')
    return { useCase: found.summary, entries: [...found.entries].sort((a, b) => b.year - a.year) }
  }
  return ({ page, form }) => {
    page({
      url: '/use-cases/:key/report',
      params,
      query: z.object({ ...langQuery, field: z.string().max(500).catch('').default('') }),
      async answer({ params: { key }, query: { lang, field } }) {
        const found = await find(key)
        const props = { ...found, fields: { ...EMPTY_REPORT, field }, errors: [] }
        return { kind: 'page', html: renderPage(site, reportPage(lang, props)) }
      },
    })
    page({
      url: '/use-cases/:key/report/kept',
      params,
      query: z.object(langQuery),
      async answer({ params: { key }, query: { lang } }) {
        const { useCase } = await find(key)
        return { kind: 'page', html: renderPage(site, reportKeptPage(lang, { useCase })) }
      },
    })
    form({
      url: '/use-cases/:key/report',
      params,
      async answer({ params: { key }, fields, query }) {
        const { lang } = z.object(langQuery).parse(query)
        const found = await find(key)
        const typed = { field: one(fields.field), kind: one(fields.kind), text: one(fields.text) }
        const read = readReport(lang, typed, found.entries)
        if (!read.ok) {
          const html = renderPage(site, reportPage(lang, { ...found, fields: typed, errors: read.errors }))
          return { kind: 'page', status: 422, html }
        }
        const outcome = await reportError({ store, clock, ids }, read.report)
        if (!outcome.ok) throw new ApiError(outcome.code)
        return { kind: 'redirect', to: inLanguage(lang, `${reportPath(found.useCase.key)}/kept`) }
      },
    })
  }
}

function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
