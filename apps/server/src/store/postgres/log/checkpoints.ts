import type { Pool } from 'pg'
import type { ArchivedCheckpoint } from '../../../service/log/log-store.ts'
import { inTransaction } from '../transaction.ts'
import { flushed, lost } from './batch.ts'
import { type CheckpointRow, checkpointOf } from './rows.ts'

const COLUMNS = 'size, published_at, note, quorum_at'

/**
 * See `LogStore.recordPublication`. Of an idle log's publications of one size the last stays, the first of each day, and
 * the first of each day with a quorum.
 */
export async function recordPublication(
  pool: Pool,
  log: number,
  term: bigint,
  { size, publishedAt, note, quorumAt }: ArchivedCheckpoint,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await flushed(client)
    const { rowCount } = await client.query(
      'UPDATE log_head SET published_size = $3 WHERE log = $1 AND term = $2 AND published_size <= $3 AND size >= $3',
      [log, String(term), String(size)],
    )
    if (rowCount !== 1) throw lost('the published size is another one')
    await client.query(
      `INSERT INTO log_checkpoint (log, size, published_at, note, quorum_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (log, size, published_at) DO UPDATE SET note = excluded.note, quorum_at = excluded.quorum_at
       WHERE log_checkpoint.quorum_at IS NULL`,
      [log, String(size), String(publishedAt), Buffer.from(note), quorumAt === null ? null : String(quorumAt)],
    )
    await client.query('DELETE FROM log_staging WHERE log = $1 AND size <= $2', [log, String(size)])
    await client.query(
      `DELETE FROM log_checkpoint c WHERE log = $1 AND size = $2 AND published_at < $3 AND timestamp_token IS NULL
         AND EXISTS (SELECT 1 FROM log_checkpoint e
                      WHERE e.log = c.log AND e.size = c.size AND e.published_at < c.published_at
                        AND e.published_at / 86400 = c.published_at / 86400
                        AND (e.quorum_at IS NOT NULL OR c.quorum_at IS NULL))`,
      [log, String(size), String(publishedAt)],
    )
  })
}

export async function lastCheckpoint(pool: Pool, log: number): Promise<ArchivedCheckpoint | null> {
  const { rows } = await pool.query<CheckpointRow>(
    `SELECT ${COLUMNS} FROM log_checkpoint WHERE log = $1 ORDER BY size DESC, published_at DESC LIMIT 1`,
    [log],
  )
  return rows[0] === undefined ? null : checkpointOf(rows[0])
}

export async function earliestCovering(
  pool: Pool,
  log: number,
  idx: bigint,
  quorum: boolean,
): Promise<ArchivedCheckpoint | null> {
  const { rows } = await pool.query<CheckpointRow>(
    `SELECT ${COLUMNS} FROM log_checkpoint WHERE log = $1 AND size > $2 AND (quorum_at IS NOT NULL OR NOT $3)
      ORDER BY size, published_at LIMIT 1`,
    [log, String(idx), quorum],
  )
  return rows[0] === undefined ? null : checkpointOf(rows[0])
}

export async function growthSince(
  pool: Pool,
  log: number,
  since: bigint,
): Promise<{ readonly leaves: bigint; readonly seconds: bigint } | null> {
  const { rows } = await pool.query<{ leaves: string | null; seconds: string | null }>(
    `SELECT max(size) - min(size) AS leaves, max(published_at) - min(published_at) AS seconds
       FROM log_checkpoint WHERE log = $1 AND published_at >= $2`,
    [log, String(since)],
  )
  const { leaves, seconds } = rows[0] ?? { leaves: null, seconds: null }
  return leaves === null || seconds === null ? null : { leaves: BigInt(leaves), seconds: BigInt(seconds) }
}
