import { NAMED_SYSTEMS, type NamedSystem, PUBLISHED_FIGURES } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { readCursor, writeCursor } from '../../http/paging.ts'
import { nothing } from '../../http/read.ts'
import { headline } from '../../service/register/headline.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { RULE_WORDS } from '../rule-words.ts'
import { renderPage } from '../shell.tsx'
import { type HomePageProps, homePage } from './page.tsx'
import { filterOf, type HomeQuery, homeQuery, isNarrowed } from './query.ts'

const SHOWN = 25
const LIST = 'home'
const position = z.string().regex(/^\d{1,9}$/)

/** Systems most asked about, first; the rest in their own order. */
const NEWS = [
  'mobile-fortify',
  'hurricane-score',
  'immigrationos',
  'smartlink-atd-isap',
  'clearview-hsi',
  'border-face-matching',
  'licence-plate-recognition',
  'social-media-screening',
]

const SYSTEMS = [
  ...NEWS.flatMap((key) => NAMED_SYSTEMS.find((system) => system.key === key) ?? []),
  ...NAMED_SYSTEMS.filter((system) => !NEWS.includes(system.key)),
].map(({ key, name }) => ({ key, name }))

const TITLES = new Map([...RULE_WORDS].map(([id, { title }]) => [id, title]))

/** The home page and its searches. What somebody searched for is answered and forgotten: not cached, not logged. */
export function homeRoutes({ site, store }: SiteDeps): Routes {
  const contentOf = async (query: HomeQuery): Promise<HomePageProps['content']> => {
    const filter = filterOf(query)
    const inventories = await store.inventories()
    if (inventories.length === 0) {
      const found = filter.query === undefined ? [] : systemsOf(filter.query)
      return { kind: 'fresh', files: PUBLISHED_FIGURES.sources.map(({ file }) => file), found }
    }
    const after = readCursor(LIST, query.cursor, position)
    const found = await store.searchUseCases(filter, { after, limit: SHOWN })
    const { next } = found.page
    return {
      kind: 'imported',
      found,
      from: after === null ? 1 : Number(after) + 1,
      next: next === null ? null : writeCursor(LIST, next),
      ruleTitles: TITLES,
    }
  }
  return ({ page }) => {
    page({
      url: '/',
      params: nothing,
      query: z.object({ ...homeQuery.shape, ...langQuery }),
      keep: ({ query: { q } }) => q === '',
      async answer({ query }) {
        const filter = filterOf(query)
        const [counted, content] = await Promise.all([isNarrowed(filter) ? null : headline(store), contentOf(query)])
        const front = counted === null ? null : { headline: counted, systems: SYSTEMS }
        const props = { front, filter, content }
        return { kind: 'page', html: renderPage(site, homePage(query.lang, props)) }
      },
    })
  }
}

/** Named systems that hold every one of the words, in name, other names or vendor: what press reports say is not searched. */
function systemsOf(query: string) {
  const words = query.toLowerCase().split(/\s+/)
  const textOf = ({ name, aliases, vendor, agency, bureau }: NamedSystem) =>
    [name, ...aliases, vendor?.name ?? '', agency, bureau].join(' ').toLowerCase()
  return NAMED_SYSTEMS.filter((system) => words.every((word) => textOf(system).includes(word))).map(
    ({ key, name }) => ({
      key,
      name,
    }),
  )
}
