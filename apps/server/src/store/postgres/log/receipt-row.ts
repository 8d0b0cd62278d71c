import type { Pool } from 'pg'
import type { ReceiptRow } from '../../../service/log/receipt.ts'

const SELECT = `
  SELECT s.name IS NOT NULL AS public,
    (SELECT c.timestamp_token FROM log_checkpoint c
      WHERE c.log = $2 AND c.size = $3 AND c.quorum_at IS NOT NULL ORDER BY c.published_at LIMIT 1) AS token
  FROM log_record r JOIN log_stream s ON s.id = r.stream JOIN log_seed d ON d.record = r.id
  WHERE r.id = $1`

/** See `ReceiptParts.row`: null where the record is not there, or nothing opens it any more. */
export async function receiptRow(
  pool: Pool,
  record: string,
  checkpoint: { readonly log: number; readonly size: bigint } | null,
): Promise<ReceiptRow | null> {
  const { rows } = await pool.query<{ public: boolean; token: Buffer | null }>(SELECT, [
    record,
    checkpoint?.log ?? null,
    checkpoint === null ? null : String(checkpoint.size),
  ])
  const [row] = rows
  return row === undefined ? null : { isPublic: row.public, timestamp: row.token }
}
