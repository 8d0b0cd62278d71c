import { setTimeout as sleep } from 'node:timers/promises'
import { FileTooLarge, type LogReader, LogUnreadable } from '../../service/log/verify/reader.ts'

const REDIRECTS = 5
/** Waits before the second, third, … try of one file. */
const BACKOFF_MS = [250, 500, 1_000, 2_000, 4_000]
const LONGEST_WAIT_MS = 30_000

export interface UrlReaderOptions {
  /** For one answer, from the question to its last byte. */
  readonly timeoutMs?: number
  readonly concurrency?: number
  /** Waits between tries; as many as there are retries. */
  readonly backoffMs?: readonly number[]
  readonly signal?: AbortSignal
}

/** Is this a place for `urlReader`? */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place)
}

/**
 * A log behind an address: `https://`, or plain `http://` on the loopback alone. Redirects are followed within the host; an answer
 * that does not come is asked for again; one beyond the limit is let go of as soon as it is. Packed answers are unpacked, and
 * counted unpacked. @throws LogUnreadable for an address that is none of these
 */
export function urlReader(address: string, options: UrlReaderOptions = {}): LogReader {
  const { timeoutMs = 30_000, concurrency = 16, backoffMs = BACKOFF_MS, signal } = options
  const base = baseOf(address)

  async function read(path: string, limit: number): Promise<Uint8Array | null> {
    const url = new URL(path, base)
    for (let tries = 0; ; tries++) {
      const answer = await ask(url, path, limit, timeoutMs, signal)
      if (answer.kind === 'bytes') return answer.bytes
      if (answer.kind === 'absent') return null
      signal?.throwIfAborted()
      const wait = backoffMs[tries]
      if (answer.kind === 'refused' || wait === undefined) {
        throw new LogUnreadable(`${url.href}: ${answer.reason}`, { cause: answer.cause })
      }
      await sleep(Math.min(Math.max(wait, answer.afterMs), LONGEST_WAIT_MS), undefined, signal ? { signal } : {})
    }
  }

  return { place: base.href.replace(/\/$/, ''), concurrency, read }
}

function baseOf(address: string): URL {
  if (!URL.canParse(address)) throw new LogUnreadable(`${address} is no address; check its spelling.`)
  const base = new URL(address)
  if (base.username !== '' || base.password !== '') {
    throw new LogUnreadable('An address with a user name or password is not read.')
  }
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isLoopback(base))) {
    throw new LogUnreadable(`${address}: only https:// is read, and http:// on this computer itself.`)
  }
  base.search = ''
  base.hash = ''
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  return base
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

type Answer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  /** May be otherwise the next time. */
  | { readonly kind: 'trouble'; readonly reason: string; readonly afterMs: number; readonly cause?: unknown }
  | { readonly kind: 'refused'; readonly reason: string; readonly cause?: unknown }

async function ask(
  start: URL,
  path: string,
  limit: number,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  let url = start
  try {
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const answer = await fetch(url, { redirect: 'manual', signal: either, headers: { accept: '*/*' } })
      const { status } = answer
      const next = answer.headers.get('location')
      if (status === 200) return { kind: 'bytes', bytes: await gather(answer, path, limit) }
      await answer.body?.cancel()
      if (status === 404 || status === 410) return { kind: 'absent' }
      if (status >= 300 && status < 400 && next !== null) {
        const target = URL.canParse(next, url) ? new URL(next, url) : null
        if (target?.origin !== start.origin) {
          return { kind: 'refused', reason: 'it redirects to another host, which is not followed' }
        }
        url = target
        continue
      }
      const reason = `it answered ${status}`
      if (status !== 429 && status < 500) return { kind: 'refused', reason }
      return { kind: 'trouble', reason, afterMs: (Number(answer.headers.get('retry-after')) || 0) * 1_000 }
    }
    return { kind: 'refused', reason: `it redirects more than ${REDIRECTS} times` }
  } catch (cause) {
    if (cause instanceof FileTooLarge) throw cause
    return { kind: 'trouble', reason: reasonOf(cause, timeoutMs), afterMs: 0, cause }
  }
}

async function gather(answer: Response, path: string, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    // Leaving the loop lets go of the connection.
    if (size > limit) throw new FileTooLarge(path, limit)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts, size))
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no whole answer within ${timeoutMs / 1_000} s`
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
