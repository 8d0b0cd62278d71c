import type { Lang } from '@recourse/papers'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError } from '../../http/refusal.ts'
import { SESSION_MS } from '../../service/editor/editor-access.ts'
import type { Site } from '../frame.ts'
import { langQuery } from '../lang.ts'

const COOKIE = 'recourse-editor'

/** What a form of the desk sent: single values, as typed. */
export type Fields = Readonly<Record<string, string>>

const bodySchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]))

export function fieldsOf(request: FastifyRequest): Fields {
  return bodySchema.catch({}).parse(request.body ?? {})
}

export function langOf(request: FastifyRequest): Lang {
  return z.object(langQuery).parse(request.query ?? {}).lang
}

/** One value of the query; '' for none. */
export function queryValue(request: FastifyRequest, name: string): string {
  const query = z.record(z.string(), z.unknown()).catch({}).parse(request.query)
  const value = query[name]
  return typeof value === 'string' ? value : ''
}

/** The session id of the request's cookie; null for none, and for two: a second one was put there by somebody else. */
export function sessionOf(request: FastifyRequest): string | null {
  const values = (request.headers.cookie ?? '').split(';').flatMap((part) => {
    const [name = '', value = ''] = part.trim().split('=', 2)
    return name === COOKIE ? [value] : []
  })
  return values.length === 1 && /^[\w-]{43}$/.test(values[0] ?? '') ? (values[0] ?? null) : null
}

/** Sets the session's cookie, or ends it for null. Read by no script, sent by no other site, to the desk alone. */
export function putSession(request: FastifyRequest, reply: FastifyReply, site: Site, sessionId: string | null): void {
  const secure = site.origin?.startsWith('https:') === true || request.protocol === 'https'
  const parts = [
    `${COOKIE}=${sessionId ?? ''}`,
    'Path=/editor',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${sessionId === null ? 0 : SESSION_MS / 1_000}`,
    ...(secure ? ['Secure'] : []),
  ]
  reply.header('set-cookie', parts.join('; '))
}

/**
 * A form of the desk counts only where this site's own page sent it: browsers that say so must say `same-origin`, others
 * must name this origin. Pages of the desk therefore have a referrer policy under which `Origin` is told.
 * @throws ApiError `cross_site_write`
 */
export function requireOwnPage(request: FastifyRequest, site: Site): void {
  const { origin } = request.headers
  const fetchSite = request.headers['sec-fetch-site']
  const own = [`${request.protocol}://${request.host}`, ...(site.origin === null ? [] : [site.origin])]
  const isOwn = origin !== undefined && own.includes(origin)
  if (fetchSite === undefined ? !isOwn : fetchSite !== 'same-origin') throw new ApiError('cross_site_write')
  if (origin !== undefined && !isOwn) throw new ApiError('cross_site_write')
}

/** Nothing of the desk is kept or found by anybody: not by caches, not by search engines. */
export function sendDesk(reply: FastifyReply, html: string, status: 200 | 401 | 409 | 422 = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .header('referrer-policy', 'same-origin')
    .send(html)
}
