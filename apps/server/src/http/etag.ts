import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from '../api/problem.ts'
import { Representation } from './representation.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Set by a route that keeps its bytes; otherwise made of the payload when it is sent. */
    representation: Representation | null
  }
}

/** True where a list of entity tags names `tag`; `weak` compares without the `W/` mark (RFC 9110 section 8.8.3.2). */
export function matchesTag(header: string, tag: string, { weak }: { readonly weak: boolean }): boolean {
  if (header.trim() === '*') return true
  const named = header.match(/(W\/)?"[^"]*"/g) ?? []
  return named.some(
    (candidate) => candidate === tag || (weak && candidate.replace(/^W\//, '') === tag.replace(/^W\//, '')),
  )
}

/**
 * For a write whose service knows the current tag: nothing where the request has no `If-Match` or names that tag.
 * The encoding a client read it in does not count.
 * @throws ApiError `precondition_failed`
 */
export function requireMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined) return
  const named = ifMatch.replaceAll(/-(br|gzip)"/g, '"')
  if (!matchesTag(named, current, { weak: false })) throw new ApiError('precondition_failed')
}

/**
 * Gives every successful read with a body a strong ETag, the encoding its reader accepts, and the answer 304 or 412 where the
 * request's conditions ask for it. Streams pass unchanged: their bytes are not known beforehand.
 */
export function addValidators(app: FastifyInstance): void {
  app.decorateReply('representation', null)
  app.addHook('onSend', async (request, reply, payload) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead || reply.statusCode !== 200) return payload
    if (reply.hasHeader('content-encoding') || reply.hasHeader('etag')) return payload
    const shown = reply.representation ?? made(payload, String(reply.getHeader('content-type') ?? ''))
    if (shown === null) return payload

    const encoding = shown.encodingFor(request.headers['accept-encoding'])
    const tag = shown.tag(encoding)
    reply.header('etag', tag).header('vary', 'accept-encoding')
    if (isStale(request, tag)) throw new ApiError('precondition_failed')
    if (isKnown(request, tag)) {
      reply.code(304).removeHeader('content-type').removeHeader('content-disposition')
      // Fastify takes the length of a HEAD from its payload and then drops it: for 304 that is the length 200 would have.
      return request.method === 'HEAD' ? await shown.bytes(encoding) : null
    }
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    const bytes = await shown.bytes(encoding)
    reply.header('content-length', bytes.length)
    return bytes
  })
}

function made(payload: unknown, type: string): Representation | null {
  return typeof payload === 'string' || payload instanceof Uint8Array ? new Representation(payload, type) : null
}

function isStale(request: FastifyRequest, tag: string): boolean {
  const wanted = request.headers['if-match']
  return wanted !== undefined && !matchesTag(wanted, tag, { weak: false })
}

function isKnown(request: FastifyRequest, tag: string): boolean {
  const known = request.headers['if-none-match']
  return known !== undefined && matchesTag(known, tag, { weak: true })
}
