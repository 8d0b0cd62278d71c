import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { matchesTag } from './etag.ts'
import type { Metrics } from './metrics.ts'
import type { PageCache } from './page-cache.ts'
import { canonicalPath, parseRequest, queryOf, refuseUnknownQuery } from './parse.ts'
import type { FileAnswer, ReadInput, ReadSpec } from './read.ts'
import { chooseEncoding, isCompressible, type Representation } from './representation.ts'

const TAG_LENGTH = 27
/** For what is packed while it is sent: the library's own default is far too slow for that. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4 }

export interface ReadParts {
  readonly cache: PageCache
  readonly metrics: Metrics
  /** Version of everything that is shown; a new one leaves every kept answer behind. */
  currentVersion(): Promise<string>
  /** Of this software: another one may write the same register otherwise. */
  readonly release: string
}

/** What a route makes of its input: bytes to keep, or something that is made anew for each reader. */
export type Made =
  | { readonly kind: 'kept'; readonly shown: Representation }
  | { readonly kind: 'redirect'; readonly to: string; readonly permanent: boolean }
  | { readonly kind: 'stream'; readonly answer: FileAnswer & { readonly body: AsyncIterable<string | Uint8Array> } }

/** Passes through the cache what it cannot keep; caught where it was asked for. */
class NotKept extends Error {
  readonly made: Exclude<Made, { kind: 'kept' }>

  constructor(made: Exclude<Made, { kind: 'kept' }>) {
    super('not kept')
    this.made = made
  }
}

/** Answers from the cache, or makes the answer and keeps it. `strict` refuses query parameters without a schema. */
export async function sendRead<Params extends z.ZodObject, Query extends z.ZodObject>(
  parts: ReadParts,
  request: FastifyRequest,
  reply: FastifyReply,
  spec: ReadSpec<Params, Query>,
  strict: boolean,
  make: (input: ReadInput<Params, Query>) => Promise<Made>,
): Promise<FastifyReply> {
  const names = Object.keys(spec.query.shape)
  const query = queryOf(request.url)
  if (strict) refuseUnknownQuery(query, names)
  // INVARIANT: the version is read before anything the answer shows, so that no answer is older than its key.
  const version = await parts.currentVersion()
  const input: ReadInput<Params, Query> = {
    params: parseRequest('params', spec.params, request.params),
    query: parseRequest('query', spec.query, query),
    path: canonicalPath(
      request.url,
      query,
      names.filter((name) => name !== 'lang'),
    ),
    version,
  }
  const place = `${spec.url} ${canonicalPath(request.url, query, names)}`
  const identity = `${parts.release}\n${version}\n${place}`
  if (spec.keep?.(input) === false) return sendMade(request, reply, await make(input), identity)

  let own: Made | null = null
  try {
    const { shown, hit } = await parts.cache.get(version, place, async () => {
      own = await make(input)
      if (own.kind !== 'kept') throw new NotKept(own)
      return own.shown
    })
    parts.metrics.countPage(hit ? 'cache' : 'made')
    return sendMade(request, reply, { kind: 'kept', shown }, identity)
  } catch (error) {
    if (!(error instanceof NotKept)) throw error
    // A stream is one reader's: whoever waited for another's makes their own.
    const isOthers = error.made.kind === 'stream' && own === null
    return sendMade(request, reply, isOthers ? await make(input) : error.made, identity)
  }
}

function sendMade(request: FastifyRequest, reply: FastifyReply, made: Made, identity: string): FastifyReply {
  switch (made.kind) {
    case 'kept':
      reply.representation = made.shown
      return reply
        .type(made.shown.type)
        .headers(made.shown.headers)
        .header('cache-control', 'public, no-cache')
        .send(made.shown.plain)
    case 'redirect':
      return reply.header('cache-control', 'no-cache').redirect(made.to, made.permanent ? 308 : 307)
    case 'stream':
      return sendStream(request, reply, made.answer, identity)
  }
}

function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, fileName }: FileAnswer & { readonly body: AsyncIterable<string | Uint8Array> },
  identity: string,
): FastifyReply {
  // Weak, since the bytes are not known beforehand: the same facts, written by the same release.
  const tag = `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, TAG_LENGTH)}"`
  reply.header('etag', tag)
  const known = request.headers['if-none-match']
  // Nothing of the body was asked for yet, so nothing of it was made.
  if (known !== undefined && matchesTag(known, tag, { weak: true })) return reply.code(304).send()
  const source = Readable.from(body)
  const encoding = isCompressible(type) ? chooseEncoding(request.headers['accept-encoding']) : 'identity'
  reply
    .type(type)
    .headers(fileHeaders(fileName))
    .header('cache-control', 'public, no-cache')
    .header('vary', 'accept-encoding')
  if (encoding === 'identity') return reply.send(source)
  const packer = encoding === 'br' ? createBrotliCompress({ params: BROTLI }) : createGzip()
  // Fastify watches the packer; a failing source destroys it, which ends the answer before its time.
  return reply.header('content-encoding', encoding).send(pipeline(source, packer, () => undefined))
}

/** @throws Error for a file name that would need quoting: they are ours, so that is a defect. */
export function fileHeaders(fileName: string | undefined): Readonly<Record<string, string>> {
  if (fileName === undefined) return {}
  if (!/^[\w.-]+$/.test(fileName))
    throw new Error(`a download was named with other characters than letters, digits, . - _`)
  return { 'content-disposition': `attachment; filename="${fileName}"` }
}
