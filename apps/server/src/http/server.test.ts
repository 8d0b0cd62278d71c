import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ApiError } from '../api/problem.ts'
import type { Routes } from './door.ts'
import { nothing } from './read.ts'
import { readStatic, type StaticFiles } from './static.ts'
import { type Harness, harness } from './testing/harness.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

async function serving(...given: Parameters<typeof harness>): Promise<Harness> {
  const made = await harness(...given)
  open.push(made)
  return made
}

const thing = z.object({ id: z.string(), size: z.int() }).meta({ id: 'Thing' })

/** One route of each kind, and one for each way to fail. */
const samples: Routes = ({ app, page, json, file, write, form }) => {
  page({
    url: '/hello',
    params: nothing,
    query: nothing,
    answer: async () => ({ kind: 'page', html: '<!doctype html><p>hello' }),
  })
  page({
    url: '/use-cases/:key',
    params: z.object({ key: z.string() }),
    query: z.object({ q: z.string().max(50).optional(), lang: z.enum(['en', 'es']).optional() }),
    answer: async ({ params, query, path }) => {
      if (params.key === 'gone') throw new ApiError('not_found')
      if (params.key === 'old') return { kind: 'redirect', to: '/use-cases/new', permanent: true }
      return { kind: 'page', html: `<!doctype html><p>${params.key} ${query.q ?? ''} ${path}` }
    },
  })
  json({
    url: '/api/v1/things',
    operationId: 'listThings',
    summary: 'Things',
    tag: 'things',
    params: nothing,
    query: z.object({ agency: z.string().optional(), year: z.coerce.number().int().optional() }),
    body: z.object({ things: z.array(thing) }),
    answer: async () => ({ things: [{ id: 'a', size: 1, secret: 'not in the schema' }] }),
  })
  write({
    method: 'POST',
    url: '/api/v1/things',
    operationId: 'addThing',
    summary: 'Adds a thing',
    tag: 'things',
    params: nothing,
    body: z.strictObject({ id: z.string().max(10), size: z.int().default(0) }),
    status: 201,
    reply: thing,
    perform: async ({ body }) => ({ body, headers: { location: `/api/v1/things/${body.id}` } }),
  })
  file({
    url: '/things.csv',
    params: nothing,
    query: nothing,
    answer: async () => ({ type: 'text/csv; charset=utf-8', body: 'id,size\r\na,1\r\n', fileName: 'things.csv' }),
  })
  form({
    url: '/use-cases/:key/report',
    params: z.object({ key: z.string() }),
    answer: async ({ fields, params }) =>
      fields.text === undefined
        ? { kind: 'page', status: 422, html: '<!doctype html><p>say what is wrong' }
        : { kind: 'redirect', to: `/use-cases/${params.key}` },
  })
  app.get('/defect', async () => {
    throw new Error('a secret of row 17')
  })
  app.get('/outage', async () => {
    throw Object.assign(new Error('connect ECONNREFUSED db.internal'), { name: 'StoreError' })
  })
  app.post('/typed', { schema: { body: z.object({ n: z.number() }) } }, async () => ({ ok: true }))
}

const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const KEY = { 'idempotency-key': '0b5f2a3e-0000-4000-8000-000000000001' }

describe('problems', () => {
  test('an unknown address: problem+json for programs, a page for browsers', async () => {
    const { app } = await serving({ routes: [samples] })
    const json = await app.inject('/nowhere')
    expect(json.statusCode).toBe(404)
    expect(json.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(json.json()).toMatchObject({
      code: 'not_found',
      status: 404,
      type: '/api/v1/problems/not_found',
      title: expect.any(String),
    })
    expect(json.json().instance).toBe(`urn:uuid:${String(json.headers['x-request-id'])}`)

    const page = await app.inject({ url: '/nowhere', headers: HTML })
    expect(page.statusCode).toBe(404)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain(String(page.headers['x-request-id']))

    const api = await app.inject({ url: '/api/v1/nowhere', headers: HTML })
    expect(api.headers['content-type']).toContain('application/problem+json')
  })

  test('a thing there is none of has the same bytes as an address there is none of', async () => {
    const { app } = await serving({ routes: [samples], ids: { uuid: () => '00000000-0000-4000-8000-000000000000' } })
    const [gone, nowhere] = [await app.inject('/use-cases/gone'), await app.inject('/nowhere')]
    expect(gone.body).toBe(nowhere.body)
    expect(gone.statusCode).toBe(nowhere.statusCode)
  })

  test('the site draws its own error pages', async () => {
    const { app } = await serving({
      routes: [samples],
      renderErrorPage: ({ status, code, path }) => `<h1>${status} ${code} ${path}`,
    })
    expect((await app.inject({ url: '/nowhere?lang=es', headers: HTML })).body).toBe(
      '<h1>404 not_found /nowhere?lang=es',
    )
  })

  test('a defect tells an incident number, and the log the place in the code', async () => {
    const { app, lines } = await serving({ routes: [samples] })
    const reply = await app.inject('/defect')
    expect(reply.statusCode).toBe(500)
    const id = String(reply.headers['x-request-id'])
    expect(reply.json()).toEqual({
      type: '/api/v1/problems/internal',
      title: 'The fault is ours',
      status: 500,
      code: 'internal',
      instance: `urn:uuid:${id}`,
      detail: `Incident ${id}.`,
    })
    const line = lines.find((candidate) => candidate.includes(id) && candidate.includes('request failed')) ?? ''
    expect(JSON.parse(line).error.frames[0]).toContain('server.test.ts')
    expect(lines.join()).not.toContain('row 17')
  })

  test('a part out of reach: 503, when to come back, nothing of the part', async () => {
    const { app } = await serving({ routes: [samples] })
    const reply = await app.inject('/outage')
    expect(reply.statusCode).toBe(503)
    expect(reply.headers['retry-after']).toBe('5')
    expect(reply.body).not.toContain('db.internal')
    expect((await app.inject({ url: '/outage', headers: HTML })).headers['content-type']).toContain('text/html')
  })

  test('what does not fit is named with its path and what was expected, never with its value', async () => {
    const { app } = await serving({ routes: [samples] })
    const query = await app.inject('/api/v1/things?year=MARKER&agencyy=MARKER2')
    expect(query.statusCode).toBe(400)
    expect(query.json().errors).toEqual([{ path: 'query.agencyy', message: 'Unknown field: expected agency, year' }])
    const year = await app.inject('/api/v1/things?year=MARKER')
    expect(year.json().errors).toEqual([
      { path: 'query.year', message: 'Invalid input: expected number, received NaN' },
    ])
    expect(year.body).not.toContain('MARKER')

    const body = await app.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: KEY,
      payload: { id: 'much too long an id', sizes: 1 },
    })
    expect(body.statusCode).toBe(400)
    expect(body.json().errors.map(({ path }: { path: string }) => path)).toEqual(['body.id', 'body.sizes'])

    const typed = await app.inject({ method: 'POST', url: '/typed', payload: { n: 'x' } })
    expect(typed.json()).toMatchObject({ code: 'request_malformed', errors: [{ path: 'body.n' }] })
  })

  test.each([
    [
      'a body that is no JSON',
      { payload: '{"id":', headers: { ...KEY, 'content-type': 'application/json' } },
      400,
      'body_malformed',
    ],
    [
      'no body where JSON is announced',
      { headers: { ...KEY, 'content-type': 'application/json' } },
      400,
      'body_malformed',
    ],
    [
      'a poisoned prototype',
      { payload: '{"__proto__":{"a":1}}', headers: { ...KEY, 'content-type': 'application/json' } },
      400,
      'body_malformed',
    ],
    [
      'another media type',
      { payload: 'x', headers: { ...KEY, 'content-type': 'text/plain' } },
      415,
      'media_type_unsupported',
    ],
    [
      'two megabytes',
      { payload: JSON.stringify({ id: 'x'.repeat(2e6) }), headers: { ...KEY, 'content-type': 'application/json' } },
      413,
      'body_too_large',
    ],
    [
      'a write from another site',
      { payload: {}, headers: { ...KEY, 'sec-fetch-site': 'cross-site' } },
      403,
      'cross_site_write',
    ],
  ])('%s', async (_name, request, status, code) => {
    const { app } = await serving({ routes: [samples] })
    const reply = await app.inject({ method: 'POST', url: '/api/v1/things', ...request })
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  })

  const SEEN = 'recourse.example'
  test.each([
    ['its own page', { origin: 'http://recourse.example' }, 422],
    ['its own page behind a proxy that ends TLS', { origin: 'https://recourse.example' }, 422],
    ['its own page by the published address', { host: '10.0.0.1:8080', origin: 'https://published.example' }, 422],
    ['its own page under no-referrer', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 422],
    ['a browser that says nothing', {}, 422],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another port of this host', { origin: 'http://recourse.example:8080' }, 403],
    ['a host that begins like ours', { origin: 'https://recourse.example.evil.example' }, 403],
    ['a neighbour that is not us', { origin: 'https://blog.recourse.example', 'sec-fetch-site': 'same-site' }, 403],
    ['an origin that is hidden', { origin: 'null' }, 403],
    ['an origin that cannot be read', { origin: 'recourse.example' }, 403],
    ['another site, its origin hidden', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['a proxy nobody trusts', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, 403],
  ])('a form sent by %s', async (_name, headers, status) => {
    const { app } = await serving({ routes: [samples], config: { publicUrl: 'https://published.example' } })
    const reply = await app.inject({
      method: 'POST',
      url: '/use-cases/a/report',
      payload: '',
      headers: { host: SEEN, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
    expect(reply.statusCode).toBe(status)
    if (status === 403) expect(reply.json().code).toBe('cross_site_write')
  })

  test('a trusted proxy tells the host that a form must come from', async () => {
    const { app } = await serving({ routes: [samples], config: { trustedProxies: ['loopback'] } })
    const reply = await app.inject({
      method: 'POST',
      url: '/use-cases/a/report',
      payload: '',
      headers: {
        host: '127.0.0.1:8080',
        'x-forwarded-host': 'recourse.example',
        origin: 'https://recourse.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    expect(reply.statusCode).toBe(422)
  })

  test('NUL is declined wherever it stands', async () => {
    const { app } = await serving({ routes: [samples] })
    const path = await app.inject('/use-cases/%00')
    expect([path.statusCode, path.json().code]).toEqual([400, 'address_malformed'])
    const query = await app.inject('/use-cases/a?q=a%00&other=%00')
    expect([query.statusCode, query.json().code]).toEqual([400, 'request_malformed'])
    expect(query.json().errors.map((one: { path: string }) => one.path)).toEqual(['query.q', 'query.other'])
    const fields = await app.inject({
      method: 'POST',
      url: '/use-cases/a/report',
      payload: 'text=a%00&kind=a&kind=%00',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(fields.statusCode).toBe(400)
    expect(fields.json().errors.map((one: { path: string }) => one.path)).toEqual(['body.text', 'body.kind.1'])
    const body = await app.inject({ method: 'POST', url: '/api/v1/things', headers: KEY, payload: { id: '\0' } })
    expect([body.statusCode, body.json().errors[0].path]).toEqual([400, 'body.id'])
    expect((await app.inject({ url: '/use-cases/%00', headers: HTML })).headers['content-type']).toContain('text/html')
  })

  test('what takes too long is given up, with when to come back', async () => {
    const slow: Routes = ({ app }) => app.get('/slow', { handlerTimeout: 30 }, () => new Promise(() => {}))
    const { app } = await serving({ routes: [slow] })
    const reply = await app.inject('/slow')
    expect([reply.statusCode, reply.json().code, reply.headers['retry-after']]).toEqual([503, 'took_too_long', '5'])
  })

  test('an address that cannot be read, and one whose part is too long', async () => {
    const { app } = await serving({ routes: [samples] })
    const malformed = await app.inject('/use-cases/%zz')
    expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'address_malformed'])
    expect(malformed.headers['content-security-policy']).toContain("default-src 'none'")
    const long = await app.inject(`/use-cases/${'x'.repeat(501)}`)
    expect([long.statusCode, long.json().code]).toEqual([414, 'address_too_long'])
  })

  test('another method: 405 with Allow; OPTIONS tells the same', async () => {
    const { app } = await serving({ routes: [samples] })
    const reply = await app.inject({ method: 'DELETE', url: '/api/v1/things' })
    expect([reply.statusCode, reply.json().code, reply.headers.allow]).toEqual([
      405,
      'method_not_allowed',
      'GET, HEAD, OPTIONS, POST',
    ])
    const options = await app.inject({ method: 'OPTIONS', url: '/use-cases/a-1' })
    expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect((await app.inject({ method: 'POST', url: '/nowhere', payload: {} })).statusCode).toBe(404)
  })

  test('every code is described where its type points', async () => {
    const { app } = await serving()
    const { problems } = (await app.inject('/api/v1/problems')).json()
    for (const { type, code } of problems) expect((await app.inject(type)).json().code).toBe(code)
    expect((await app.inject('/api/v1/problems/constructor')).statusCode).toBe(404)
  })
})

describe('request ids', () => {
  test('are ours and new for each request; one from outside is not taken', async () => {
    const { app } = await serving({ routes: [samples] })
    const headers = { 'x-request-id': 'MARKER', 'request-id': 'MARKER' }
    const [one, two] = [await app.inject({ url: '/hello', headers }), await app.inject({ url: '/hello', headers })]
    expect(one.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(one.headers['x-request-id']).not.toBe(two.headers['x-request-id'])
  })
})

describe('security headers', () => {
  const expected = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('geolocation=()'),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  }

  test('stand on every kind of answer', async () => {
    const staticFiles: StaticFiles = await readFolder({ 'site.css': 'p{}' })
    const { app } = await serving({ routes: [samples], staticFiles })
    const answers = {
      page: await app.inject({ url: '/hello', headers: HTML }),
      head: await app.inject({ method: 'HEAD', url: '/hello' }),
      json: await app.inject('/api/v1/things'),
      file: await app.inject('/things.csv'),
      static: await app.inject('/static/site.css'),
      health: await app.inject('/healthz'),
      metrics: await app.inject('/metrics'),
      document: await app.inject('/api/v1/openapi.json'),
      redirect: await app.inject('/use-cases/old'),
      form: await app.inject({
        method: 'POST',
        url: '/use-cases/a/report',
        payload: '',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      notFound: await app.inject({ url: '/nowhere', headers: HTML }),
      unreadable: await app.inject('/%zz'),
      method: await app.inject({ method: 'PUT', url: '/hello' }),
      options: await app.inject({ method: 'OPTIONS', url: '/hello' }),
      defect: await app.inject('/defect'),
      outage: await app.inject('/outage'),
      refused: await app.inject({ method: 'POST', url: '/api/v1/things', payload: {} }),
      notModified: await app.inject({ url: '/hello', headers: { 'if-none-match': '*' } }),
    }
    const status = Object.fromEntries(Object.entries(answers).map(([kind, { statusCode }]) => [kind, statusCode]))
    expect(status).toMatchObject({
      page: 200,
      static: 200,
      redirect: 308,
      form: 422,
      options: 204,
      defect: 500,
      refused: 400,
      notModified: 304,
    })
    for (const [kind, { headers }] of Object.entries(answers)) {
      expect(headers, kind).toMatchObject(expected)
      expect(headers, kind).not.toHaveProperty('strict-transport-security')
      expect(headers, kind).not.toHaveProperty('server')
      expect(headers, kind).not.toHaveProperty('set-cookie')
    }
  })

  test('HSTS stands behind TLS alone: by our published address, or by a trusted proxy', async () => {
    const forwarded = { headers: { 'x-forwarded-proto': 'https' } }
    const plain = await serving({ routes: [samples] })
    expect(
      (await plain.app.inject({ url: '/hello', ...forwarded })).headers['strict-transport-security'],
    ).toBeUndefined()
    const published = await serving({ routes: [samples], config: { publicUrl: 'https://recourse.example' } })
    expect((await published.app.inject('/nowhere')).headers['strict-transport-security']).toBe('max-age=31536000')
    const proxied = await serving({ routes: [samples], config: { trustedProxies: ['loopback'] } })
    expect((await proxied.app.inject({ url: '/hello', ...forwarded })).headers['strict-transport-security']).toBe(
      'max-age=31536000',
    )
    expect(
      (await proxied.app.inject({ url: '/hello', ...forwarded, remoteAddress: '203.0.113.9' })).headers[
        'strict-transport-security'
      ],
    ).toBeUndefined()
  })
})

async function readFolder(files: Record<string, string>): Promise<StaticFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-static-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    return await readStatic(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('static files', () => {
  test('a digest in the name is for ever, any other name is asked for anew; nothing outside is reached', async () => {
    const manifest = JSON.stringify({ 'site.css': '/static/site-QWERTYUI.css', 'icon.svg': '/static/icon.svg' })
    const staticFiles = await readFolder({
      'site-QWERTYUI.css': 'p{color:red}'.repeat(200),
      'fonts/public.4f9a01bc22.woff2': 'font',
      'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'manifest.json': manifest,
    })
    const { app } = await serving({ staticFiles })
    const forEver = 'public, max-age=31536000, immutable'
    const style = await app.inject({
      url: '/static/site-QWERTYUI.css',
      headers: { 'accept-encoding': 'gzip, deflate, br' },
    })
    expect(style.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': forEver,
      'content-encoding': 'br',
    })
    expect((await app.inject('/static/fonts/public.4f9a01bc22.woff2')).headers['cache-control']).toBe(forEver)
    expect((await app.inject('/static/icon.svg')).headers['cache-control']).toBe('no-cache')
    for (const path of ['../package.json', '%2e%2e/package.json', 'nope.css', '', 'constructor']) {
      expect((await app.inject(`/static/${path}`)).statusCode, path).toBe(404)
    }
  })

  test('a file without a known media type stops the start, naming it', async () => {
    await expect(readFolder({ 'a.exe': '' })).rejects.toThrow('a.exe')
  })
})
