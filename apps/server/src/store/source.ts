import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SourceBytes, Sources } from '../service/ports.ts'

const REDIRECTS = 5

/**
 * Files and `https://` addresses as byte sources. A plain `http://` address is taken only on the loopback.
 * Sizes are checked before and while reading, so that nothing over the limit is ever held.
 */
export const sources: Sources = {
  read: (place, limit, onProgress) =>
    /^https?:\/\//i.test(place) ? readAddress(place, limit, onProgress) : readFile(place, limit, onProgress),
}

type Progress = (bytes: number, total: number | null) => void

async function readFile(path: string, limit: number, onProgress: Progress): Promise<SourceBytes> {
  const file = basename(path)
  const found = await stat(path).catch(() => null)
  if (!found) return { ok: false, file, code: 'not-found', message: `${path}: no such file; check the path.` }
  if (!found.isFile())
    return { ok: false, file, code: 'not-found', message: `${path} is not a file; name the file itself.` }
  if (found.size > limit) return { ok: false, file, code: 'too-large', message: tooLarge(found.size, limit) }
  const gathered = await gather(createReadStream(path), limit, found.size, onProgress)
  return gathered === null
    ? { ok: false, file, code: 'too-large', message: tooLarge(null, limit) }
    : { ok: true, file, bytes: gathered, source: '' }
}

async function readAddress(address: string, limit: number, onProgress: Progress): Promise<SourceBytes> {
  let url = new URL(address)
  const file = fileOf(url)
  try {
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
        return { ok: false, file, code: 'unreachable', message: `${url.href}: only https:// addresses are fetched.` }
      }
      const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'text/csv, application/json, */*' } })
      const next = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && next !== null) {
        await answer.body?.cancel()
        url = new URL(next, url)
        continue
      }
      if (!answer.ok || answer.body === null) {
        return {
          ok: false,
          file,
          code: 'unreachable',
          message: `${url.href} answered ${answer.status}; nothing was imported.`,
        }
      }
      const total = Number(answer.headers.get('content-length')) || null
      if (total !== null && total > limit) {
        await answer.body.cancel()
        return { ok: false, file, code: 'too-large', message: tooLarge(total, limit) }
      }
      const bytes = await gather(answer.body, limit, total, onProgress)
      return bytes === null
        ? { ok: false, file, code: 'too-large', message: tooLarge(null, limit) }
        : { ok: true, file: fileOf(url), bytes, source: address }
    }
    return { ok: false, file, code: 'unreachable', message: `${address} redirects more than ${REDIRECTS} times.` }
  } catch (error) {
    const why =
      error instanceof Error
        ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`
        : String(error)
    return {
      ok: false,
      file,
      code: 'unreachable',
      message: `${address} could not be read: ${why}. Nothing was imported.`,
    }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function fileOf(url: URL): string {
  return decodeURIComponent(url.pathname.split('/').pop() ?? '') || url.hostname
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

function tooLarge(size: number | null, limit: number): string {
  const found = size === null ? '' : `${Math.ceil(size / 1_048_576)} MB: `
  return `${found}a file may hold at most ${Math.floor(limit / 1_048_576)} MB; split it by agency and import the parts.`
}
