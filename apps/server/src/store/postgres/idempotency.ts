import type { Pool, PoolClient } from 'pg'
import {
  type KeptReplies,
  type KeptReply,
  type KeyedRequest,
  type Once,
  type Performed,
  REPLY_KEPT_MS,
} from '../../service/border/kept-replies.ts'
import { inTransaction } from './transaction.ts'

const HOUR_MS = 3_600_000

/** First half of the two-number advisory locks that requests of one key take turns on. */
const LOCK_CLASS = 7_301_002

interface KeptRow {
  readonly request_digest: Buffer
  readonly status: number
  readonly headers: string
  readonly reply: string
}

/** Thrown through the transaction to roll it back, and caught at once: a declined request leaves nothing. */
class Declined extends Error {
  readonly reply: KeptReply

  constructor(reply: KeptReply) {
    super('declined')
    this.reply = reply
  }
}

/** Replies in the table `idempotency`, each in one transaction with what its request wrote through `inTransaction`. */
export function postgresKeptReplies(pool: Pool): KeptReplies {
  // INVARIANT: half of the connections stay free for what `perform` reads outside its transaction, or both would wait for ever.
  const turn = turns(Math.max(1, Math.floor(pool.options.max / 2)))
  return {
    async once(request, perform) {
      try {
        return await turn(() => inTransaction(pool, (client) => onceWithin(client, request, perform)))
      } catch (error) {
        if (error instanceof Declined) return { kind: 'performed', reply: error.reply }
        throw error
      }
    },
    async forgetOld(now) {
      const { rowCount } = await pool.query('DELETE FROM idempotency WHERE at < to_timestamp($1 / 1000.0)', [
        now - REPLY_KEPT_MS,
      ])
      return rowCount ?? 0
    },
  }
}

async function onceWithin(client: PoolClient, request: KeyedRequest, perform: () => Promise<Performed>): Promise<Once> {
  const key = Buffer.from(request.keyDigest)
  const locked = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1, $2) AS mine', [
    LOCK_CLASS,
    key.readInt32BE(0),
  ])
  if (locked.rows[0]?.mine !== true) return { kind: 'in_progress' }

  const { rows } = await client.query<KeptRow>(
    'SELECT request_digest, status, headers, reply FROM idempotency WHERE key_digest = $1 AND at >= to_timestamp($2 / 1000.0)',
    [key, request.at - REPLY_KEPT_MS],
  )
  const kept = rows[0]
  if (kept !== undefined) {
    if (!kept.request_digest.equals(request.requestDigest)) return { kind: 'other_request' }
    return { kind: 'kept', reply: { status: kept.status, headers: parseHeaders(kept.headers), body: kept.reply } }
  }

  const { keep, reply } = await perform()
  if (!keep) throw new Declined(reply)
  await client.query(
    `INSERT INTO idempotency (key_digest, request_digest, route, status, headers, reply, at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))
     ON CONFLICT (key_digest) DO UPDATE SET request_digest = excluded.request_digest, route = excluded.route,
       status = excluded.status, headers = excluded.headers, reply = excluded.reply, at = excluded.at`,
    [
      key,
      Buffer.from(request.requestDigest),
      request.route,
      reply.status,
      JSON.stringify(reply.headers),
      reply.body,
      // The hour alone: when somebody wrote is nobody's business, and a day's retention needs no more.
      Math.ceil(request.at / HOUR_MS) * HOUR_MS,
    ],
  )
  return { kind: 'performed', reply }
}

/** Runs at most `most` pieces of work at once; the others wait in the order they came. */
function turns(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

function parseHeaders(text: string): Readonly<Record<string, string>> {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null) throw new Error('idempotency.headers holds no JSON object')
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
}
