import type { Pool, PoolClient } from 'pg'
import type { RebuiltLog, SequencedRow } from '../../../service/log/log-store.ts'
import { inTransaction } from '../transaction.ts'
import { flushed } from './batch.ts'
import { insertHead, insertIdentity } from './create.ts'

/** See `LogStore.rebuild`: entries as the tiles hold them, a head of a new term, nothing queued that is sequenced. */
export async function rebuildLog(pool: Pool, rebuilt: RebuiltLog): Promise<void> {
  const { identity, isNew, head, checkpoint, rows } = rebuilt
  await inTransaction(pool, async (client) => {
    await flushed(client)
    await client.query('SET LOCAL statement_timeout = 0')
    const { log } = identity
    if (isNew) {
      await insertIdentity(client, identity)
      await insertHead(client, log, head)
      await client.query('INSERT INTO log_gc (log, mark) VALUES ($1, 0)', [log])
    } else {
      await client.query(
        `UPDATE log_head SET size = $2, root = $3, checkpoint = $4, time = $5, term = term + 1, published_size = $6
          WHERE log = $1`,
        [
          log,
          String(head.size),
          Buffer.from(head.root),
          Buffer.from(head.checkpoint),
          String(head.time),
          String(head.publishedSize),
        ],
      )
    }
    await client.query('DELETE FROM log_entry WHERE log = $1 AND idx >= $2', [log, String(head.size)])
    for await (const some of rows) await putEntries(client, log, some)
    await client.query('DELETE FROM log_outbox o USING log_entry e WHERE e.label = o.label')
    await client.query('DELETE FROM log_staging WHERE log = $1 AND (size <= $2 OR size > $3)', [
      log,
      String(head.publishedSize),
      String(head.size),
    ])
    await client.query('DELETE FROM log_checkpoint WHERE log = $1 AND size > $2', [log, String(head.size)])
    await client.query(
      `INSERT INTO log_checkpoint (log, size, published_at, note, quorum_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [
        log,
        String(checkpoint.size),
        String(checkpoint.publishedAt),
        Buffer.from(checkpoint.note),
        checkpoint.quorumAt === null ? null : String(checkpoint.quorumAt),
      ],
    )
  })
}

/** A queued leaf of the same label and entry is the same event: its record is this leaf's. */
async function putEntries(client: PoolClient, log: number, rows: readonly SequencedRow[]): Promise<void> {
  const labels = rows.flatMap(({ label }) => (label === null ? [] : [Buffer.from(label)]))
  const { rows: queued } = await client.query<{ label: Buffer; entry: Buffer; record: string | null }>(
    'SELECT label, entry, record FROM log_outbox WHERE label = ANY($1::bytea[])',
    [labels],
  )
  const recordOf = ({ label, entry }: SequencedRow): string | null =>
    queued.find((one) => label !== null && one.label.equals(label) && one.entry.equals(entry))?.record ?? null
  await client.query(
    `INSERT INTO log_entry (log, idx, label, leaf_hash, record)
     SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::uuid[])
     ON CONFLICT (log, idx) DO UPDATE SET label = excluded.label, leaf_hash = excluded.leaf_hash,
       record = CASE WHEN log_entry.leaf_hash = excluded.leaf_hash THEN log_entry.record ELSE excluded.record END`,
    [
      log,
      rows.map(({ idx }) => String(idx)),
      rows.map(({ label }) => (label === null ? null : Buffer.from(label))),
      rows.map(({ leafHash }) => Buffer.from(leafHash)),
      rows.map(recordOf),
    ],
  )
}
