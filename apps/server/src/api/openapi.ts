import swagger from '@fastify/swagger'
import type { FastifyInstance, RouteOptions } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import { PROBLEM_RESPONSES } from './problem-responses.ts'

const API = '/api/v1'

export interface OpenApiSettings {
  readonly version: string
  readonly publicUrl: string | null
}

/**
 * The OpenAPI 3.1 document, made of the schemas that validate and served at `/api/v1/openapi.json`. Call before the routes are added.
 * A route under `/api/v1` without a name, a summary or the schemas of its answers stops the start: it would be undocumented.
 */
export async function addOpenApi(app: FastifyInstance, { version, publicUrl }: OpenApiSettings): Promise<void> {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.addHook('onRoute', refuseUndocumented)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Recourse',
        description: 'The public register of government uses of AI: what agencies declare, and what is missing.',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl ?? '/' }],
    },
    transform: (document) =>
      document.url.startsWith(API)
        ? jsonSchemaTransform(document)
        : { schema: { ...document.schema, hide: true }, url: document.url },
    transformObject: jsonSchemaTransformObject,
  })
  let text: string | null = null
  app.get(
    `${API}/openapi.json`,
    {
      schema: {
        operationId: 'getOpenApi',
        summary: 'This document',
        tags: ['openapi'],
        response: { 200: z.looseObject({ openapi: z.string() }), ...PROBLEM_RESPONSES },
      },
    },
    async (_request, reply) => {
      text ??= JSON.stringify(app.swagger())
      return reply.type('application/json; charset=utf-8').header('cache-control', 'public, no-cache').send(text)
    },
  )
}

function refuseUndocumented({ url, method, schema }: RouteOptions): void {
  if (!url.startsWith(`${API}/`) || method === 'HEAD') return
  const missing = [
    ...(schema?.operationId ? [] : ['operationId']),
    ...(schema?.summary ? [] : ['summary']),
    ...(isRecord(schema?.response) && '4xx' in schema.response ? [] : ['response schemas with 4xx']),
  ]
  if (missing.length > 0)
    throw new Error(`${String(method)} ${url} lacks ${missing.join(', ')}: add it by the methods of Door`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
