import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { ApiError } from '../api/problem.ts'
import { Representation } from './representation.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const FOR_EVER = 'public, max-age=31536000, immutable'
const DIGEST_IN_NAME = /[.-][0-9a-f]{8,64}\.[a-z0-9]+$/
const MANIFEST = 'manifest.json'

interface StaticFile {
  readonly shown: Representation
  readonly cacheControl: string
}

/** The built files, by path below `/static/`, read once: no request reaches the disk, so no path can leave the folder. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

/**
 * Reads a folder of built files. What its `manifest.json` lists under another name than its own, and what carries a digest in its name
 * (`site-4f9a01bc.css`), is for ever; any other file is asked for anew each time.
 * @throws Error for a file type without a media type, naming it.
 */
export async function readStatic(folder: string): Promise<StaticFiles> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const listed = paths.includes(MANIFEST) ? renamed(await readFile(join(folder, MANIFEST), 'utf8')) : new Set<string>()
  const read = paths.map(async (path): Promise<[string, StaticFile]> => {
    const type = TYPES[extname(path)]
    if (type === undefined)
      throw new Error(`${path}: no media type is known for ${extname(path)}; add it to http/static.ts`)
    const isForEver = listed.has(path) || DIGEST_IN_NAME.test(path)
    const shown = new Representation(await readFile(join(folder, path)), type)
    return [path, { shown, cacheControl: isForEver ? FOR_EVER : 'no-cache' }]
  })
  return new Map(await Promise.all(read))
}

/** Paths that the build gave another name than the logical one, as it does to put the digest in. */
function renamed(manifest: string): ReadonlySet<string> {
  const addresses: unknown = JSON.parse(manifest)
  if (typeof addresses !== 'object' || addresses === null) throw new Error(`${MANIFEST} holds no JSON object`)
  const paths = Object.entries(addresses).map(
    ([name, address]) => [name, String(address).replace(/^\/?static\//, '')] as const,
  )
  return new Set(paths.filter(([name, path]) => name !== path).map(([, path]) => path))
}

/** Serves built files under `/static/`. */
export function addStatic(app: FastifyInstance, files: StaticFiles): void {
  app.get('/static/*', { config: { unmetered: true } }, async (request, reply) => {
    const { '*': path } = parameters(request.params)
    const file = path === undefined ? undefined : files.get(path)
    if (file === undefined) throw new ApiError('not_found')
    reply.representation = file.shown
    return reply.type(file.shown.type).header('cache-control', file.cacheControl).send(file.shown.plain)
  })
}

function parameters(params: unknown): Readonly<Record<string, string | undefined>> {
  return typeof params === 'object' && params !== null ? { ...params } : {}
}
