import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Operation, operationsOf } from '../../apps/server/src/api/testing/document.ts'
import { MADE_REGISTER, many2025 } from '../register/made.ts'
import { type Served, serve } from './served.ts'

/** The register's JSON, as programs meet it: the served document is what answers are held against. */

let served: Served
let operations: readonly Operation[]
let validate: (schema: unknown) => ValidateFunction
beforeAll(async () => {
  served = await serve()
  // One file, since a second one that covers an agency says that what it lacks is no longer listed.
  const many = many2025(90)
  const declared = `${MADE_REGISTER['2025.csv']}${many.slice(many.indexOf('\r\n') + 2)}`
  await served.import({ ...MADE_REGISTER, '2025.csv': declared })
  const document = (await (await get('/api/v1/openapi.json')).json()) as Record<string, unknown>
  operations = operationsOf(document)
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, 'api')
  validate = (schema) => ajv.compile(withOrigin(schema) as object)
})
afterAll(() => served.close())

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, served.origin), { headers, redirect: 'manual' })

/** References lead into the document, from wherever a part of it stands. */
function withOrigin(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withOrigin)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string' ? value.replace('#', 'api#') : withOrigin(value),
    ]),
  )
}

/** Something there is for every parameter of a path. */
const KEYS: Readonly<Record<string, string>> = {
  '/api/v1/use-cases/{key}': 'dhs-1000',
  '/api/v1/systems/{key}': 'mobile-fortify',
  '/api/v1/inventories/{id}': '1',
  '/api/v1/inventories/{id}/rejections': '1',
  '/api/v1/inventories/{id}/warnings': '1',
  '/api/v1/rules/{id}': 'HI-01',
  '/api/v1/problems/{code}': 'not_found',
}

const reads = (): readonly { readonly path: string; readonly operation: Record<string, unknown> }[] =>
  operations
    .filter(({ method }) => method === 'get')
    .map(({ path, operation }) => ({
      path: path.replace(/\{[^}]+\}/, () => KEYS[path] ?? `no key for ${path}`),
      operation,
    }))

function answerSchema(operation: Record<string, unknown>, status: string): unknown {
  const responses = Object(operation.responses)
  const content = Object(Object(responses[status]).content)
  return Object(Object.values(content)[0]).schema
}

describe('every read', () => {
  test('answers as the served document says', async () => {
    expect(reads().length).toBeGreaterThan(14)
    for (const { path, operation } of reads()) {
      const response = await get(path)
      expect(response.status, path).toBe(200)
      expect(response.headers.get('content-type'), path).toBe('application/json; charset=utf-8')
      const holds = validate(answerSchema(operation, '200'))
      const body: unknown = await response.json()
      expect(holds(body) ? [] : holds.errors?.slice(0, 3), path).toEqual([])
    }
  })

  test('has an ETag, and answers 304 to whoever holds it', async () => {
    for (const { path } of reads()) {
      const first = await get(path)
      const tag = first.headers.get('etag') ?? ''
      expect(tag, path).toMatch(/^(W\/)?"[^"]+"$/)
      const again = await get(path, { 'if-none-match': tag })
      expect(again.status, path).toBe(304)
      expect(await again.text()).toBe('')
      expect((await get(path, { 'if-none-match': '"another"' })).status).toBe(200)
      const head = await fetch(new URL(path, served.origin), { method: 'HEAD' })
      expect([head.status, head.headers.get('etag')], path).toEqual([200, tag])
    }
  })
})

describe('paging', () => {
  async function pages(path: string, list: string): Promise<{ items: { [key: string]: unknown }[]; totals: number[] }> {
    const items: { [key: string]: unknown }[] = []
    const totals: number[] = []
    let next: string | null = path
    while (next !== null) {
      const response = await get(next)
      expect(response.status, next).toBe(200)
      const body = (await response.json()) as Record<string, unknown>
      items.push(...(body[list] as { [key: string]: unknown }[]))
      totals.push(Number(body.total))
      next = body.next as string | null
      const link = response.headers.get('link')
      expect(link).toBe(next === null ? null : `<${next}>; rel="next"`)
    }
    return { items, totals }
  }

  test.each([1, 7, 50, 200])('all findings and use cases, each once, %i a page', async (limit) => {
    const found = await served.store.findingList({}, { after: null, limit: 100_000 })
    // One a page would be hundreds of requests: of a rule there are a few.
    const filter = limit === 1 ? '&rule=HI-03' : ''
    const findings = await pages(`/api/v1/findings?limit=${limit}${filter}`, 'findings')
    const expected = found.page.items.filter(({ rule }) => limit !== 1 || rule === 'HI-03').map(({ id }) => id)
    expect(findings.items.map(({ id }) => id)).toEqual(expected)
    expect(new Set(findings.totals)).toEqual(new Set([expected.length]))

    const every = await served.store.useCaseKeys({ after: 0, limit: 100_000 })
    const some = limit === 1 ? every.filter((key) => key.startsWith('va-10')).slice(0, 3) : every
    const query = limit === 1 ? '&agency=VA&stage=Pilot&bureau=VBA' : ''
    const useCases = await pages(`/api/v1/use-cases?limit=${limit}${query}`, 'useCases')
    const keys = useCases.items.map(({ key }) => String(key)).sort()
    if (limit === 1) expect(keys.length).toBe(useCases.totals[0])
    else expect(keys).toEqual([...some].sort())
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('warnings of a file too', async () => {
    const inventories = await served.store.inventories()
    const many = inventories.find(({ file }) => file === '2025.csv')
    const { items, totals } = await pages(`/api/v1/inventories/${many?.id}/warnings?limit=1`, 'warnings')
    expect(items.length).toBe(totals[0])
  })

  test('a cursor of another list, cut or made up, is refused', async () => {
    const { next } = (await (await get('/api/v1/findings?limit=5')).json()) as { next: string }
    const cursor = new URL(next, served.origin).searchParams.get('cursor') ?? ''
    for (const path of [
      `/api/v1/use-cases?cursor=${cursor}`,
      `/api/v1/findings?cursor=${cursor.slice(0, -1)}`,
      '/api/v1/findings?cursor=MQ',
      '/api/v1/findings?cursor=%F0%9F%98%80',
    ]) {
      const response = await get(path)
      expect([response.status, ((await response.json()) as { code: string }).code], path).toEqual([
        400,
        'cursor_malformed',
      ])
    }
  })
})

describe('requests that mean nothing', () => {
  test.each([
    ['/api/v1/use-cases?year=abc', 'query.year'],
    ['/api/v1/use-cases?year=2025&year=99999', 'query.year'],
    ['/api/v1/use-cases?limit=0', 'query.limit'],
    ['/api/v1/use-cases?limit=201', 'query.limit'],
    ['/api/v1/use-cases?limit=many', 'query.limit'],
    ['/api/v1/use-cases?jurisdiction=fr', 'query.jurisdiction'],
    ['/api/v1/use-cases?agancy=DHS', 'query.agancy'],
    ['/api/v1/use-cases?query=%00', 'query.query'],
    ['/api/v1/use-cases?vendor=a%00b', 'query.vendor'],
    [`/api/v1/use-cases?query=${'x'.repeat(201)}`, 'query.query'],
    ['/api/v1/findings?year=1e3', 'query.year'],
    ['/api/v1/findings?year=99999999999999', 'query.year'],
    ['/api/v1/findings?severity=grave', 'query.severity'],
    ['/api/v1/findings?state=closed', 'query.state'],
    ['/api/v1/findings?useCase=%00', 'query.useCase'],
    ['/api/v1/inventories/one', 'params.id'],
    ['/api/v1/inventories/1/warnings?limit=-1', 'query.limit'],
    ['/api/v1/matches?from=24', 'query.from'],
    ['/api/v1/matches?from=2025&to=2024', 'query.to'],
  ])('%s: 400, and says which: %s', async (path, field) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const problem = (await response.json()) as { code: string; errors: { path: string; message: string }[] }
    expect(problem.code).toBe('request_malformed')
    expect(problem.errors.map(({ path: at }) => at.split('.').slice(0, 2).join('.'))).toEqual([field])
    expect(problem.errors[0]?.message).toMatch(/^[A-Z]/)
  })

  test.each([
    '/api/v1/use-cases/dhs-0',
    '/api/v1/use-cases/..%2F..%2Fetc',
    '/api/v1/systems/nothing',
    '/api/v1/inventories/999999999999999',
    '/api/v1/inventories/99/warnings',
    '/api/v1/inventories/99/rejections',
    '/api/v1/rules/XX-01',
    '/api/v1/problems/nothing',
    '/api/v1/matches?from=2020&to=2025',
    '/api/v1/nothing',
  ])('%s: 404', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    const holds = validate({ $ref: '#/components/schemas/Problem' })
    const problem = (await response.json()) as { code: string }
    expect(holds(problem) ? [] : holds.errors).toEqual([])
    expect(problem.code).toBe('not_found')
  })

  test.each(['/api/v1/use-cases/%00', '/api/v1/rules/%00', '/api/v1/use-cases/%ff'])('%s: 400', async (path) => {
    const response = await get(path)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'address_malformed'])
  })

  test('pages with the same words are no fault of ours either', async () => {
    for (const path of [
      '/use-cases/%00',
      '/?query=%00',
      '/findings?agency=%00&year=99999999999',
      '/inventories/9999999999999999999',
      '/findings/%00',
      '/agencies/%00',
      '/contracts/%00',
      '/systems/%00',
      '/compare?a=%00&b=%00',
      '/letters?key=%00&about=HI-01',
    ]) {
      expect((await get(path)).status, path).toBeLessThan(500)
    }
  })
})

test('a use case answers under the key of any of its entries, in any case', async () => {
  const of = async (key: string): Promise<unknown> => {
    const response = await get(`/api/v1/use-cases/${key}`)
    return ((await response.json()) as { summary: unknown }).summary
  }
  const summary = await of('dhs-1')
  expect(await of('DHS-1')).toEqual(summary)
  expect(await of('dhs-0001-2023')).toEqual(summary)
})

test('the same answer under load, whoever asks first', async () => {
  const path = '/api/v1/findings?rule=HI-01&limit=200'
  const bodies = await Promise.all(Array.from({ length: 40 }, async () => (await get(path)).text()))
  expect(new Set(bodies).size).toBe(1)
})
