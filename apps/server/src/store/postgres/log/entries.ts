import type { Pool } from 'pg'
import type { LogStore } from '../../../service/log/log-store.ts'
import { bytesOf } from './rows.ts'

type Entries = Pick<
  LogStore,
  'entryCount' | 'leafHashes' | 'placesOf' | 'leafOf' | 'leavesWithoutRecord' | 'streams' | 'setStream'
>

/** Leaves with their index, and the streams they belong to. */
export function entries(pool: Pool): Entries {
  return {
    async entryCount(log) {
      const { rows } = await pool.query<{ count: string; highest: string | null }>(
        'SELECT count(*) AS count, max(idx) AS highest FROM log_entry WHERE log = $1',
        [log],
      )
      const { count, highest } = rows[0] ?? { count: '0', highest: null }
      return { count: BigInt(count), highest: highest === null ? null : BigInt(highest) }
    },
    async leafHashes(log, from, limit) {
      const { rows } = await pool.query<{ leaf_hash: Buffer }>(
        'SELECT leaf_hash FROM log_entry WHERE log = $1 AND idx >= $2 ORDER BY idx LIMIT $3',
        [log, String(from), limit],
      )
      return rows.map(({ leaf_hash }) => bytesOf(leaf_hash))
    },
    async placesOf(records) {
      const { rows } = await pool.query<{ record: string; log: number; idx: string }>(
        'SELECT record, log, idx FROM log_entry WHERE record = ANY($1::uuid[])',
        [records],
      )
      return rows.map(({ record, log, idx }) => ({ record, log, idx: BigInt(idx) }))
    },
    async leafOf(label) {
      const { rows } = await pool.query<{ idx: string | null; leaf_hash: Buffer }>(
        `SELECT idx, leaf_hash FROM log_entry WHERE label = $1
         UNION ALL SELECT NULL, sha256('\\x00'::bytea || entry) FROM log_outbox WHERE label = $1 LIMIT 1`,
        [Buffer.from(label)],
      )
      const [row] = rows
      if (row === undefined) return null
      return { idx: row.idx === null ? null : BigInt(row.idx), leafHash: bytesOf(row.leaf_hash) }
    },
    async leavesWithoutRecord(log, limit) {
      const { rows } = await pool.query<{ idx: string }>(
        'SELECT idx FROM log_entry WHERE log = $1 AND label IS NOT NULL AND record IS NULL ORDER BY idx LIMIT $2',
        [log, limit],
      )
      return rows.map(({ idx }) => BigInt(idx))
    },
    async streams() {
      const { rows } = await pool.query<{ id: Buffer; name: string | null; next_seq: string; tip: Buffer | null }>(
        'SELECT id, name, next_seq, tip FROM log_stream ORDER BY id',
      )
      return rows.map(({ id, name, next_seq, tip }) => ({
        id: bytesOf(id),
        name,
        nextSeq: BigInt(next_seq),
        tip: tip === null ? null : bytesOf(tip),
      }))
    },
    async setStream(id, nextSeq, tip) {
      await pool.query('UPDATE log_stream SET next_seq = $2, tip = $3 WHERE id = $1', [
        Buffer.from(id),
        String(nextSeq),
        tip === null ? null : Buffer.from(tip),
      ])
    },
  }
}
