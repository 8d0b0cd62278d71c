import type { Pool } from 'pg'
import type { LogStore, StagedBatch } from '../../../service/log/log-store.ts'
import { inTransaction } from '../transaction.ts'
import { commitBatch, flushed, lost } from './batch.ts'
import { earliestCovering, growthSince, lastCheckpoint, recordPublication } from './checkpoints.ts'
import { createLog } from './create.ts'
import { entries } from './entries.ts'
import { serverFacts } from './facts.ts'
import { tryLead } from './leader.ts'
import { outbox } from './outbox.ts'
import { rebuildLog } from './rebuild.ts'
import { bytesOf, type HeadRow, headOf, type IdentityRow, identityOf } from './rows.ts'
import { witnesses } from './witnesses.ts'

/**
 * The log's rows in PostgreSQL. `connectionString` leads to the server itself: the sequencer's lock lives as long as one
 * connection. Statements go through the pool.
 */
export function postgresLog(pool: Pool, connectionString: string): LogStore {
  return {
    ...outbox(pool),
    ...entries(pool),
    ...witnesses(pool),
    facts: () => serverFacts(pool),
    async identities() {
      const { rows } = await pool.query<IdentityRow>('SELECT * FROM log_identity ORDER BY log')
      return rows.map(identityOf)
    },
    async hasOrphans() {
      const { rows } = await pool.query<{ found: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM log_entry) OR EXISTS (SELECT 1 FROM log_outbox)
             OR EXISTS (SELECT 1 FROM log_record) OR EXISTS (SELECT 1 FROM log_checkpoint) AS found`,
      )
      return rows[0]?.found !== false
    },
    create: (identity, head, follows) => createLog(pool, identity, head, follows),
    async head(log) {
      const { rows } = await pool.query<HeadRow>('SELECT * FROM log_head WHERE log = $1', [log])
      return rows[0] === undefined ? null : headOf(rows[0])
    },
    commit: (batch) => commitBatch(pool, batch),
    async staged(log, above) {
      const { rows } = await pool.query<{ size: string; paths: string[]; files: Buffer[] }>(
        'SELECT size, paths, files FROM log_staging WHERE log = $1 AND size > $2 ORDER BY size',
        [log, String(above)],
      )
      return rows.map(
        ({ size, paths, files }): StagedBatch => ({
          size: BigInt(size),
          files: paths.flatMap((path, i) => {
            const bytes = files[i]
            return bytes === undefined ? [] : [{ path, bytes: bytesOf(bytes) }]
          }),
        }),
      )
    },
    recordPublication: (log, term, checkpoint) => recordPublication(pool, log, term, checkpoint),
    async isTerm(log, term) {
      const { rows } = await pool.query('SELECT 1 FROM log_head WHERE log = $1 AND term = $2', [log, String(term)])
      return rows.length === 1
    },
    async refreshHead(log, old, checkpoint, time) {
      await inTransaction(pool, async (client) => {
        await flushed(client)
        const { rowCount } = await client.query(
          'UPDATE log_head SET checkpoint = $5, time = $6 WHERE log = $1 AND size = $2 AND checkpoint = $3 AND term = $4',
          [log, String(old.size), Buffer.from(old.checkpoint), String(old.term), Buffer.from(checkpoint), String(time)],
        )
        if (rowCount !== 1) throw lost('the head is another one')
      })
    },
    lastCheckpoint: (log) => lastCheckpoint(pool, log),
    earliestCovering: (log, idx, quorum) => earliestCovering(pool, log, idx, quorum),
    growthSince: (log, since) => growthSince(pool, log, since),
    async gcMark(log) {
      const { rows } = await pool.query<{ mark: string }>('SELECT mark FROM log_gc WHERE log = $1', [log])
      return BigInt(rows[0]?.mark ?? 0)
    },
    async raiseGcMark(log, mark) {
      await pool.query(
        `INSERT INTO log_gc (log, mark) VALUES ($1, $2)
         ON CONFLICT (log) DO UPDATE SET mark = greatest(log_gc.mark, excluded.mark)`,
        [log, String(mark)],
      )
    },
    tryLead: (log) => tryLead(connectionString, log),
    async acceptServer(log, { systemId, timeline }) {
      await pool.query('UPDATE log_identity SET system_id = $2, timeline = $3 WHERE log = $1', [
        log,
        systemId,
        timeline,
      ])
    },
    rebuild: (rebuilt) => rebuildLog(pool, rebuilt),
  }
}
