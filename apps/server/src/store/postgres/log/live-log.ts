import type { PoolClient } from 'pg'

/** What an entry needs to know of the log it goes to. */
export interface LiveLog {
  readonly log: number
  readonly origin: string
  readonly granularityHours: number
  readonly kinds: 'full' | 'groups'
}

/**
 * Held shared by every transaction that writes an entry, and exclusively by whoever freezes the live log or makes the
 * next: no entry names an origin that was frozen before it was sequenced.
 */
export const LIVE_LOG_LOCK = 7_301_010

/** The log that takes entries, for the rest of this transaction; null where none is live. */
export async function liveLog(client: Pick<PoolClient, 'query'>): Promise<LiveLog | null> {
  await client.query('SELECT pg_advisory_xact_lock_shared($1)', [LIVE_LOG_LOCK])
  const { rows } = await client.query<LiveLog>(
    `SELECT log, origin, granularity_hours AS "granularityHours", kinds FROM log_identity WHERE frozen_at IS NULL`,
  )
  return rows[0] ?? null
}
