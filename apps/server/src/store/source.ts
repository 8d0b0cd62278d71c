import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SourceBytes, Sources } from '../service/ports.ts'

const REDIRECTS = 5

/**
 * Files and `https://` addresses as byte sources. A plain `http://` address is taken on the loopback alone, and nothing
 * from elsewhere leads there. Sizes are checked before and while reading, so that nothing over the limit is ever held.
 */
export const sources: Sources = {
  read: (place, limit, onProgress) =>
    /^https?:\/\//i.test(place) ? readAddress(place, limit, onProgress) : readFile(place, limit, onProgress),
}

type Progress = (bytes: number, total: number | null) => void
type Refused = Extract<SourceBytes, { ok: false }>

async function readFile(path: string, limit: number, onProgress: Progress): Promise<SourceBytes> {
  const file = basename(path)
  const refuse = (code: Refused['code'], message: string): Refused => ({ ok: false, file, code, message })
  try {
    const found = await stat(path)
    if (!found.isFile()) return refuse('not-found', `${path} is not a file; name the file itself.`)
    if (found.size > limit) return refuse('too-large', tooLarge(found.size, limit))
    const bytes = await gather(createReadStream(path), limit, found.size, onProgress)
    return bytes === null ? refuse('too-large', tooLarge(null, limit)) : { ok: true, file, bytes, source: '' }
  } catch (error) {
    if (isAbsent(error)) return refuse('not-found', `${path}: no such file; check the path.`)
    return refuse('unreadable', `${path} could not be read: ${reason(error)}. Nothing was imported.`)
  }
}

function isAbsent(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(String(error.code))
}

async function readAddress(address: string, limit: number, onProgress: Progress): Promise<SourceBytes> {
  let file = 'address'
  const refuse = (code: Refused['code'], message: string): Refused => ({ ok: false, file, code, message })
  if (!URL.canParse(address)) return refuse('unreachable', `${address} is no address; check its spelling.`)
  let url = new URL(address)
  file = fileOf(url)
  if (url.username !== '' || url.password !== '') {
    // The address is kept with the inventory and shown: the message does not repeat it either.
    return refuse('unreachable', 'An address with a user name or password is not fetched; download the file first.')
  }
  const fromLoopback = isLoopback(url)
  try {
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
        return refuse('unreachable', `${url.href}: only https:// addresses are fetched.`)
      }
      if (!fromLoopback && isLoopback(url)) {
        return refuse('unreachable', `${address} leads to this computer itself; name that address directly.`)
      }
      const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'text/csv, application/json, */*' } })
      const next = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && next !== null) {
        await answer.body?.cancel()
        url = new URL(next, url)
        continue
      }
      if (answer.status !== 200 || answer.body === null) {
        await answer.body?.cancel()
        return refuse('unreachable', `${url.href} answered ${answer.status}; nothing was imported.`)
      }
      const total = lengthOf(answer)
      if (total !== null && total > limit) {
        await answer.body.cancel()
        return refuse('too-large', tooLarge(total, limit))
      }
      const bytes = await gather(answer.body, limit, total, onProgress)
      return bytes === null
        ? refuse('too-large', tooLarge(null, limit))
        : { ok: true, file: fileOf(url), bytes, source: address }
    }
    return refuse('unreachable', `${address} redirects more than ${REDIRECTS} times.`)
  } catch (error) {
    return refuse('unreachable', `${address} could not be read: ${reason(error)}. Nothing was imported.`)
  }
}

/** null where it is not told, or told of the packed bytes. */
function lengthOf(answer: Response): number | null {
  if (answer.headers.has('content-encoding')) return null
  return Number(answer.headers.get('content-length')) || null
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

const CONTROL = /\p{Cc}/gu

/** Last part of the path as a file name, the host where there is none. */
function fileOf(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? ''
  return basename(decoded(last).replaceAll(CONTROL, '')) || url.hostname
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // No percent-encoded UTF-8: then it is a name as it stands.
    return text
  }
}

/** null when more than `limit` bytes came. */
async function gather(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
  total: number | null,
  onProgress: Progress,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > limit) return null
    parts.push(part)
    onProgress(size, total)
  }
  return Buffer.concat(parts, size)
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}

function tooLarge(size: number | null, limit: number): string {
  const found = size === null ? '' : `${Math.ceil(size / 1_000_000)} MB: `
  return `${found}a file may hold at most ${Math.floor(limit / 1_000_000)} MB; split it by agency and import the parts.`
}
