import { NAMED_SYSTEMS, RULES } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { ApiError } from '../../http/refusal.ts'
import { listAgencies } from '../../service/register/show-agency.ts'
import type { SiteDeps } from '../deps.ts'
import { agencyPath, findingPath, systemPath, useCasePath } from '../path.ts'

/** Pages that are not made from what is imported. */
const PLACES = [
  '/',
  '/findings',
  '/figures',
  '/systems',
  '/agencies',
  '/contracts',
  '/agreements',
  '/inventories',
  '/matches',
  '/changes',
  '/data',
  '/about',
]

/** A sitemap names 50,000 addresses at most (sitemaps.org). */
const A_MAP = 40_000

/** `/robots.txt`, `/sitemap.xml` with its parts, `/opensearch.xml`: what programs look for first. */
export function robotsRoutes({ site, store }: SiteDeps): Routes {
  const { origin } = site
  return ({ file }) => {
    file({
      url: '/robots.txt',
      params: nothing,
      query: nothing,
      answer: async () => ({ type: 'text/plain; charset=utf-8', body: robots(origin) }),
    })
    file({
      url: '/opensearch.xml',
      params: nothing,
      query: nothing,
      answer: async () => ({
        type: 'application/opensearchdescription+xml; charset=utf-8',
        body: openSearch(published(origin)),
      }),
    })
    file({
      url: '/sitemap.xml',
      params: nothing,
      query: nothing,
      async answer() {
        const host = published(origin)
        const maps = [`${host}/sitemap/pages.xml`]
        for (let at = 1; (await store.useCaseKeys({ after: (at - 1) * A_MAP, limit: 1 })).length > 0; at++) {
          maps.push(`${host}/sitemap/uses-${at}.xml`)
        }
        return { type: XML, body: list('sitemapindex', 'sitemap', maps) }
      },
    })
    file({
      url: '/sitemap/pages.xml',
      params: nothing,
      query: nothing,
      async answer() {
        const host = published(origin)
        const { agencies } = await listAgencies(store)
        const paths = [
          ...PLACES,
          ...RULES.map((rule) => findingPath(rule.id)),
          ...NAMED_SYSTEMS.map((system) => systemPath(system.key)),
          ...agencies.map((one) => agencyPath(one.agency)),
        ]
        return {
          type: XML,
          body: list(
            'urlset',
            'url',
            paths.map((path) => host + path),
          ),
        }
      },
    })
    file({
      url: '/sitemap/uses-:at.xml',
      params: z.object({ at: z.string().regex(/^[1-9]\d{0,4}$/) }),
      query: nothing,
      async answer({ params }) {
        const host = published(origin)
        const keys = await store.useCaseKeys({ after: (Number(params.at) - 1) * A_MAP, limit: A_MAP })
        if (keys.length === 0) throw new ApiError('not_found')
        return {
          type: XML,
          body: list(
            'urlset',
            'url',
            keys.map((key) => host + useCasePath(key)),
          ),
        }
      },
    })
  }
}

const XML = 'application/xml; charset=utf-8'

/** @throws ApiError `not_found` where the server does not know the address it is published under: these files need it. */
function published(origin: string | null): string {
  if (origin === null) {
    throw new ApiError('not_found', { detail: 'This file names full addresses: set RECOURSE_PUBLIC_URL.' })
  }
  return origin
}

/** Single uses and findings may be found; lists narrowed by a reader, forms, files and the editor's desk need no visit. */
function robots(origin: string | null): string {
  const lines = [
    'User-agent: *',
    'Disallow: /editor',
    'Disallow: /compare',
    'Disallow: /letters',
    'Disallow: /data/',
    'Disallow: /*/report',
    'Disallow: /*?',
    'Allow: /*?lang=es$',
  ]
  return `${lines.join('\n')}\n${origin === null ? '' : `\nSitemap: ${origin}/sitemap.xml\n`}`
}

function openSearch(origin: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Recourse</ShortName>
  <Description>Public register of AI used by government</Description>
  <Url type="text/html" template="${escaped(origin)}/?q={searchTerms}"/>
  <InputEncoding>UTF-8</InputEncoding>
</OpenSearchDescription>
`
}

function list(root: string, item: string, addresses: readonly string[]): string {
  const items = addresses.map((address) => `<${item}><loc>${escaped(address)}</loc></${item}>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('\n')}\n</${root}>\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
