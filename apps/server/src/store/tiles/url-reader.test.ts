import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { FileTooLarge, LogUnreadable } from '../../service/log/verify/reader.ts'
import { crypto, event, type MadeLog, madeLog, VKEY } from '../../service/log/verify/testing/made-log.ts'
import { trustOf } from '../../service/log/verify/trust.ts'
import { verifyLog } from '../../service/log/verify/verify-log.ts'
import { blocksHere } from './block-pool.ts'
import { type UrlReaderOptions, urlReader } from './url-reader.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server of its own for one test; gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address() satisfies string | AddressInfo | null
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

const QUICK: UrlReaderOptions = { backoffMs: [5, 5], timeoutMs: 300 }

function grown(): MadeLog {
  const log = madeLog()
  log.add(Array.from({ length: 600 }, (_, i) => event(i)))
  log.publish()
  return log
}

/** A sound server of a log, in whose answers `twist` may meddle; true: it answered itself. */
function served(
  log: MadeLog,
  twist: (path: string, answer: Parameters<RequestListener>[1]) => boolean,
): Promise<string> {
  return serve((ask, answer) => {
    const path = (ask.url ?? '').replace(/^\/log\//, '')
    if (twist(path, answer)) return
    const bytes = log.files.get(path)
    if (bytes === undefined) answer.writeHead(404).end()
    else answer.end(bytes)
  })
}

function verified(address: string, options: UrlReaderOptions = QUICK) {
  const reader = urlReader(`${address}/log`, options)
  return verifyLog({ crypto, reader, pool: blocksHere(reader), trust: trustOf(crypto, [VKEY], null), now: () => 0 })
}

test('a log behind an address verifies, its bundles packed or not, with no more questions at once than allowed', async () => {
  const log = grown()
  let [open, most] = [0, 0]
  const address = await served(log, (path, answer) => {
    open++
    most = Math.max(most, open)
    answer.on('close', () => open--)
    if (!path.startsWith('tile/entries')) return false
    answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(log.files.get(path) ?? Buffer.alloc(0)))
    return true
  })
  expect((await verified(address, { ...QUICK, concurrency: 4 })).errors).toEqual([])
  expect(most).toBeLessThanOrEqual(4)
})

test('an answer that fails is asked for again, and one that keeps failing is no finding about the log', async () => {
  const log = grown()
  const seen = new Map<string, number>()
  const address = await served(log, (path, answer) => {
    const times = (seen.get(path) ?? 0) + 1
    seen.set(path, times)
    if (times > 2) return false
    if (times === 1) answer.writeHead(503).end()
    else answer.destroy()
    return true
  })
  expect((await verified(address)).errors).toEqual([])
  const down = await serve((_ask, answer) => answer.writeHead(500).end())
  await expect(verified(down)).rejects.toThrow(LogUnreadable)
  const forbidden = await serve((_ask, answer) => answer.writeHead(403).end())
  await expect(verified(forbidden)).rejects.toThrow('it answered 403')
})

test('an endless or oversized answer is let go of at its limit, packed ones counted unpacked', async () => {
  let sent = 0
  const endless = await serve((_ask, answer) => {
    const more = (): void => {
      while (!answer.destroyed && answer.write(Buffer.alloc(65_536))) sent += 65_536
    }
    answer.on('drain', more)
    more()
  })
  await expect(urlReader(endless, QUICK).read('checkpoint', 10_000)).rejects.toThrow(FileTooLarge)
  expect(sent).toBeLessThan(50_000_000)
  const bomb = await serve((_ask, answer) => {
    answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(30_000_000)))
  })
  await expect(urlReader(bomb, QUICK).read('tile/entries/000', 100_000)).rejects.toThrow(FileTooLarge)
  const log = grown()
  const large = await served(log, (path, answer) => {
    if (path === 'tile/0/001') answer.end(Buffer.alloc(9_000))
    return path === 'tile/0/001'
  })
  expect((await verified(large)).errors[0]).toMatchObject({ class: 'differs', place: 'tile/0/001' })
})

test('a slow, silent or cut answer ends in time', async () => {
  const silent = await serve(() => undefined)
  await expect(urlReader(silent, { ...QUICK, backoffMs: [] }).read('checkpoint', 100)).rejects.toThrow(
    'no whole answer within',
  )
  const dripping = await serve((_ask, answer) => {
    const drip = setInterval(() => answer.write('x'), 50)
    answer.on('close', () => clearInterval(drip))
  })
  await expect(urlReader(dripping, { ...QUICK, backoffMs: [] }).read('checkpoint', 1_000)).rejects.toThrow(
    LogUnreadable,
  )
  const cut = await serve((_ask, answer) => {
    answer.writeHead(200, { 'content-length': '500' })
    answer.write('x'.repeat(100))
    setTimeout(() => answer.destroy(), 20)
  })
  await expect(urlReader(cut, QUICK).read('checkpoint', 1_000)).rejects.toThrow(LogUnreadable)
})

test('redirects lead about the host and never out of it', async () => {
  const log = grown()
  const address = await served(log, (path, answer) => {
    if (path.startsWith('/moved/') || path.includes('moved')) {
      answer.end(log.files.get(path.replace('/moved/', '')) ?? '')
      return true
    }
    answer.writeHead(307, { location: `/moved/${path}` }).end()
    return true
  })
  expect((await verified(address)).errors).toEqual([])
  const other = await serve((_ask, answer) => answer.end('not here'))
  const leading = await serve((_ask, answer) => answer.writeHead(302, { location: `${other}/x` }).end())
  await expect(urlReader(leading, QUICK).read('checkpoint', 100)).rejects.toThrow('redirects to another host')
  const circle = await serve((_ask, answer) => answer.writeHead(302, { location: '/again' }).end())
  await expect(urlReader(circle, QUICK).read('checkpoint', 100)).rejects.toThrow('more than 5 times')
})

test('addresses that are not read', () => {
  for (const address of ['http://log.example/x', 'ftp://127.0.0.1/x', 'https://user:word@log.example/', 'https://']) {
    expect(() => urlReader(address), address).toThrow(LogUnreadable)
  }
})

test('another content on each request, or for one file alone, is never believed', async () => {
  const log = grown()
  let turn = 0
  const changing = await served(log, (path, answer) => {
    const bytes = log.files.get(path)?.slice()
    if (bytes === undefined || !path.startsWith('tile/')) return false
    bytes[turn++ % bytes.length] = 0
    answer.end(bytes)
    return true
  })
  expect((await verified(changing)).ok).toBe(false)
})

test('an interruption ends what is under way', async () => {
  const silent = await serve(() => undefined)
  const controller = new AbortController()
  const reading = urlReader(silent, { timeoutMs: 60_000, signal: controller.signal }).read('checkpoint', 100)
  controller.abort(new Error('interrupted'))
  await expect(reading).rejects.toThrow('interrupted')
})
