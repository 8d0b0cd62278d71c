import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ApiError } from '../api/problem.ts'
import type { Routes } from './door.ts'
import { requireMatch } from './etag.ts'
import { nothing } from './read.ts'
import { type Harness, harness } from './testing/harness.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

async function adding(slowMs = 0): Promise<Harness & { readonly added: string[] }> {
  const added: string[] = []
  const routes: Routes = ({ write }) => {
    write({
      method: 'POST',
      url: '/api/v1/notes',
      operationId: 'addNote',
      summary: 'Adds a note',
      tag: 'notes',
      params: nothing,
      body: z.strictObject({ text: z.string().min(1), about: z.string().optional() }),
      status: 201,
      reply: z.object({ id: z.string() }),
      perform: async ({ body, ifMatch }) => {
        requireMatch(ifMatch, '"v1"')
        if (body.text === 'refused') throw new ApiError('request_malformed', { ruleId: 'G3-8' })
        if (body.text === 'defect') throw new Error('boom')
        await new Promise((resolve) => setTimeout(resolve, slowMs))
        added.push(body.text)
        return { body: { id: `n${added.length}` }, headers: { location: `/api/v1/notes/n${added.length}` } }
      },
    })
    write({
      method: 'DELETE',
      url: '/api/v1/notes/:id',
      operationId: 'removeNote',
      summary: 'Removes a note',
      tag: 'notes',
      params: z.object({ id: z.string() }),
      body: z.undefined(),
      status: 200,
      reply: z.object({ removed: z.boolean() }),
      perform: async () => ({ body: { removed: true } }),
    })
  }
  const made = await harness({ routes: [routes], config: { writesPerMinute: 0 } })
  open.push(made)
  return { ...made, added }
}

const post = (key: string | undefined, payload: object, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/api/v1/notes',
  payload,
  headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
})

describe('Idempotency-Key', () => {
  test('a write without one, or with one of another form, is declined and not performed', async () => {
    const { app, added } = await adding()
    const missing = await app.inject(post(undefined, { text: 'a' }))
    expect([missing.statusCode, missing.json().code]).toEqual([400, 'idempotency_key_missing'])
    for (const key of ['', ' ', 'a b', '"open', 'ü', 'x'.repeat(256), '""']) {
      const reply = await app.inject(post(key, { text: 'a' }))
      expect([reply.statusCode, reply.json().code], key).toEqual([400, 'idempotency_key_malformed'])
    }
    expect(added).toEqual([])
  })

  test('the same request again has the very same answer, marked as a repeat, and is not performed', async () => {
    const { app, added } = await adding()
    const key = randomUUID()
    const first = await app.inject(post(key, { text: 'a', about: 'b' }))
    const again = await app.inject(post(`"${key}"`, { about: 'b', text: 'a' }))
    expect([first.statusCode, again.statusCode]).toEqual([201, 201])
    expect(again.body).toBe(first.body)
    expect(again.headers.location).toBe(first.headers.location)
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true'])
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
    expect(added).toEqual(['a'])
  })

  test('another body, or another address, under a used key is declined', async () => {
    const { app, added } = await adding()
    const key = randomUUID()
    await app.inject(post(key, { text: 'a' }))
    const body = await app.inject(post(key, { text: 'b' }))
    expect([body.statusCode, body.json().code]).toEqual([422, 'idempotency_key_reused'])
    const address = await app.inject({ method: 'DELETE', url: '/api/v1/notes/n1', headers: { 'idempotency-key': key } })
    expect(address.statusCode).toBe(422)
    expect(added).toEqual(['a'])
  })

  test('ten at once perform one; the others are told to come back', async () => {
    const { app, added } = await adding(50)
    const key = randomUUID()
    const replies = await Promise.all(Array.from({ length: 10 }, () => app.inject(post(key, { text: 'a' }))))
    const statuses = replies.map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(9)
    expect(replies.find(({ statusCode }) => statusCode === 409)?.headers['retry-after']).toBe('1')
    expect(added).toEqual(['a'])
  })

  test('a refusal, a defect and a stale If-Match leave the key free', async () => {
    const { app, added } = await adding()
    const key = randomUUID()
    const refused = await app.inject(post(key, { text: 'refused' }))
    expect(refused.json()).toMatchObject({ code: 'request_malformed', ruleId: 'G3-8' })
    expect((await app.inject(post(key, { text: 'defect' }))).statusCode).toBe(500)
    expect((await app.inject(post(key, { text: 'a' }, { 'if-match': '"v0"' }))).statusCode).toBe(412)
    expect((await app.inject(post(key, { text: 'a' }, { 'if-match': '"v1"' }))).statusCode).toBe(201)
    expect(added).toEqual(['a'])
  })

  test('a write without a body', async () => {
    const { app } = await adding()
    const request = { method: 'DELETE' as const, url: '/api/v1/notes/n1', headers: { 'idempotency-key': randomUUID() } }
    expect((await app.inject(request)).json()).toEqual({ removed: true })
    expect((await app.inject(request)).headers['idempotency-replayed']).toBe('true')
  })
})

describe('a write that is logged', () => {
  const RECORD = '621e0948-6f0e-4a19-84c3-d913e2099d8d'

  async function logging(border: { behind?: number; published?: (ms: number) => boolean }) {
    let performed = 0
    const waits: number[] = []
    const routes: Routes = ({ write, refuseBacklog, app }) => {
      write({
        method: 'POST',
        url: '/api/v1/notes',
        operationId: 'addNote',
        summary: 'Adds a note',
        tag: 'notes',
        params: nothing,
        body: z.strictObject({ text: z.string() }),
        status: 201,
        logs: 'ordinary',
        reply: z.object({ id: z.string() }),
        perform: async () => ({ body: { id: `n${++performed}` }, records: [RECORD] }),
      })
      app.post('/desk', async () => {
        await refuseBacklog('ordinary')
        return 'done'
      })
    }
    const made = await harness({
      routes: [routes],
      config: { writesPerMinute: 0 },
      logBorder: {
        pushback: async () => (border.behind === undefined ? null : { retryAfterSeconds: border.behind }),
        isPublished: async (records, { ms }) => {
          expect(records).toEqual([RECORD])
          waits.push(ms)
          return border.published?.(ms) ?? false
        },
      },
    })
    open.push(made)
    return { ...made, waits, performed: () => performed }
  }

  test('is 202 with the address of its receipt until a checkpoint covers it', async () => {
    const { app } = await logging({})
    const answer = await app.inject(post('a', { text: 'x' }))
    expect(answer.statusCode).toBe(202)
    expect(answer.headers.link).toBe(`</api/v1/receipts/${RECORD}>; rel="receipt"`)
    expect(answer.json()).toEqual({ id: 'n1' })
  })

  test('waits as long as the caller prefers, 20 s at most, and is 201 then', async () => {
    const { app, waits } = await logging({ published: (ms) => ms > 0 })
    const answer = await app.inject(post('a', { text: 'x' }, { prefer: 'respond-async, wait=5' }))
    expect([answer.statusCode, answer.headers['preference-applied']]).toEqual([201, 'wait=5'])
    const long = await app.inject(post('b', { text: 'x' }, { prefer: 'wait=600' }))
    expect([long.statusCode, long.headers['preference-applied']]).toEqual([201, 'wait=20'])
    expect((await app.inject(post('c', { text: 'x' }))).statusCode).toBe(202)
    expect(waits).toEqual([5_000, 20_000, 0])
  })

  test('sent again with its key is performed once, and by then may be published', async () => {
    let isPublished = false
    const { app, performed } = await logging({ published: () => isPublished })
    expect((await app.inject(post('a', { text: 'x' }))).statusCode).toBe(202)
    isPublished = true
    const again = await app.inject(post('a', { text: 'x' }))
    expect([again.statusCode, again.headers['idempotency-replayed'], again.json()]).toEqual([201, 'true', { id: 'n1' }])
    expect(performed()).toBe(1)
  })

  test('is declined with Retry-After while the log is behind, and nothing is written; a form as well', async () => {
    const { app, performed } = await logging({ behind: 7 })
    const answer = await app.inject(post('a', { text: 'x' }))
    expect([answer.statusCode, answer.headers['retry-after'], answer.json().code]).toEqual([503, '7', 'log_behind'])
    expect(performed()).toBe(0)
    const form = await app.inject({ method: 'POST', url: '/desk', headers: { accept: 'text/html' } })
    expect([form.statusCode, form.headers['retry-after']]).toEqual([503, '7'])
  })
})
