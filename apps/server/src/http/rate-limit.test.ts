import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Routes } from './door.ts'
import { nothing } from './read.ts'
import { type Harness, harness } from './testing/harness.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

const routes: Routes = ({ page, write }) => {
  page({ url: '/hello', params: nothing, query: nothing, answer: async () => ({ kind: 'page', html: 'hello' }) })
  write({
    method: 'POST',
    url: '/api/v1/notes',
    operationId: 'addNote',
    summary: 'Adds a note',
    tag: 'notes',
    params: nothing,
    body: z.object({}),
    status: 201,
    reply: z.object({}),
    perform: async () => ({ body: {} }),
  })
}

async function limited(config: Parameters<typeof harness>[0] = {}): Promise<Harness> {
  const made = await harness({
    routes: [routes],
    ...config,
    config: { readsPerMinute: 5, writesPerMinute: 2, ...config.config },
  })
  open.push(made)
  return made
}

const read = (remoteAddress: string) => ({ url: '/hello', remoteAddress })
const write = (remoteAddress: string) => ({
  method: 'POST' as const,
  url: '/api/v1/notes',
  remoteAddress,
  payload: {},
  headers: { 'idempotency-key': randomUUID() },
})

describe('rate limits', () => {
  test('beyond its measure a network is told when to come back; then it may', async () => {
    const { app, world } = await limited()
    for (let asked = 0; asked < 5; asked++) expect((await app.inject(read('203.0.113.1'))).statusCode).toBe(200)
    const over = await app.inject(read('203.0.113.1'))
    expect([over.statusCode, over.json().code, over.headers['retry-after']]).toEqual([429, 'rate_limited', '12'])
    const page = await app.inject({ ...read('203.0.113.1'), headers: { accept: 'text/html' } })
    expect([page.statusCode, page.headers['retry-after']]).toEqual([429, '12'])
    world.now += 12_000
    expect((await app.inject(read('203.0.113.1'))).statusCode).toBe(200)
  })

  test('others, probes, static files and this computer are not held up by it', async () => {
    const { app } = await limited()
    for (let asked = 0; asked < 6; asked++) await app.inject(read('203.0.113.1'))
    expect((await app.inject(read('203.0.113.2'))).statusCode).toBe(200)
    for (const url of ['/healthz', '/readyz', '/metrics'])
      expect((await app.inject({ ...read('203.0.113.1'), url })).statusCode).toBe(200)
    for (let asked = 0; asked < 20; asked++) expect((await app.inject(read('127.0.0.1'))).statusCode).toBe(200)
  })

  test('the addresses of one IPv6 /64 share a measure', async () => {
    const { app } = await limited()
    for (let asked = 0; asked < 5; asked++) await app.inject(read(`2001:db8:1:2::${asked + 1}`))
    expect((await app.inject(read('2001:db8:1:2:ffff::9'))).statusCode).toBe(429)
    expect((await app.inject(read('2001:db8:1:3::1'))).statusCode).toBe(200)
  })

  test('writes have their own measure, for this computer too', async () => {
    const { app } = await limited()
    for (let asked = 0; asked < 5; asked++) await app.inject(read('203.0.113.1'))
    expect((await app.inject(write('203.0.113.1'))).statusCode).toBe(201)
    expect((await app.inject(write('203.0.113.1'))).statusCode).toBe(201)
    const over = await app.inject(write('203.0.113.1'))
    expect([over.statusCode, over.headers['retry-after']]).toEqual([429, '30'])
    const own = [
      await app.inject(write('127.0.0.1')),
      await app.inject(write('::1')),
      await app.inject(write('127.0.0.1')),
      await app.inject(write('127.0.0.1')),
    ]
    expect(own.map(({ statusCode }) => statusCode)).toContain(429)
  })

  test('a forwarded address counts where the proxy is trusted, and is made up where it is not', async () => {
    const forwarded = (address: string) => ({
      url: '/hello',
      remoteAddress: '10.0.0.1',
      headers: { 'x-forwarded-for': address },
    })
    const trusting = await limited({ config: { trustedProxies: ['10.0.0.0/8'] } })
    for (let asked = 0; asked < 6; asked++) await trusting.app.inject(forwarded('203.0.113.1'))
    expect((await trusting.app.inject(forwarded('203.0.113.1'))).statusCode).toBe(429)
    expect((await trusting.app.inject(forwarded('203.0.113.2'))).statusCode).toBe(200)

    const plain = await limited()
    for (let asked = 0; asked < 5; asked++) await plain.app.inject(forwarded(`203.0.113.${asked}`))
    expect((await plain.app.inject(forwarded('203.0.113.99'))).statusCode).toBe(429)
  })

  test('0 is no limit', async () => {
    const { app } = await limited({ config: { readsPerMinute: 0 } })
    for (let asked = 0; asked < 50; asked++) expect((await app.inject(read('203.0.113.1'))).statusCode).toBe(200)
  })

  test('a limiter that does not answer stops the write, not the server', async () => {
    const down = async () => {
      throw Object.assign(new Error('down'), { name: 'StoreError' })
    }
    const { app } = await limited({ writeLimiter: { take: down, forget: down } })
    expect((await app.inject(write('203.0.113.1'))).statusCode).toBe(503)
    expect((await app.inject(read('203.0.113.1'))).statusCode).toBe(200)
  })
})
