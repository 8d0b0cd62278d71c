import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { Routes } from '../http/door.ts'
import { pageCache } from '../http/page-cache.ts'
import { Representation } from '../http/representation.ts'
import type { IndexBuckets } from '../service/log/index-buckets.ts'
import type { PublicLog, PublicLogs } from '../service/log/public-logs.ts'
import type { PublishedFile } from '../service/log/published-files.ts'
import { ApiError } from './problem.ts'

export interface LogFilesDeps {
  readonly logs: PublicLogs
  /** null: this process serves no index. */
  readonly index: IndexBuckets | null
}

const KEPT_BYTES = 32 * 1_048_576
const FOR_EVER = 'public, max-age=31536000, immutable'
const CACHED: Readonly<Record<PublishedFile['kind'], string>> = {
  // A few seconds at most (C2SP tlog-tiles "Checkpoint").
  checkpoint: 'public, max-age=2',
  text: 'public, max-age=60',
  tile: FOR_EVER,
}
const TEXT = 'text/plain; charset=utf-8'
const BYTES = 'application/octet-stream'

/**
 * Every log's files under `/log/<folder>/`, the live one's under `/log/` too: checkpoint, tiles, policy, keys and label index. No line of the request
 * log tells of them (abuse.md P27), any page of any site may read them, and no limit counts them: a mirror that reads a whole log is what they
 * are for, and a file costs less than counting it. The index is counted as other reads are, since its buckets are made from the database.
 */
export function logFileRoutes({ logs, index }: LogFilesDeps): Routes {
  // Published tiles never change: the most wanted are kept, and the right edge is most wanted.
  const kept = pageCache({ maxBytes: KEPT_BYTES })

  async function files(request: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
    const found = await locate(logs, wildcardOf(request.params))
    if (found === null) throw new ApiError('not_found')
    const { log, path } = found
    if (path.startsWith('tile/')) {
      const { shown } = await kept.get('', `${log.folder}/${path}`, async () => shownAs(await readFrom(log, path)))
      return send(reply, shown, CACHED.tile)
    }
    const file = await readFrom(log, path)
    return send(reply, shownAs(file), CACHED[file?.kind ?? 'checkpoint'])
  }

  async function indexOf(request: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
    const { folder, '*': path = '' } = paramsOf(request.params)
    const log = folder === undefined ? await logs.live() : await logs.find(folder)
    if (log === null || index === null) throw new ApiError('not_found')
    if (path === 'latest') {
      const latest = await index.latest(log.log)
      if (latest === null) throw new ApiError('not_found')
      return send(reply, new Representation(`${latest}\n`, TEXT), CACHED.checkpoint)
    }
    const [, size, bits = ''] = /^(0|[1-9][0-9]{0,15})(?:\/([01]{0,16}))?$/.exec(path) ?? []
    if (size === undefined) throw new ApiError('not_found')
    const { shown } = await kept.get('', `${log.folder}/index/${size}/${bits}`, async () => {
      const bytes = await index.bucket(log.log, BigInt(size), bits)
      if (bytes === null) throw new ApiError('not_found')
      return new Representation(bytes, BYTES)
    })
    return send(reply, shown, FOR_EVER)
  }

  return ({ app }) => {
    app.get('/log/*', { ...open, config: { unlogged: true, unmetered: true } }, files)
    app.get('/log/index/*', { ...open, config: { unlogged: true } }, indexOf)
    app.get('/log/:folder/index/*', { ...open, config: { unlogged: true } }, indexOf)
  }
}

/** Public bytes: read by any page, embedded by any. On refusals too, or a verifier in a browser could not tell an absent tile from trouble. */
const open: RouteShorthandOptions = {
  onRequest: async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
  },
}

/** The longest name wins: a folder's own path first, then the live log's. */
async function locate(
  logs: PublicLogs,
  asked: string,
): Promise<{ readonly log: PublicLog; readonly path: string } | null> {
  const at = asked.indexOf('/')
  const named = at < 0 ? null : await logs.find(asked.slice(0, at))
  if (named !== null) return { log: named, path: asked.slice(at + 1) }
  const live = await logs.live()
  return live === null ? null : { log: live, path: asked }
}

/** Trouble with disk or object store is our outage: ask again. An absent tile is another thing. */
async function readFrom({ files }: PublicLog, path: string): Promise<PublishedFile | null> {
  try {
    return await files.read(path)
  } catch (cause) {
    throw new ApiError('unavailable', { cause })
  }
}

function shownAs(file: PublishedFile | null): Representation {
  if (file === null) throw new ApiError('not_found')
  return new Representation(file.bytes, file.kind === 'tile' ? BYTES : TEXT)
}

function send(reply: FastifyReply, shown: Representation, cacheControl: string): Buffer {
  reply.representation = shown
  reply.type(shown.type).header('cache-control', cacheControl)
  return shown.plain
}

function wildcardOf(params: unknown): string {
  return paramsOf(params)['*'] ?? ''
}

function paramsOf(params: unknown): Readonly<Record<string, string | undefined>> {
  return typeof params === 'object' && params !== null ? { ...params } : {}
}
