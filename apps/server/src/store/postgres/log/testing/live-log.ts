import { randomBytes, randomUUID } from 'node:crypto'
import { leafHash } from '@recourse/log'
import type { Pool } from 'pg'
import type { Chance, RecordLog } from '../../../../service/log/record-log.ts'
import { sha256 } from '../../../keys/sha256.ts'
import { postgresRecordLog } from '../record-log.ts'
import { type SealingKeys, sealingKeys } from '../sealing-keys.ts'

export const TEST_ORIGIN = 'log.example/test'

export const testChance: Chance = { uuid: () => randomUUID(), secret: () => new Uint8Array(randomBytes(32)) }

/** A live log with nothing in it, as far as records need one: its checkpoint is none. */
export async function makeLiveLog(
  pool: Pool,
  { kinds = 'full', granularityHours = 24 }: { kinds?: 'full' | 'groups'; granularityHours?: number } = {},
): Promise<void> {
  await pool.query(
    `INSERT INTO log_identity (log, origin, folder, inception, granularity_hours, kinds, vkeys, system_id, timeline, demonstration)
     VALUES (1, $1, '1', now(), $2, $3, '{}', 'test', 1, true)`,
    [TEST_ORIGIN, granularityHours, kinds],
  )
  await pool.query(
    `INSERT INTO log_head (log, size, root, checkpoint, time, term, published_size) VALUES (1, 0, '\\x00', '\\x00', 0, 0, 0)`,
  )
}

/** Records under a wrapping key of the test's own. */
export function testRecordLog(pool: Pool): { readonly log: RecordLog; readonly sealing: SealingKeys } {
  const wrapping = testChance.secret()
  const sealing = sealingKeys({ wrappingKey: () => Promise.resolve(wrapping), chance: testChance })
  return {
    log: postgresRecordLog(pool, { chance: testChance, sealing }),
    sealing,
  }
}

/** Gives every waiting leaf its number, as the sequencer does, without files or signatures. */
export async function sequenceForTest(pool: Pool): Promise<readonly Uint8Array[]> {
  const { rows } = await pool.query<{ label: Buffer | null; entry: Buffer; record: string | null }>(
    'SELECT label, entry, record FROM log_outbox ORDER BY id',
  )
  await pool.query('DELETE FROM log_outbox')
  const { rows: held } = await pool.query<{ n: string }>('SELECT count(*) AS n FROM log_entry')
  let next = Number(held[0]?.n ?? 0)
  for (const { label, entry, record } of rows) {
    await pool.query('INSERT INTO log_entry (log, idx, label, leaf_hash, record) VALUES (1, $1, $2, $3, $4)', [
      next++,
      label,
      leafHash(sha256, entry),
      record,
    ])
  }
  await pool.query('UPDATE log_head SET size = $1, published_size = $1', [next])
  return rows.map(({ entry }) => entry)
}
