import type { Pool, PoolClient } from 'pg'
import type { Batch } from '../../../service/log/log-store.ts'
import type { LogHead, LogIdentity } from '../../../service/log/ports.ts'
import { inTransaction } from '../transaction.ts'
import { flushed, insertEntries, stage } from './batch.ts'
import { LIVE_LOG_LOCK } from './live-log.ts'

/** See `LogStore.create`. */
export async function createLog(
  pool: Pool,
  identity: LogIdentity,
  head: LogHead,
  follows?: { readonly freeze: number; readonly first: Batch },
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await flushed(client)
    await client.query('SELECT pg_advisory_xact_lock($1)', [LIVE_LOG_LOCK])
    if (follows !== undefined && !(await freeze(client, follows.freeze, identity.inception))) return false
    await insertIdentity(client, identity)
    await insertHead(client, identity.log, head)
    await client.query('INSERT INTO log_gc (log, mark) VALUES ($1, 0)', [identity.log])
    if (follows !== undefined) {
      await insertEntries(client, identity.log, follows.first.rows)
      await stage(client, follows.first)
    }
    return true
  })
}

/** Nobody queues while this transaction runs, and what is queued would belong to the log that ends. */
async function freeze(client: PoolClient, log: number, at: number): Promise<boolean> {
  await client.query('LOCK TABLE log_outbox IN EXCLUSIVE MODE')
  const { rows } = await client.query('SELECT 1 FROM log_outbox LIMIT 1')
  if (rows.length > 0) return false
  const { rowCount } = await client.query(
    `UPDATE log_identity i SET frozen_at = $2 FROM log_head h
      WHERE i.log = $1 AND i.frozen_at IS NULL AND h.log = i.log AND h.size = h.published_size`,
    [log, new Date(at)],
  )
  return rowCount === 1
}

export async function insertIdentity(client: PoolClient, identity: LogIdentity): Promise<void> {
  await client.query(
    `INSERT INTO log_identity (log, origin, folder, inception, granularity_hours, kinds, vkeys, system_id, timeline,
       demonstration) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      identity.log,
      identity.origin,
      identity.folder,
      new Date(identity.inception),
      identity.granularityHours,
      identity.kinds,
      identity.vkeys,
      identity.systemId,
      identity.timeline,
      identity.demonstration,
    ],
  )
}

export async function insertHead(client: PoolClient, log: number, head: LogHead): Promise<void> {
  await client.query(
    'INSERT INTO log_head (log, size, root, checkpoint, time, term, published_size) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [
      log,
      String(head.size),
      Buffer.from(head.root),
      Buffer.from(head.checkpoint),
      String(head.time),
      String(head.term),
      String(head.publishedSize),
    ],
  )
}
