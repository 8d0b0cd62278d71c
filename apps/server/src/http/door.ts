import type { FastifyInstance, RouteShorthandOptions } from 'fastify'
import { z } from 'zod'
import { PROBLEM_RESPONSES } from '../api/problem-responses.ts'
import type { KeptReplies } from '../service/border/kept-replies.ts'
import type { LogLoad } from '../service/log/pushback.ts'
import type { Clock } from '../service/ports.ts'
import { fileHeaders, type Made, type ReadParts, sendRead } from './kept-read.ts'
import { type LogBorder, refuseBacklog } from './logged-write.ts'
import { canonicalPath, parseRequest, queryOf } from './parse.ts'
import type { Documented, FileAnswer, FileSpec, JsonSpec, PageSpec } from './read.ts'
import { Representation } from './representation.ts'
import { sealPage } from './security.ts'
import { idempotencyHeaders, sendWrite, type WriteSpec } from './write.ts'

type FormAnswer =
  /** The form again with what is wrong, or what became of it where no other page shows it. */
  | { readonly kind: 'page'; readonly status: 200 | 409 | 422; readonly html: string }
  /** To the page that shows what came of it (303), so that loading it again sends nothing again. */
  | { readonly kind: 'redirect'; readonly to: string }

/** A form of a page, sent by POST. What does not fit is said on the page itself, so its fields come as they were typed. */
interface FormSpec<Params extends z.ZodObject> {
  readonly url: `/${string}`
  readonly params: Params
  answer(input: FormInput<Params>): Promise<FormAnswer>
}

interface FormInput<Params extends z.ZodObject> {
  readonly params: z.output<Params>
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  /** Query of the address the form was sent to, such as `lang`. */
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly path: string
}

/**
 * What a file of routes is given: one method a kind of route, so that validation, documents, keeping, ETags, idempotency and limits
 * are the same everywhere. `app` for what none of them fits.
 */
export interface Door {
  readonly app: FastifyInstance
  page<P extends z.ZodObject, Q extends z.ZodObject>(spec: PageSpec<P, Q>): void
  json<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(spec: JsonSpec<P, Q, B>): void
  file<P extends z.ZodObject, Q extends z.ZodObject>(spec: FileSpec<P, Q>): void
  write<P extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(spec: WriteSpec<P, B, R>): void
  form<P extends z.ZodObject>(spec: FormSpec<P>): void
  /** To be asked by a route of `app` before it writes what is logged. @throws ApiError `log_behind` */
  refuseBacklog(load: LogLoad): Promise<void>
}

/** Adds its routes to a door; services are passed to the function that makes it. */
export type Routes = (door: Door) => void

export interface DoorParts extends ReadParts {
  readonly replies: KeptReplies
  readonly clock: Clock
  /** null: nothing is logged here. */
  readonly log: LogBorder | null
}

const formFields = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({})

export function createDoor(app: FastifyInstance, parts: DoorParts): Door {
  return {
    app,
    refuseBacklog: (load) => refuseBacklog(parts.log, load),
    page: (spec) => {
      app.get(spec.url, (request, reply) => {
        if (spec.sealed === true) sealPage(reply)
        return sendRead(parts, request, reply, spec, false, async (input): Promise<Made> => {
          const answer = await spec.answer(input)
          if (answer.kind === 'redirect') return answer
          return { kind: 'kept', shown: new Representation(answer.html, 'text/html; charset=utf-8') }
        })
      })
    },
    json: (spec) => {
      const schema = { ...documentation(spec), params: spec.params, querystring: spec.query }
      const options = describing({ ...schema, response: { 200: spec.body, ...PROBLEM_RESPONSES } })
      app.get(spec.url, options, (request, reply) =>
        sendRead(parts, request, reply, spec, true, async (input): Promise<Made> => {
          const body = await spec.answer(input)
          const text = JSON.stringify(z.encode(spec.body, body))
          return {
            kind: 'kept',
            shown: new Representation(text, 'application/json; charset=utf-8', spec.headers?.(body)),
          }
        }),
      )
    },
    file: (spec) => {
      const { documented } = spec
      const content = (documented?.types ?? []).map((type) => [type, { schema: z.string() }])
      const response = { 200: { description: 'The file.', content: Object.fromEntries(content) }, ...PROBLEM_RESPONSES }
      const options = documented
        ? describing({ ...documentation(documented), params: spec.params, querystring: spec.query, response })
        : {}
      app.get(spec.url, options, (request, reply) =>
        sendRead(parts, request, reply, spec, documented !== undefined, async (input) =>
          madeOf(await spec.answer(input)),
        ),
      )
    },
    write: (spec) => {
      const schema = { ...documentation(spec), params: spec.params, body: spec.body, headers: idempotencyHeaders }
      app.route({
        ...describing({
          ...schema,
          response: {
            [spec.status]: spec.reply,
            ...(spec.logs === undefined ? {} : { 202: spec.reply }),
            ...PROBLEM_RESPONSES,
          },
        }),
        ...(spec.bodyLimitBytes === undefined ? {} : { bodyLimit: spec.bodyLimitBytes }),
        method: spec.method,
        url: spec.url,
        handler: (request, reply) => sendWrite(parts, request, reply, spec),
      })
    },
    form: (spec) => {
      app.post(spec.url, async (request, reply) => {
        const query = queryOf(request.url)
        const answer = await spec.answer({
          params: parseRequest('params', spec.params, request.params),
          fields: parseRequest('body', formFields, request.body ?? undefined),
          query,
          path: canonicalPath(request.url, query, []),
        })
        if (answer.kind === 'redirect') return reply.redirect(answer.to, 303)
        return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html)
      })
    },
  }
}

function documentation({ operationId, summary, description, tag }: Documented): object {
  return { operationId, summary, tags: [tag], ...(description === undefined ? {} : { description }) }
}

/** Schemas for the document alone: the handler parses the request by the same ones, and types what it gets. */
function describing(schema: object): RouteShorthandOptions {
  return { schema, validatorCompiler: () => (value: unknown) => ({ value }) }
}

function madeOf(answer: FileAnswer): Made {
  const { type, body, fileName } = answer
  if (typeof body === 'string' || body instanceof Uint8Array) {
    return { kind: 'kept', shown: new Representation(body, type, fileHeaders(fileName)) }
  }
  return { kind: 'stream', answer: { ...answer, body } }
}
