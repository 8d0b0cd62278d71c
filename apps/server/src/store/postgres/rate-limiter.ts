import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { keyDay, type RateLimiter, spacingMs } from '../../service/border/rate-limiter.ts'
import { inTransaction } from './transaction.ts'

const BUCKETS = 2 ** 20
const ROTATION_LOCK = 7_301_003

/**
 * Counts over all processes, for writes. The address stays in this process: the database sees 20 bits of its keyed hash, in an
 * unlogged table; the day's key lies in another one. Both are truncated when the day changes and when the server stops, so that
 * no deleted row lingers in a page.
 */
export function postgresRateLimiter(pool: Pool): RateLimiter {
  let known: { readonly day: number; readonly key: Promise<Buffer> } | null = null

  const keyOf = (day: number): Promise<Buffer> => {
    if (known?.day === day) return known.key
    const key = readKey(pool, day)
    known = { day, key }
    key.catch(() => {
      if (known?.key === key) known = null
    })
    return key
  }

  return {
    async take(network, rate, now) {
      const key = await keyOf(keyDay(now))
      const bucket = createHmac('sha256', key).update(network).digest().readUInt32BE(0) % BUCKETS
      const spacing = Math.ceil(spacingMs(rate))
      // The generic cell rate algorithm in one statement: a row comes back only where there was something left to take.
      const taken = await pool.query(
        `INSERT INTO rate_limit AS kept (bucket, spent_until) VALUES ($1, $2::bigint + $3)
         ON CONFLICT (bucket) DO UPDATE SET spent_until = greatest(kept.spent_until, $2) + $3
         WHERE greatest(kept.spent_until, $2) + $3 <= $2::bigint + 60000
         RETURNING 1`,
        [bucket, now, spacing],
      )
      if (taken.rowCount === 1) return { ok: true }
      const { rows } = await pool.query<{ over: string }>(
        'SELECT greatest(spent_until, $2) + $3 - $2::bigint - 60000 AS over FROM rate_limit WHERE bucket = $1',
        [bucket, now, spacing],
      )
      return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(Number(rows[0]?.over ?? 0) / 1_000)) }
    },
    async forget() {
      known = null
      await pool.query('TRUNCATE rate_limit, rate_key')
    },
  }
}

/** The key of that day, the same for every process; the first to ask on a new day makes it and wipes the day before. */
async function readKey(pool: Pool, day: number): Promise<Buffer> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [ROTATION_LOCK])
    const { rows } = await client.query<{ key: Buffer }>('SELECT key FROM rate_key WHERE day = $1', [day])
    const [kept] = rows
    if (kept !== undefined) return kept.key
    const key = randomBytes(32)
    await client.query('TRUNCATE rate_limit, rate_key')
    await client.query('INSERT INTO rate_key (day, key) VALUES ($1, $2)', [day, key])
    return key
  })
}
