import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError } from '../api/problem.ts'
import type { KeptReplies, KeptReply } from '../service/border/kept-replies.ts'
import type { LogLoad } from '../service/log/pushback.ts'
import type { Clock } from '../service/ports.ts'
import { type LogBorder, receiptLinks, refuseBacklog, statusWhenLogged } from './logged-write.ts'
import { parseRequest } from './parse.ts'
import type { Documented } from './read.ts'

interface WriteInput<Params extends z.ZodObject, Body extends z.ZodType> {
  readonly params: z.output<Params>
  readonly body: z.output<Body>
  /** For `requireMatch`, where the service knows the present ETag. */
  readonly ifMatch: string | undefined
}

interface WriteAnswer<Reply> {
  readonly body: Reply
  /** Such as `location` of what was made. */
  readonly headers?: Readonly<Record<string, string>>
  /** Numbers of the records this write logged: their receipts are linked, and the answer is 202 until they can be had. */
  readonly records?: readonly string[]
}

/** A write under `/api/v1`, performed once however often it is sent with the same `Idempotency-Key`. */
export interface WriteSpec<Params extends z.ZodObject, Body extends z.ZodType, Reply extends z.ZodType>
  extends Documented {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: `/api/v1/${string}`
  readonly params: Params
  /** `z.undefined()` for a request without a body. */
  readonly body: Body
  /** Status of success. */
  readonly status: 200 | 201 | 202
  readonly reply: Reply
  readonly bodyLimitBytes?: number
  /** What it logs: pushed back with 503 while the log is behind. */
  readonly logs?: LogLoad
  /** Writes through `inTransaction` join the transaction that keeps the reply. @throws ApiError for a refusal: nothing is then kept. */
  perform(input: WriteInput<Params, Body>): Promise<WriteAnswer<z.output<Reply>>>
}

/** RFC draft idempotency-key-header: a structured-field string; a bare token is taken too, as most clients send one. */
const KEY = /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/

export const idempotencyHeaders = z.object({
  'idempotency-key': z.string().min(1).max(257).meta({
    description:
      'Chosen by the client, best a UUID. The same request with the same key is performed once; its reply is kept for 24 hours.',
  }),
})

/**
 * @throws ApiError `idempotency_key_missing`, `idempotency_key_malformed`, `idempotency_in_progress` (409, repeat after a second),
 *   `idempotency_key_reused` (422), `log_behind` (503), and what `perform` throws.
 */
export async function sendWrite<Params extends z.ZodObject, Body extends z.ZodType, Reply extends z.ZodType>(
  { replies, clock, log }: { readonly replies: KeptReplies; readonly clock: Clock; readonly log: LogBorder | null },
  request: FastifyRequest,
  reply: FastifyReply,
  spec: WriteSpec<Params, Body, Reply>,
): Promise<FastifyReply> {
  const key = keyOf(request.headers['idempotency-key'])
  const input: WriteInput<Params, Body> = {
    params: parseRequest('params', spec.params, request.params),
    body: parseRequest('body', spec.body, request.body ?? undefined),
    ifMatch: request.headers['if-match'],
  }
  const keyed = {
    keyDigest: digest(key),
    requestDigest: digest(
      `${request.method} ${request.url}\n${request.headers['if-match'] ?? ''}\n${canonical(request.body)}`,
    ),
    route: spec.url,
    at: clock.now(),
  }
  await refuseBacklog(log, spec.logs)
  const once = await replies.once(keyed, async () => {
    const { body, headers = {}, records = [] } = await spec.perform(input)
    const linked = { ...headers, ...receiptLinks(records) }
    const kept: KeptReply = { status: spec.status, headers: linked, body: JSON.stringify(z.encode(spec.reply, body)) }
    return { keep: true, reply: kept }
  })
  const prefer = request.headers.prefer
  const logged = async (kept: KeptReply): Promise<KeptReply> => ({
    ...kept,
    status: await statusWhenLogged(log, reply, {
      status: kept.status,
      link: kept.headers.link,
      prefer: Array.isArray(prefer) ? prefer.join(', ') : prefer,
    }),
  })
  switch (once.kind) {
    case 'performed':
      return sendKept(reply, await logged(once.reply))
    case 'kept':
      return sendKept(reply.header('idempotency-replayed', 'true'), await logged(once.reply))
    case 'other_request':
      throw new ApiError('idempotency_key_reused')
    case 'in_progress':
      throw new ApiError('idempotency_in_progress', { retryAfterSeconds: 1 })
  }
}

function sendKept(reply: FastifyReply, { status, headers, body }: KeptReply): FastifyReply {
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body)
}

function keyOf(header: string | readonly string[] | undefined): string {
  if (header === undefined) throw new ApiError('idempotency_key_missing')
  const match = typeof header === 'string' ? KEY.exec(header) : null
  const key = match?.[1] ?? match?.[2]
  if (key === undefined) throw new ApiError('idempotency_key_malformed')
  return key
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The same text for the same JSON value, whatever the order of its members. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
