import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError, type FieldProblem, PROBLEMS, type ProblemCode } from '../api/problem.ts'
import { PROBLEM_TEXTS, problemBody } from '../api/problem-text.ts'
import { type Log, traceOf } from './logging.ts'
import { routeOf } from './metrics.ts'
import { securityHeaders } from './security.ts'

/** What an error page may say: nothing of the request but its path, for the links that lead back or to the other language. */
export interface ErrorPage {
  readonly status: number
  readonly code: ProblemCode
  /** The incident number, as it stands in our log. */
  readonly requestId: string
  /** Path and query as they came. */
  readonly path: string
  /** Methods the address does take; for 405 only. */
  readonly allow: readonly string[]
}

export type RenderErrorPage = (page: ErrorPage) => string

export interface ProblemReplies {
  readonly log: Log
  /** True for an error that says a part we need is out of reach: answered 503, not 500. */
  isOutage(error: unknown): boolean
  readonly renderErrorPage: RenderErrorPage
}

const RETRY_SECONDS = 5
const OWN_HEADERS = ['etag', 'content-encoding', 'content-disposition', 'link', 'vary', 'location', 'last-modified']

/** Sends every error as problem+json, or as a page to a browser; 500 tells an incident number and nothing else. */
export function addProblemReplies(app: FastifyInstance, replies: ProblemReplies): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(error, request, reply, replies))
}

export function sendProblem(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  replies: ProblemReplies,
): FastifyReply {
  const problem = problemOf(error, replies)
  const { status } = PROBLEMS[problem.code]
  if (status >= 500) {
    const trace = problem.cause === undefined ? undefined : traceOf(problem.cause)
    replies.log('error', 'request failed', {
      requestId: request.id,
      method: request.method,
      route: routeOf(request.routeOptions.url),
      status,
      ...(trace === undefined ? {} : { error: trace }),
    })
  }
  for (const name of OWN_HEADERS) reply.removeHeader(name)
  const retryAfter = problem.retryAfterSeconds ?? (PROBLEMS[problem.code].retry === 'later' ? RETRY_SECONDS : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  reply.code(status).headers(problem.headers).header('cache-control', 'no-store').header('vary', 'accept')
  if (!prefersPage(request)) {
    return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problemBody(problem, request.id)))
  }
  const page = { status, code: problem.code, requestId: request.id, path: request.url, allow: allowOf(problem) }
  return reply.type('text/html; charset=utf-8').send(replies.renderErrorPage(page))
}

/** An error page without any site around it, for when there is none. */
export function plainErrorPage({ status, code, requestId }: ErrorPage): string {
  const { title, remedy } = PROBLEM_TEXTS.en[code]
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${remedy}</p><p>Status ${status}, reference ${requestId}</p><p><a href="/">To the register</a></p></main></body>
</html>
`
}

/**
 * Answers what never became a request: bytes that are no HTTP, headers that are too large or too slow. The socket is closed, since what
 * follows on it cannot be told apart.
 */
export function answerUnreadable(
  log: Log,
  newId: () => string,
  tls: boolean,
): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy()
      return
    }
    const code = UNREADABLE[error.code ?? ''] ?? 'request_malformed'
    const requestId = newId()
    const { status } = PROBLEMS[code]
    log('info', 'request unreadable', { requestId, status })
    const body = JSON.stringify(problemBody(new ApiError(code), requestId))
    const headers = {
      ...securityHeaders({ tls }),
      'cache-control': 'no-store',
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? 'Refused'}\r\n${lines.join('')}\r\n${body}`)
  }
}

const UNREADABLE: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Fastify's own codes, where they are the client's doing. */
const FRAMEWORK: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: 'address_malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'address_too_long',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body_malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body_malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body_malformed',
  FST_ERR_HANDLER_TIMEOUT: 'took_too_long',
  FST_ERR_NOT_FOUND: 'not_found',
}

function problemOf(error: Error, { isOutage }: ProblemReplies): ApiError {
  if (error instanceof ApiError) return error
  if ('validation' in error && Array.isArray(error.validation)) {
    const place = 'validationContext' in error ? String(error.validationContext) : 'request'
    const errors = error.validation.map((issue: unknown) => fieldProblem(place, issue))
    return new ApiError('request_malformed', { errors, cause: error })
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = FRAMEWORK[code]
  if (known !== undefined) return new ApiError(known, { cause: error })
  // A secure-json-parse refusal carries a status and no code.
  if ('statusCode' in error && error.statusCode === 400) return new ApiError('body_malformed', { cause: error })
  return new ApiError(isOutage(error) ? 'unavailable' : 'internal', { cause: error })
}

const PLACES: Readonly<Record<string, string>> = { querystring: 'query' }

/** `/limit` of a querystring becomes `query.limit`. The message is the schema's: it names what was expected, not what came. */
function fieldProblem(place: string, issue: unknown): FieldProblem {
  const { instancePath, message } = { instancePath: '', message: 'does not fit', ...(isRecord(issue) ? issue : {}) }
  const inner = String(instancePath)
    .split('/')
    .filter((part) => part !== '')
  return { path: [PLACES[place] ?? place, ...inner].join('.'), message: String(message) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function allowOf(problem: ApiError): readonly string[] {
  return problem.headers.allow?.split(', ') ?? []
}

/** A browser says it wants HTML; the API answers programs whatever they say. */
function prefersPage(request: FastifyRequest): boolean {
  if (request.url.startsWith('/api/')) return false
  const accepted = (request.headers.accept ?? '').toLowerCase().split(',')
  const weight = (type: string) => {
    const named = accepted.find((part) => part.trim().startsWith(type))
    return named === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(named)?.[1] ?? 1)
  }
  const html = weight('text/html')
  return html > 0 && html >= Math.max(weight('application/json'), weight('application/problem+json'))
}
