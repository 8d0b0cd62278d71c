import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nextField, pagingQuery } from '../http/paging.ts'
import { nothing } from '../http/read.ts'
import { type Harness, harness } from '../http/testing/harness.ts'
import { checkDocument, operationsOf } from './testing/document.ts'

const note = z.object({ id: z.string(), at: z.string().nullable() }).meta({ id: 'Note' })

const routes: Routes = ({ json, write, file, page, form }) => {
  json({
    url: '/api/v1/notes',
    operationId: 'listNotes',
    summary: 'Notes',
    description: 'All of them.',
    tag: 'notes',
    params: nothing,
    query: z.object({ ...pagingQuery, about: z.string().optional() }),
    body: z.object({ notes: z.array(note), next: nextField }),
    answer: async () => {
      const more = { id: 'a', at: null, secret: 'MARKER' }
      return { notes: [more], next: null }
    },
  })
  json({
    url: '/api/v1/wrong',
    operationId: 'getWrong',
    summary: 'An answer that does not fit its schema',
    tag: 'notes',
    params: nothing,
    query: nothing,
    body: z.object({ count: z.int() }),
    answer: async () => ({ count: 1.5 }),
  })
  write({
    method: 'POST',
    url: '/api/v1/notes/:id/answers',
    operationId: 'answerNote',
    summary: 'Answers a note',
    tag: 'notes',
    params: z.object({ id: z.string() }),
    body: z.strictObject({ text: z.string().max(10) }),
    status: 201,
    reply: note,
    perform: async ({ params }) => {
      const more = { id: params.id, at: null, secret: 'MARKER' }
      return { body: more }
    },
  })
  file({
    url: '/api/v1/notes.csv',
    documented: { operationId: 'exportNotes', summary: 'Notes as CSV', tag: 'notes', types: ['text/csv'] },
    params: nothing,
    query: nothing,
    answer: async () => ({ type: 'text/csv; charset=utf-8', body: 'id\r\n' }),
  })
  page({ url: '/notes', params: nothing, query: nothing, answer: async () => ({ kind: 'page', html: '' }) })
  form({ url: '/notes', params: nothing, answer: async () => ({ kind: 'redirect', to: '/notes' }) })
}

let made: Harness
let document: Record<string, unknown>
beforeAll(async () => {
  made = await harness({ routes: [routes], config: { publicUrl: 'https://recourse.example' } })
  document = (await made.app.inject('/api/v1/openapi.json')).json()
})
afterAll(() => made.app.close())

describe('the API document', () => {
  test('is OpenAPI 3.1, whole, and every operation is named, summed up and has its problems', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(checkDocument(document)).toEqual([])
  })

  test('a fault in a document is found', () => {
    const broken = structuredClone(document)
    const [operation] = operationsOf(broken)
    if (operation === undefined) throw new Error('no operation')
    delete operation.operation.summary
    delete operation.operation.responses
    expect(checkDocument(broken)).toHaveLength(2)
    expect(checkDocument({ ...document, components: {} }).join()).toContain('#/components/schemas/')
  })

  test('holds the API and nothing but the API', () => {
    const places = operationsOf(document).map(({ method, path }) => `${method} ${path}`)
    expect(places.sort()).toEqual([
      'get /api/v1/notes',
      'get /api/v1/notes.csv',
      'get /api/v1/openapi.json',
      'get /api/v1/problems',
      'get /api/v1/problems/{code}',
      'get /api/v1/wrong',
      'post /api/v1/notes/{id}/answers',
    ])
  })

  test('describes parameters, the key of a write, bodies and answers', () => {
    const find = (id: string) => operationsOf(document).find(({ operation }) => operation.operationId === id)?.operation
    expect(find('listNotes')?.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ in: 'query', name: 'limit', required: false }),
        expect.objectContaining({ in: 'query', name: 'about', required: false }),
      ]),
    )
    const write = find('answerNote')
    expect(write?.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ in: 'path', name: 'id', required: true }),
        expect.objectContaining({ in: 'header', name: 'idempotency-key', required: true }),
      ]),
    )
    expect(write?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { properties: { text: { maxLength: 10 } } } } },
    })
    expect(write?.responses).toMatchObject({
      '201': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } } },
      '4XX': { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    })
    expect(find('exportNotes')?.responses).toMatchObject({ '200': { content: { 'text/csv': {} } } })
  })

  test('real answers fit the schemas the document gives them', async () => {
    const ajv = new Ajv2020({ strict: false })
    formats.default(ajv)
    ajv.addSchema(document, 'document')
    const problem = ajv.getSchema('document#/components/schemas/Problem')
    const list = ajv.getSchema('document#/paths/~1api~1v1~1notes/get/responses/200/content/application~1json/schema')
    expect(problem?.((await made.app.inject('/api/v1/nowhere')).json())).toBe(true)
    expect(list?.((await made.app.inject('/api/v1/notes')).json())).toBe(true)
    expect(list?.({ notes: 'none' })).toBe(false)
  })
})

describe('answers are written by their schema', () => {
  test('what the schema does not name is not sent', async () => {
    expect((await made.app.inject('/api/v1/notes')).json()).toEqual({ notes: [{ id: 'a', at: null }], next: null })
    const write = await made.app.inject({
      method: 'POST',
      url: '/api/v1/notes/x/answers',
      payload: { text: 'a' },
      headers: { 'idempotency-key': 'k' },
    })
    expect(write.json()).toEqual({ id: 'x', at: null })
  })

  test('what does not fit the schema is our defect, not the client’s', async () => {
    expect((await made.app.inject('/api/v1/wrong')).statusCode).toBe(500)
  })
})

test('a route under /api/v1 without its documents stops the start, naming it', async () => {
  const undocumented: Routes = ({ app }) => app.get('/api/v1/secret', async () => 'x')
  await expect(harness({ routes: [undocumented] })).rejects.toThrow('GET /api/v1/secret lacks operationId, summary')
})
