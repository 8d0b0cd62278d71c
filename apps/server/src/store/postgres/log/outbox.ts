import type { Pool } from 'pg'
import type { LogStore } from '../../../service/log/log-store.ts'
import { inTransaction } from '../transaction.ts'
import { OUTBOX_CHANNEL } from './append.ts'
import { asBuffer } from './rows.ts'

const COUNTED_ROWS = 100_000

/** What waits for its index. */
export function outbox(pool: Pool): Pick<LogStore, 'outbox' | 'outboxDepth' | 'enqueue' | 'doubledLabels'> {
  return {
    async outbox(limit) {
      const { rows } = await pool.query<{ id: string; label: Buffer | null; entry: Buffer; record: string | null }>(
        'SELECT id, label, entry, record FROM log_outbox ORDER BY id LIMIT $1',
        [limit],
      )
      return rows.map(({ id, label, entry, record }) => ({ id: BigInt(id), label, entry, record }))
    },
    async outboxDepth() {
      const { rows } = await pool.query<{ rows: string; oldest: Date | null }>(
        `SELECT (SELECT count(*) FROM (SELECT 1 FROM log_outbox LIMIT ${COUNTED_ROWS}) o) AS rows,
                (SELECT queued_at FROM log_outbox ORDER BY id LIMIT 1) AS oldest`,
      )
      return { rows: Number(rows[0]?.rows ?? 0), oldestAt: rows[0]?.oldest?.getTime() ?? null }
    },
    async enqueue(leaves, at) {
      await inTransaction(pool, async (client) => {
        await client.query(
          `WITH queued AS (
             INSERT INTO log_outbox (label, entry, queued_at) SELECT *, $3 FROM unnest($1::bytea[], $2::bytea[]) RETURNING 1)
           SELECT pg_notify('${OUTBOX_CHANNEL}', '') FROM (SELECT 1 FROM queued LIMIT 1) AS any_one`,
          [
            leaves.map(({ label }) => (label === null ? null : asBuffer(label))),
            leaves.map(({ entry }) => asBuffer(entry)),
            new Date(at),
          ],
        )
      })
    },
    async doubledLabels() {
      const { rows } = await pool.query<{ doubled: string }>(
        'SELECT count(*) AS doubled FROM log_outbox o JOIN log_entry e ON e.label = o.label',
      )
      return Number(rows[0]?.doubled ?? 0)
    },
  }
}
