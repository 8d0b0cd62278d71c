import type { FastifyReply } from 'fastify'
import { ApiError } from '../api/problem.ts'
import type { LogLoad } from '../service/log/pushback.ts'

/** What the border asks of the log: whether it can take more, and whether it has published what was written. */
export interface LogBorder {
  /** Before the transaction opens; null: go on. */
  pushback(load: LogLoad): Promise<{ readonly retryAfterSeconds: number } | null>
  /** True once a published checkpoint covers the leaves of these records; false when that takes longer. */
  isPublished(records: readonly string[], options: { readonly ms: number }): Promise<boolean>
}

/** Seconds a caller may ask to wait for (log.md section 5 "wait for publication"). */
const MOST_WAIT_S = 20
const RECEIPT = /<\/api\/v1\/receipts\/([0-9a-f-]{36})>; rel="receipt"/g

/** @throws ApiError `log_behind` (503 with `Retry-After`): nothing was written. */
export async function refuseBacklog(log: LogBorder | null, load: LogLoad | undefined): Promise<void> {
  if (log === null || load === undefined) return
  const pushed = await log.pushback(load)
  if (pushed !== null) throw new ApiError('log_behind', { retryAfterSeconds: pushed.retryAfterSeconds })
}

/** Where the receipts of these records are (RFC 8288); kept with the reply, so that a repeated request finds them too. */
export function receiptLinks(records: readonly string[]): Readonly<Record<string, string>> {
  if (records.length === 0) return {}
  return { link: records.map((record) => `</api/v1/receipts/${record}>; rel="receipt"`).join(', ') }
}

/**
 * Status of an answer whose records are logged: `status` once their receipts can be had, else 202. Waits as long as the caller says by
 * `Prefer: wait=` (RFC 7240), 20 s at most; not at all without it.
 */
export async function statusWhenLogged(
  log: LogBorder | null,
  reply: FastifyReply,
  answer: { readonly status: number; readonly link: string | undefined; readonly prefer: string | undefined },
): Promise<number> {
  const records = [...(answer.link ?? '').matchAll(RECEIPT)].map(([, record = '']) => record)
  if (log === null || records.length === 0) return answer.status
  const seconds = waitOf(answer.prefer)
  if (seconds !== null) reply.header('preference-applied', `wait=${seconds}`)
  return (await log.isPublished(records, { ms: (seconds ?? 0) * 1_000 })) ? answer.status : 202
}

function waitOf(prefer: string | undefined): number | null {
  const asked = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?(?=$|[,;\s])/i.exec(prefer ?? '')?.[1]
  return asked === undefined ? null : Math.min(MOST_WAIT_S, Number(asked))
}
