import { type Lang, message, spokenDate } from '@recourse/papers'
import { AGREEMENTS } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { ApiError } from '../../http/refusal.ts'
import type { RegisterStore } from '../../service/ports.ts'
import { contracts } from '../../service/register/contracts.ts'
import { currentFigures } from '../../service/register/current-figures.ts'
import { talliesOf } from '../../service/register/rule-tallies.ts'
import { standaloneSvg } from '../component/chart/standalone.ts'
import { CSV_TYPE, csvText } from '../csv.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { draw } from './all.ts'
import { type Drawn, FIGURE_NAMES, type FigureFacts, sayIn } from './drawn.ts'
import { drawRule } from './findings.tsx'
import { figuresPage, sourcesOf } from './page.tsx'

/** `/figures`, and each picture as `/figures/NAME.csv|json|svg`; `?rule=` narrows the findings to one rule by agency. */
export function figuresRoutes({ site, store }: SiteDeps): Routes {
  const params = z.object({ name: z.string().max(60) })
  const query = z.object({ ...langQuery, rule: z.string().max(20).optional() })
  return ({ page, file }) => {
    page({
      url: '/figures',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query: { lang } }) => ({
        kind: 'page',
        html: renderPage(site, figuresPage(lang, await figureFacts(store))),
      }),
    })
    file({
      url: '/figures/:name.csv',
      params,
      query,
      async answer(input) {
        const { drawn, fileName } = await found(store, input)
        const header = drawn.columns.map((column) => column.key)
        return { type: CSV_TYPE, fileName: `${fileName}.csv`, body: csvText(header, drawn.rows) }
      },
    })
    file({
      url: '/figures/:name.json',
      params,
      query,
      async answer(input) {
        const { drawn, facts, fileName } = await found(store, input)
        return {
          type: 'application/json; charset=utf-8',
          fileName: `${fileName}.json`,
          body: asJson(drawn, facts),
        }
      },
    })
    file({
      url: '/figures/:name.svg',
      params,
      query,
      async answer(input) {
        const { drawn, facts, fileName } = await found(store, input)
        const { lang } = input.query
        const body = standaloneSvg(site, lang, drawn.drawing, { ...drawn, source: sourceLine(lang, drawn, facts) })
        return { type: 'image/svg+xml; charset=utf-8', fileName: `${fileName}.svg`, body }
      },
    })
  }
}

async function figureFacts(store: RegisterStore): Promise<FigureFacts> {
  const [current, { awards, spending }] = await Promise.all([currentFigures(store), contracts(store)])
  const { tallies } = talliesOf(current)
  return { current, tallies, spending: awards.length === 0 ? null : spending, agreements: AGREEMENTS }
}

/** @throws ApiError `not_found` for no such picture, or one whose numbers are not known here. */
async function found(
  store: RegisterStore,
  {
    params,
    query,
  }: {
    readonly params: { readonly name: string }
    readonly query: { readonly lang: Lang; readonly rule?: string | undefined }
  },
): Promise<{ readonly drawn: Drawn; readonly facts: FigureFacts; readonly fileName: string }> {
  const name = FIGURE_NAMES.find((known) => known === params.name)
  if (name === undefined) throw new ApiError('not_found')
  const facts = await figureFacts(store)
  if (query.rule === undefined || name !== 'findings') {
    const drawn = draw(name, facts, query.lang)
    if (drawn === null) throw new ApiError('not_found')
    return { drawn, facts, fileName: `recourse-${name}` }
  }
  const tally = facts.tallies.find((one) => one.rule.id === query.rule)
  if (!tally) throw new ApiError('not_found')
  const drawn = drawRule(tally, { lang: query.lang, say: sayIn(query.lang) })
  return { drawn, facts, fileName: `recourse-${tally.rule.id}` }
}

/** Numbers with what is needed to read them alone: title, unit, the day, and the digests of the files. */
function asJson(drawn: Drawn, facts: FigureFacts): string {
  const { current } = facts
  const body = {
    figure: drawn.name,
    title: drawn.title,
    subtitle: drawn.subtitle,
    countedFrom: current.from,
    asOf: current.asOf,
    shareOfAllDecisions: 'unknown',
    sources: sourcesOf(drawn.name, facts),
    columns: drawn.columns.map(({ key, label, kind }) => ({ key, label, kind })),
    rows: drawn.rows.map((row) => Object.fromEntries(drawn.columns.map(({ key }, at) => [key, row[at] ?? null]))),
  }
  return `${JSON.stringify(body, null, 1)}\n`
}

function sourceLine(lang: Lang, drawn: Drawn, facts: FigureFacts): string {
  const sources = sourcesOf(drawn.name, facts)
  if (sources.length === 0)
    return message(lang, 'figure.source', { source: message(lang, 'figures.agreements-source') })
  return message(lang, 'figures.svg-source', {
    count: sources.length,
    date: spokenDate(lang, facts.current.asOf),
  })
}
