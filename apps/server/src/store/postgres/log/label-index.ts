import { type BucketHash, encodeEntry, leafHash } from '@recourse/log'
import type { Pool } from 'pg'
import { type IndexRoot, type IndexStore, STORED_BITS } from '../../../service/log/index-port.ts'
import { sha256 } from '../../keys/sha256.ts'
import { inTransaction } from '../transaction.ts'

interface RootRow {
  readonly size: string
  readonly labels: string
  readonly root: Buffer
  readonly idx: string | null
}

const ROOT = 'SELECT size, labels, root, idx FROM log_index_root'

function rootOf(row: RootRow | undefined): IndexRoot | null {
  if (row === undefined) return null
  const { size, labels, root, idx } = row
  return { size: BigInt(size), labels: BigInt(labels), root, idx: idx === null ? null : BigInt(idx) }
}

/** The bytes with which the labels of a bucket begin, and the last value above them: labels are 32 bytes, so 33 of ff lie behind all. */
const ABOVE = Buffer.alloc(33, 0xff)

function lowest(bucket: number, bits: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(bits === 0 ? 0 : bucket << (16 - bits))
  return bytes
}

function highest(bucket: number, bits: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE((lowest(bucket, bits).readUInt16BE() | (0xffff >> bits)) & 0xffff)
  return Buffer.concat([bytes, ABOVE])
}

/** Labels, their roots and changed buckets, in the tables of log.md section 5. */
export function postgresIndexStore(pool: Pool): IndexStore {
  return {
    async newestRoot(log) {
      const { rows } = await pool.query<RootRow>(`${ROOT} WHERE log = $1 ORDER BY size DESC LIMIT 1`, [log])
      return rootOf(rows[0])
    },
    async rootOf(log, size) {
      const { rows } = await pool.query<RootRow>(`${ROOT} WHERE log = $1 AND size = $2`, [log, size])
      return rootOf(rows[0])
    },
    async latestPublished(log) {
      const { rows } = await pool.query<RootRow>(
        `${ROOT} WHERE log = $1 AND idx < (SELECT published_size FROM log_head WHERE log = $1) ORDER BY size DESC LIMIT 1`,
        [log],
      )
      return rootOf(rows[0])
    },
    async coverable(log) {
      const { rows } = await pool.query<{ size: string; at: string }>(
        `SELECT size, min(published_at) AS at FROM log_checkpoint WHERE log = $1 AND quorum_at IS NOT NULL
         GROUP BY size ORDER BY size DESC LIMIT 1`,
        [log],
      )
      const row = rows[0]
      return row === undefined ? null : { size: BigInt(row.size), publishedAt: BigInt(row.at) }
    },
    async publishedAt(log, size) {
      const { rows } = await pool.query<{ at: string | null }>(
        'SELECT min(published_at) AS at FROM log_checkpoint WHERE log = $1 AND size = $2',
        [log, size],
      )
      const at = rows[0]?.at ?? null
      return at === null ? null : BigInt(at)
    },
    async bucketsAt(log, size) {
      const { rows } = await pool.query<BucketHash & { hash: Buffer }>({
        text: `SELECT DISTINCT ON (bucket) bucket, labels, hash FROM log_index_bucket
               WHERE log = $1 AND size <= $2 ORDER BY bucket, size DESC`,
        values: [log, size],
      })
      return rows
    },
    async changedBuckets(log, from, to) {
      const { rows } = await pool.query<{ bucket: number }>(
        `SELECT DISTINCT get_byte(label, 0) * 256 + get_byte(label, 1) AS bucket FROM log_entry
         WHERE log = $1 AND idx >= $2 AND idx < $3 AND label IS NOT NULL ORDER BY 1`,
        [log, from, to],
      )
      return rows.map((row) => row.bucket)
    },
    async placesOf(log, size, buckets) {
      const { rows } = await pool.query<{ places: Buffer | null }>(
        `SELECT p.places FROM unnest($3::bytea[], $4::bytea[]) WITH ORDINALITY AS b (low, high, n),
               LATERAL (SELECT string_agg(e.label || int8send(e.idx), ''::bytea ORDER BY e.label) AS places
                        FROM log_entry e WHERE e.label >= b.low AND e.label < b.high AND e.log = $1 AND e.idx < $2) p
               ORDER BY b.n`,
        [
          log,
          size,
          buckets.map((bucket) => lowest(bucket, STORED_BITS)),
          buckets.map((bucket) => highest(bucket, STORED_BITS)),
        ],
      )
      return rows.map(({ places }) => places ?? new Uint8Array())
    },
    async placesBelow(log, size, bucket, bits) {
      const { rows } = await pool.query<{ places: Buffer | null }>(
        `SELECT string_agg(label || int8send(idx), ''::bytea ORDER BY label) AS places FROM log_entry
               WHERE label >= $3 AND label < $4 AND log = $1 AND idx < $2`,
        [log, size, lowest(bucket, bits), highest(bucket, bits)],
      )
      return rows[0]?.places ?? new Uint8Array()
    },
    logRoot: ({ log, size, labels, root, entry, buckets, queuedAt }) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO log_index_root (log, size, labels, root) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
          [log, size, labels, Buffer.from(root)],
        )
        if (rowCount === 0) return false
        await client.query(
          `INSERT INTO log_index_bucket (log, bucket, size, labels, hash)
           SELECT $1, bucket, $2, labels, hash FROM unnest($3::integer[], $4::integer[], $5::bytea[]) AS b (bucket, labels, hash)`,
          [
            log,
            size,
            buckets.map((one) => one.bucket),
            buckets.map((one) => one.labels),
            buckets.map((one) => Buffer.from(one.hash)),
          ],
        )
        await client.query('INSERT INTO log_outbox (label, entry, queued_at) VALUES (NULL, $1, $2)', [
          Buffer.from(entry),
          new Date(queuedAt),
        ])
        return true
      }),
    async noteLeaves(log) {
      const { rows } = await pool.query<{ size: string; labels: string; root: Buffer }>(
        'SELECT size, labels, root FROM log_index_root WHERE log = $1 AND idx IS NULL',
        [log],
      )
      for (const { size, labels, root } of rows) {
        const entry = encodeEntry({ type: 'index-root', size: BigInt(size), labels: BigInt(labels), root })
        await pool.query(
          `UPDATE log_index_root SET idx = (
             SELECT min(idx) FROM log_entry WHERE log = $1 AND idx >= $2 AND label IS NULL AND leaf_hash = $3
           ) WHERE log = $1 AND size = $2 AND idx IS NULL`,
          [log, size, Buffer.from(leafHash(sha256, entry))],
        )
      }
    },
  }
}
