import { z } from 'zod'

/** What the border itself declines. Refusals of services join the union below under the codes they carry. */
export type ApiCode =
  | 'request_malformed'
  | 'body_malformed'
  | 'address_malformed'
  | 'cursor_malformed'
  | 'idempotency_key_missing'
  | 'idempotency_key_malformed'
  | 'cross_site_write'
  | 'not_found'
  | 'method_not_allowed'
  | 'request_too_slow'
  | 'idempotency_in_progress'
  | 'precondition_failed'
  | 'body_too_large'
  | 'address_too_long'
  | 'media_type_unsupported'
  | 'idempotency_key_reused'
  | 'rate_limited'
  | 'headers_too_large'
  | 'internal'
  | 'unavailable'
  | 'took_too_long'
  | 'receipt_pending'
  | 'log_behind'

/** What services of the register decline. */
export type RegisterRefusal = 'unknown_entry' | 'unknown_column' | 'report_empty' | 'report_too_long'

/**
 * `no`: the same request is declined again. `reload`: read the present state, then decide anew.
 * `later`: repeat as it is after `Retry-After`, a write with the same `Idempotency-Key`.
 */
type Retry = 'no' | 'reload' | 'later'

interface ProblemRow {
  readonly status: number
  readonly retry: Retry
}

/** The one table from codes to HTTP (architecture.md section 4). A code without a row does not compile. */
export const PROBLEMS = {
  request_malformed: { status: 400, retry: 'no' },
  body_malformed: { status: 400, retry: 'no' },
  address_malformed: { status: 400, retry: 'no' },
  cursor_malformed: { status: 400, retry: 'no' },
  idempotency_key_missing: { status: 400, retry: 'no' },
  idempotency_key_malformed: { status: 400, retry: 'no' },
  cross_site_write: { status: 403, retry: 'no' },
  not_found: { status: 404, retry: 'no' },
  method_not_allowed: { status: 405, retry: 'no' },
  request_too_slow: { status: 408, retry: 'later' },
  idempotency_in_progress: { status: 409, retry: 'later' },
  precondition_failed: { status: 412, retry: 'reload' },
  body_too_large: { status: 413, retry: 'no' },
  address_too_long: { status: 414, retry: 'no' },
  media_type_unsupported: { status: 415, retry: 'no' },
  idempotency_key_reused: { status: 422, retry: 'no' },
  rate_limited: { status: 429, retry: 'later' },
  headers_too_large: { status: 431, retry: 'no' },
  internal: { status: 500, retry: 'no' },
  unavailable: { status: 503, retry: 'later' },
  took_too_long: { status: 503, retry: 'later' },
  log_behind: { status: 503, retry: 'later' },
  receipt_pending: { status: 404, retry: 'later' },
  unknown_entry: { status: 404, retry: 'no' },
  unknown_column: { status: 422, retry: 'no' },
  report_empty: { status: 422, retry: 'no' },
  report_too_long: { status: 422, retry: 'no' },
} as const satisfies Record<ApiCode | RegisterRefusal, ProblemRow>

export type ProblemCode = keyof typeof PROBLEMS

/** Where a request does not fit: `query.limit`, `body.text`, `params.key`; `body` alone for the whole of it. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

interface ProblemOptions extends ErrorOptions {
  /** What came, what was expected, what to do. Never quotes more of the request than a field's name. */
  readonly detail?: string
  readonly ruleId?: string
  readonly errors?: readonly FieldProblem[]
  readonly retryAfterSeconds?: number
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * A request declined at the border or by a service: thrown in a route, answered as problem+json or an error page.
 * `ruleId` names the rule for every refusal of the domain.
 */
export class ApiError extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly ruleId: string | undefined
  readonly errors: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    { detail, ruleId, errors = [], retryAfterSeconds, headers = {}, ...rest }: ProblemOptions = {},
  ) {
    super(code, rest)
    this.name = 'ApiError'
    this.code = code
    this.detail = detail
    this.ruleId = ruleId
    this.errors = errors
    this.retryAfterSeconds = retryAfterSeconds
    this.headers = headers
  }
}

/** Body of every answer that is not a success (RFC 9457), media type `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Address of the description of this code, the same for every occurrence.' }),
    title: z.string().meta({ description: 'The code in words, the same for every occurrence.' }),
    status: z.int().min(400).max(599),
    code: z.string().meta({ description: 'Stable: programs may rely on it.' }),
    instance: z.string().meta({ description: 'This occurrence, as the request id of the answer and of our logs.' }),
    detail: z.string().optional().meta({ description: 'What was wrong here and what to do.' }),
    ruleId: z.string().optional().meta({ description: 'The rule a refusal rests on.' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that does not fit.' }),
  })
  .meta({ id: 'Problem', description: 'Why a request was declined (RFC 9457).' })

export type Problem = z.output<typeof problemSchema>
