import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import type { InjectOptions } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ApiError } from '../api/problem.ts'
import type { Routes } from './door.ts'
import { nothing } from './read.ts'
import { type Harness, harness } from './testing/harness.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

const routes: Routes = ({ app, page, json, write, form, file }) => {
  page({
    url: '/use-cases/:key',
    params: z.object({ key: z.string() }),
    query: z.object({ q: z.string().optional() }),
    answer: async ({ params, query }) => {
      if (params.key.startsWith('gone')) throw new ApiError('not_found', { detail: params.key })
      if (params.key.startsWith('defect')) throw new Error(`cannot show ${params.key} ${query.q ?? ''}`)
      return { kind: 'page', html: `<p>${params.key} ${query.q ?? ''}` }
    },
  })
  json({
    url: '/api/v1/things/:id',
    operationId: 'getThing',
    summary: 'A thing',
    tag: 'things',
    params: z.object({ id: z.string() }),
    query: z.object({ q: z.string().optional() }),
    body: z.object({ id: z.string() }),
    answer: async ({ params }) => ({ id: params.id }),
  })
  write({
    method: 'POST',
    url: '/api/v1/things/:id/reports',
    operationId: 'report',
    summary: 'Reports an error',
    tag: 'things',
    params: z.object({ id: z.string() }),
    body: z.strictObject({ text: z.string() }),
    status: 201,
    reply: z.object({ text: z.string() }),
    perform: async ({ body }) => {
      if (body.text.includes('defect')) throw new Error(`insert failed: ${body.text}`, { cause: new Error(body.text) })
      return { body: { text: body.text } }
    },
  })
  form({
    url: '/use-cases/:key/report',
    params: z.object({ key: z.string() }),
    answer: async ({ fields }) => ({ kind: 'page', status: 422, html: String(fields.text) }),
  })
  file({
    url: '/broken/:id',
    params: z.object({ id: z.string() }),
    query: nothing,
    answer: async ({ params }) => ({
      type: 'text/csv',
      body: (async function* () {
        yield params.id
        throw new Error(params.id)
      })(),
    }),
  })
  app.get('/twice/:id', async (_request, reply) => {
    reply.send('one')
    return reply.send('two')
  })
}

const MARK = 'MARKER7f3a'
const READERS = Array.from({ length: 50 }, (_, index) => `203.0.113.${index + 1}`)

/** Requests in which everything a client can say says the mark. */
function marked(remoteAddress: string): readonly InjectOptions[] {
  const headers = {
    'user-agent': `${MARK}-agent`,
    cookie: `session=${MARK}`,
    referer: `https://${MARK}.example/`,
    authorization: `Bearer ${MARK}`,
    'x-request-id': MARK,
    'x-forwarded-for': '198.51.100.77',
    'accept-language': MARK,
    from: `${MARK}@example.org`,
    traceparent: MARK,
  }
  const post = {
    method: 'POST' as const,
    remoteAddress,
    headers: { ...headers, 'idempotency-key': `${MARK}-${randomUUID()}` },
  }
  const urls = [
    `/use-cases/${MARK}?q=${MARK}`,
    `/use-cases/gone-${MARK}`,
    `/use-cases/defect-${MARK}?q=${MARK}`,
    `/${MARK}/nowhere?${MARK}=${MARK}`,
    `/api/v1/things/${MARK}?q=${MARK}`,
    `/api/v1/things/${MARK}?${MARK}=1`,
    `/api/v1/${MARK}`,
    `/${MARK}%zz`,
    `/use-cases/${MARK.repeat(60)}`,
    `/static/${MARK}.css`,
    `/twice/${MARK}`,
    `/broken/${MARK}`,
  ]
  return [
    ...urls.map((url) => ({ url, headers, remoteAddress })),
    { ...post, url: `/api/v1/things/${MARK}/reports`, payload: { text: MARK } },
    { ...post, url: `/api/v1/things/${MARK}/reports`, payload: { text: `defect ${MARK}` } },
    { ...post, url: `/api/v1/things/${MARK}/reports`, payload: { [MARK]: MARK } },
    {
      ...post,
      url: `/api/v1/things/${MARK}/reports`,
      payload: `{"${MARK}`,
      headers: { ...post.headers, 'content-type': 'application/json' },
    },
    {
      ...post,
      url: `/use-cases/${MARK}/report`,
      payload: `text=${MARK}`,
      headers: { ...post.headers, 'content-type': 'application/x-www-form-urlencoded' },
    },
    { ...post, url: `/use-cases/${MARK}`, method: 'PUT' },
    { ...post, url: '/', headers: { ...post.headers, 'sec-fetch-site': 'cross-site' } },
  ]
}

describe('seizure of logs and metrics (abuse.md P03, R07)', () => {
  test('nothing a reader says, asks for or comes from is in a line or a label, after visits from 50 addresses', async () => {
    const made = await harness({ routes: [routes], config: { trustedProxies: ['loopback'] } })
    open.push(made)
    const statuses = new Set<number>()
    for (const reader of READERS) {
      for (const request of marked(reader)) {
        const reply = await made.app.inject(request).catch(() => null)
        if (reply !== null) statuses.add(reply.statusCode)
      }
    }
    // As a proxy would pass a reader on.
    await made.app.inject({ url: `/use-cases/${MARK}`, headers: { 'x-forwarded-for': '198.51.100.77' } })
    for (const status of [200, 201, 400, 403, 404, 405, 414, 422, 500]) expect(statuses).toContain(status)

    const metrics = (await made.app.inject('/metrics')).body
    const log = made.lines.join('\n')
    expect(made.lines.length).toBeGreaterThan(READERS.length * 15)
    expect(log).toContain('"route":"/use-cases/:key"')
    expect(log).toContain('"event":"framework"')
    expect(metrics).toContain('route="/use-cases/:key"')
    for (const kept of [log, metrics]) {
      expect(kept).not.toMatch(new RegExp(MARK, 'i'))
      expect(kept).not.toContain(Buffer.from(MARK).toString('base64').slice(0, 12))
      expect(kept).not.toMatch(/203\.0\.113\.|198\.51\.100\./)
    }
  })

  test('each line holds the fields of the log and no other', async () => {
    const made = await harness({ routes: [routes] })
    open.push(made)
    for (const request of marked('203.0.113.1')) await made.app.inject(request).catch(() => null)
    const known = ['level', 'time', 'event', 'requestId', 'method', 'route', 'status', 'durationMs', 'error']
    for (const line of made.lines)
      expect(Object.keys(JSON.parse(line)).filter((name) => !known.includes(name))).toEqual([])
  })

  test('what is no HTTP at all leaves a line without a word of it', async () => {
    const made = await harness({ routes: [routes] })
    open.push(made)
    await made.app.listen({ port: 0 })
    const address = made.app.server.address()
    if (address === null || typeof address === 'string') throw new Error('expected a TCP address')
    for (const bytes of [
      `GET /${MARK} HTTP/9.9\r\n${MARK}\r\n\r\n`,
      `GET / HTTP/1.1\r\nx: ${MARK.repeat(3_000)}\r\n\r\n`,
      `${MARK}\r\n\r\n`,
    ]) {
      const answer = await talk(address.port, bytes)
      expect(answer).toMatch(/^HTTP\/1\.1 4(00|31) /)
      expect(answer).toContain("content-security-policy: default-src 'none'")
      expect(answer).toContain('application/problem+json')
      expect(answer).not.toContain(MARK)
    }
    expect(made.lines.join()).not.toContain(MARK)
    expect(made.lines.filter((line) => line.includes('request unreadable'))).toHaveLength(3)
  })

  test('a door whose use is nobody’s business has no line', async () => {
    const quiet: Routes = ({ app }) => app.get('/log/*', { config: { unlogged: true } }, async () => 'tile')
    const made = await harness({ routes: [quiet] })
    open.push(made)
    expect((await made.app.inject('/log/tile/0/000')).statusCode).toBe(200)
    expect(made.lines).toEqual([])
  })
})

function talk(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, 'localhost', () => socket.write(bytes))
    socket.on('data', (part) => {
      answer += part.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
