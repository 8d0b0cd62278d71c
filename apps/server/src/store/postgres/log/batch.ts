import type { Pool, PoolClient } from 'pg'
import type { Batch, SequencedRow } from '../../../service/log/log-store.ts'
import { LogStop } from '../../../service/log/ports.ts'
import { inTransaction } from '../transaction.ts'
import { codeOf } from '../trouble.ts'
import { asBuffer } from './rows.ts'

const UNIQUE_VIOLATION = '23505'

/** One batch in one transaction: the point of no return (log.md 5.4). */
export async function commitBatch(pool: Pool, batch: Batch): Promise<void> {
  await inTransaction(pool, async (client) => {
    await flushed(client)
    // First of all: whoever lost the lead is told so, and not that its leaves are there already, as they are by the other's hand.
    const { rowCount: swapped } = await client.query(
      `UPDATE log_head SET size = $5, root = $6, checkpoint = $7, time = $8
        WHERE log = $1 AND size = $2 AND checkpoint = $3 AND term = $4`,
      [
        batch.log,
        String(batch.old.size),
        asBuffer(batch.old.checkpoint),
        String(batch.old.term),
        String(batch.next.size),
        asBuffer(batch.next.root),
        asBuffer(batch.next.checkpoint),
        String(batch.next.time),
      ],
    )
    if (swapped !== 1) throw lost('the head is another one')
    await insertEntries(client, batch.log, batch.rows)
    const ids = batch.rows.map(({ id }) => String(id))
    const { rowCount } = await client.query('DELETE FROM log_outbox WHERE id = ANY($1::bigint[])', [ids])
    if (rowCount !== ids.length) throw lost(`${ids.length - (rowCount ?? 0)} of its leaves are queued no more`)
    await stage(client, batch)
  })
}

/** Whatever a role or database was set to: what is committed here is on the disk. */
export async function flushed(client: PoolClient): Promise<void> {
  await client.query('SET LOCAL synchronous_commit = on')
}

export async function stage(client: PoolClient, { log, next, files, indexRoots }: Batch): Promise<void> {
  await client.query('INSERT INTO log_staging (log, size, paths, files) VALUES ($1, $2, $3, $4::bytea[])', [
    log,
    String(next.size),
    files.map(({ path }) => path),
    files.map(({ bytes }) => asBuffer(bytes)),
  ])
  for (const { size, idx } of indexRoots) {
    await client.query('UPDATE log_index_root SET idx = $3 WHERE log = $1 AND size = $2', [
      log,
      String(size),
      String(idx),
    ])
  }
}

/** @throws LogStop `outbox_doubled` */
export async function insertEntries(client: PoolClient, log: number, rows: readonly SequencedRow[]): Promise<void> {
  try {
    await client.query(
      `INSERT INTO log_entry (log, idx, label, leaf_hash, record)
       SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::uuid[])`,
      [
        log,
        rows.map(({ idx }) => String(idx)),
        rows.map(({ label }) => (label === null ? null : asBuffer(label))),
        rows.map(({ leafHash }) => asBuffer(leafHash)),
        rows.map(({ record }) => record),
      ],
    )
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error
    throw new LogStop(
      'outbox_doubled',
      'log.md 7.5',
      'A queued leaf carries an index or a label that the log holds already: another process went on, or the database was ' +
        'put together from two states. Start again; if it stops again, restore the database whole.',
      { cause: error },
    )
  }
}

export function lost(why: string): LogStop {
  return new LogStop(
    'term_lost',
    'log.md 5.4',
    `Another process has taken over the log (${why}); this one wrote nothing.`,
  )
}
