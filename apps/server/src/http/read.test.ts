import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Routes } from './door.ts'
import { matchesTag, requireMatch } from './etag.ts'
import { nextField, nextHeaders, nextPath, pagingQuery, readCursor, writeCursor } from './paging.ts'
import { nothing } from './read.ts'
import { type Harness, harness } from './testing/harness.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

async function serving(routes: Routes): Promise<Harness> {
  const made = await harness({ routes: [routes] })
  open.push(made)
  return made
}

describe('pages', () => {
  const counting = () => {
    const made: string[] = []
    const routes: Routes = ({ page, file, app }) => {
      page({
        url: '/list',
        params: nothing,
        query: z.object({
          agency: z.string().optional(),
          q: z.string().optional(),
          lang: z.enum(['en', 'es']).optional(),
        }),
        keep: ({ query }) => query.q !== 'never kept',
        answer: async ({ path, query, version }) => {
          made.push(path)
          return { kind: 'page', html: `${version} ${path} ${query.lang ?? 'en'} ${'.'.repeat(2_000)}` }
        },
      })
      page({
        url: '/moved/:key',
        params: z.object({ key: z.string() }),
        query: nothing,
        answer: async ({ params }) => ({
          kind: 'redirect',
          to: `/list?agency=${params.key}`,
          permanent: params.key === 'x',
        }),
      })
      file({
        url: '/pieces.csv',
        params: nothing,
        query: nothing,
        answer: async () => ({
          type: 'text/csv; charset=utf-8',
          fileName: 'pieces.csv',
          body: (async function* () {
            made.push('pieces')
            for (let piece = 0; piece < 100; piece++) yield `${piece},${'x'.repeat(50)}\r\n`
          })(),
        }),
      })
      file({
        url: '/broken.csv',
        params: nothing,
        query: nothing,
        answer: async () => ({
          type: 'text/csv',
          body: (async function* () {
            yield randomBytes(200_000).toString('hex')
            await new Promise((resolve) => setTimeout(resolve, 100))
            throw new Error('database gone')
          })(),
        }),
      })
      app.get('/plain', async (_request, reply) => reply.type('text/html').send('by hand'))
    }
    return { made, routes }
  }

  test('one page for every spelling of its address; a new register version is a new page', async () => {
    const { made, routes } = counting()
    const { app, world } = await serving(routes)
    const first = await app.inject('/list?agency=DHS')
    for (const spelling of [
      '/list?agency=DHS&utm_source=MARKER',
      '/list/?fbclid=MARKER&agency=DHS',
      '/list?agency=DHS&q=',
    ]) {
      expect((await app.inject(spelling)).body).toBe(first.body)
    }
    expect(made).toEqual(['/list?agency=DHS'])
    expect(first.body).not.toContain('MARKER')

    world.version = '2'
    world.now += 300
    expect((await app.inject('/list?agency=DHS')).body).toMatch(/^2 /)
  })

  test('languages are apart, under one path', async () => {
    const { made, routes } = counting()
    const { app } = await serving(routes)
    const [en, es] = [await app.inject('/list?agency=DHS'), await app.inject('/list?lang=es&agency=DHS')]
    expect([en.body.includes(' en '), es.body.includes(' es ')]).toEqual([true, true])
    expect(made).toEqual(['/list?agency=DHS', '/list?agency=DHS'])
  })

  test('fifty readers at once make a page once', async () => {
    const { made, routes } = counting()
    const { app } = await serving(routes)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.inject({ url: '/list', headers: { 'accept-encoding': 'br' } })),
    )
    expect(made).toHaveLength(1)
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
  })

  test('what is not to be kept is made each time', async () => {
    const { made, routes } = counting()
    const { app } = await serving(routes)
    for (let asked = 0; asked < 3; asked++) await app.inject('/list?q=never+kept')
    expect(made).toHaveLength(3)
  })

  test('a strong ETag for each encoding, and 304 for who has it', async () => {
    const { routes } = counting()
    const { app } = await serving(routes)
    const plain = await app.inject('/list')
    const packed = await app.inject({ url: '/list', headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: 'accept-encoding',
      'cache-control': 'public, no-cache',
    })
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
    expect(packed.headers.etag).not.toBe(plain.headers.etag)

    const known = await app.inject({
      url: '/list',
      headers: { 'accept-encoding': 'gzip', 'if-none-match': `"other", ${packed.headers.etag}` },
    })
    expect([known.statusCode, known.body, known.headers.etag]).toEqual([304, '', packed.headers.etag])
    expect(known.headers).not.toHaveProperty('content-encoding')
    const stale = await app.inject({ url: '/list', headers: { 'if-match': '"other"' } })
    expect([stale.statusCode, stale.json().code]).toEqual([412, 'precondition_failed'])
    expect(stale.headers).not.toHaveProperty('etag')
    expect((await app.inject({ url: '/list', headers: { 'if-match': String(plain.headers.etag) } })).statusCode).toBe(
      200,
    )
  })

  test('HEAD has the headers of GET and no body', async () => {
    const { routes } = counting()
    const { app } = await serving(routes)
    const [get, head] = [await app.inject('/list'), await app.inject({ method: 'HEAD', url: '/list' })]
    expect(head.body).toBe('')
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control'])
      expect(head.headers[name]).toBe(get.headers[name])
    const known = await app.inject({
      method: 'HEAD',
      url: '/list',
      headers: { 'if-none-match': String(get.headers.etag) },
    })
    expect(known.statusCode).toBe(304)
  })

  test('an answer written by hand has an ETag too', async () => {
    const { routes } = counting()
    const { app } = await serving(routes)
    const etag = String((await app.inject('/plain')).headers.etag)
    expect((await app.inject({ url: '/plain', headers: { 'if-none-match': `W/${etag}` } })).statusCode).toBe(304)
  })

  test('redirects say whether they are for good', async () => {
    const { routes } = counting()
    const { app } = await serving(routes)
    const [good, now] = [await app.inject('/moved/x'), await app.inject('/moved/y')]
    expect([good.statusCode, good.headers.location]).toEqual([308, '/list?agency=x'])
    expect([now.statusCode, now.headers.location]).toEqual([307, '/list?agency=y'])
  })

  test('a download in pieces is sent to each reader whole, packed where they take it', async () => {
    const { made, routes } = counting()
    const { app } = await serving(routes)
    const [plain, packed, ...others] = await Promise.all([
      app.inject('/pieces.csv'),
      app.inject({ url: '/pieces.csv', headers: { 'accept-encoding': 'gzip' } }),
      app.inject('/pieces.csv'),
    ])
    expect(plain.body.split('\r\n')).toHaveLength(101)
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
    expect(others[0]?.body).toBe(plain.body)
    expect(made).toEqual(['pieces', 'pieces', 'pieces'])
    expect(plain.headers['content-disposition']).toBe('attachment; filename="pieces.csv"')
  })

  test('a download in pieces has a weak ETag of its version, and is not made for who has it', async () => {
    const { made, routes } = counting()
    const { app, world } = await serving(routes)
    const etag = String((await app.inject('/pieces.csv')).headers.etag)
    expect(etag).toMatch(/^W\/"/)
    const ask = () => app.inject({ url: '/pieces.csv', headers: { 'if-none-match': etag, 'accept-encoding': 'br' } })
    expect([(await ask()).statusCode, made.length]).toEqual([304, 1])
    world.version = '2'
    world.now += 300
    expect([(await ask()).statusCode, made.length]).toEqual([200, 2])
  })

  test('a download that fails midway is cut off, not ended as if it were whole', async () => {
    const { routes } = counting()
    const { app } = await serving(routes)
    const address = await app.listen({ port: 0 })
    for (const encoding of ['identity', 'gzip']) {
      const reading = fetch(`${address}/broken.csv`, { headers: { 'accept-encoding': encoding } }).then((answer) =>
        answer.text(),
      )
      await expect(reading).rejects.toThrow()
    }
    expect((await fetch(`${address}/plain`)).status).toBe(200)
  })
})

describe('lists in pages', () => {
  const numbers = Array.from({ length: 120 }, (_, index) => index)
  const routes: Routes = ({ json }) =>
    json({
      url: '/api/v1/numbers',
      operationId: 'listNumbers',
      summary: 'Numbers',
      tag: 'numbers',
      params: nothing,
      query: z.object({ ...pagingQuery, odd: z.enum(['yes']).optional() }),
      body: z.object({ numbers: z.array(z.int()), next: nextField }),
      headers: nextHeaders,
      answer: async ({ query, path }) => {
        const after = readCursor('numbers', query.cursor, z.int()) ?? -1
        const rest = numbers.filter((n) => n > after && (query.odd === undefined || n % 2 === 1))
        const shown = rest.slice(0, query.limit)
        const last = shown.at(-1)
        const cursor = rest.length > shown.length && last !== undefined ? writeCursor('numbers', last) : null
        return { numbers: shown, next: nextPath(path, cursor) }
      },
    })

  test('following next gives every item once, with the filter kept', async () => {
    const { app } = await serving(routes)
    const seen: number[] = []
    let next: string | null = '/api/v1/numbers?odd=yes&limit=7'
    while (next !== null) {
      const reply: { json(): { numbers: number[]; next: string | null }; headers: Record<string, unknown> } =
        await app.inject(next)
      const body = reply.json()
      seen.push(...body.numbers)
      expect(reply.headers.link).toBe(body.next === null ? undefined : `<${body.next}>; rel="next"`)
      next = body.next
    }
    expect(seen).toEqual(numbers.filter((n) => n % 2 === 1))
  })

  test('a cursor that was cut, altered, made up, or made for another list is refused', async () => {
    const { app } = await serving(routes)
    const good = writeCursor('numbers', 3)
    expect((await app.inject(`/api/v1/numbers?cursor=${good}`)).json().numbers[0]).toBe(4)
    for (const cursor of [
      good.slice(0, -1),
      `${good}x`,
      'made-up',
      'x',
      writeCursor('others', 3),
      writeCursor('numbers', 'three'),
    ]) {
      const reply = await app.inject(`/api/v1/numbers?cursor=${cursor}`)
      expect([reply.statusCode, reply.json().code], cursor).toEqual([400, 'cursor_malformed'])
    }
  })

  test.each(['0', '201', '1.5', 'many', '-1'])('a limit of %s is refused, naming the field', async (limit) => {
    const { app } = await serving(routes)
    const reply = await app.inject(`/api/v1/numbers?limit=${limit}`)
    expect(reply.statusCode).toBe(400)
    expect(reply.json().errors[0].path).toBe('query.limit')
  })
})

describe('conditions', () => {
  test('matchesTag compares weakly for a reader and strongly for a writer', () => {
    expect(matchesTag('W/"a", "b"', '"a"', { weak: true })).toBe(true)
    expect(matchesTag('W/"a", "b"', '"a"', { weak: false })).toBe(false)
    expect(matchesTag('*', '"a"', { weak: false })).toBe(true)
    expect(matchesTag('"ab"', '"a"', { weak: true })).toBe(false)
  })

  test('requireMatch lets pass what names the present tag in any encoding, or no condition', () => {
    expect(() => requireMatch(undefined, '"v7"')).not.toThrow()
    expect(() => requireMatch('"v7-br"', '"v7"')).not.toThrow()
    expect(() => requireMatch('"v6"', '"v7"')).toThrow('precondition_failed')
  })
})
