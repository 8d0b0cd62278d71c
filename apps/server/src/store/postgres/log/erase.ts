import { type SlotValue, toBase64 } from '@recourse/log'
import type { Pool, PoolClient } from 'pg'
import type { ErasureGround, Erasures, ToErase } from '../../../service/log/erase.ts'
import { LOG_EVENTS } from '../../../service/log/event-kind.ts'
import { LogStop } from '../../../service/log/ports.ts'
import type { RecordLog } from '../../../service/log/record-log.ts'
import { inTransaction } from '../transaction.ts'
import type { SealingKeys } from './sealing-keys.ts'

/** Erasure in PostgreSQL. See `Erasures`. */
export function postgresErasures(
  pool: Pool,
  deps: { readonly log: RecordLog; readonly sealing: SealingKeys },
): Erasures {
  return {
    log: (what, ground, at) =>
      inTransaction(pool, async (client) => {
        const { stream, numbers, event } = await eventOf(client, deps.log, what, ground)
        const logged = await deps.log.append([{ stream: { kind: 'id', id: stream }, ...event }], at)
        if (logged === null) {
          throw new LogStop(
            'log_absent',
            'log.md 2',
            'no log is live: an erasure is logged first. Run recourse log init.',
          )
        }
        await client.query(
          `INSERT INTO log_erasure (record, erased_on, done) SELECT unnest($1::uuid[]), to_timestamp($2 / 1000.0)::date, false
           ON CONFLICT (record) DO NOTHING`,
          [numbers, at],
        )
        return numbers
      }),
    async pending() {
      const { rows } = await pool.query<{ record: string }>(
        'SELECT record FROM log_erasure WHERE NOT done ORDER BY record',
      )
      return rows.map(({ record }) => record)
    },
    async finish(numbers, at) {
      await inTransaction(pool, (client) => eraseNumbers(client, numbers, at))
      for (const number of numbers) deps.sealing.forget(number)
    },
  }
}

interface ErasureEvent {
  readonly stream: Uint8Array
  readonly numbers: readonly string[]
  readonly event: { readonly code: number; readonly version: number; readonly slots: readonly SlotValue[] }
}

async function eventOf(
  client: PoolClient,
  log: RecordLog,
  what: ToErase,
  { reason, authority }: ErasureGround,
): Promise<ErasureEvent> {
  const ground: readonly SlotValue[] = [
    { kind: 'value', value: reason },
    { kind: 'value', value: authority },
  ]
  if (what.kind === 'case') {
    const { rows } = await client.query<{ sealing_key: string | null }>(
      'SELECT sealing_key FROM log_stream WHERE id = $1 AND name IS NULL FOR UPDATE',
      [what.stream],
    )
    const sealingKey = rows[0]?.sealing_key
    if (sealingKey === undefined || sealingKey === null) {
      throw new LogStop('erasure_unfit', 'log.md 2', 'this is no case’s stream: only a case is erased as a whole')
    }
    const { code, version } = LOG_EVENTS.CaseErased
    return { stream: what.stream, numbers: [sealingKey], event: { code, version, slots: ground } }
  }
  const records = await Promise.all(what.records.map((record) => log.open(record)))
  const found = records.filter((record) => record !== null)
  const [first] = found
  if (first === undefined || found.length < records.length) {
    throw new LogStop('record_absent', 'log.md 2', 'a record that is to be erased is not here, or was erased before')
  }
  if (found.some(({ stream }) => Buffer.compare(stream, first.stream) !== 0)) {
    throw new LogStop('erasure_unfit', 'log.md 2', 'records of one erasure are of one stream: nothing joins two cases')
  }
  const { code, version } = LOG_EVENTS.RecordsErased
  const leaves: SlotValue = { kind: 'list', items: found.map(({ leafHash }) => toBase64(leafHash)) }
  return { stream: first.stream, numbers: what.records, event: { code, version, slots: [leaves, ...ground] } }
}

/**
 * Deletes what these numbers name, whether it is there or not: a sealing key with the streams, records and seeds under it,
 * or one record. Of a whole case nothing is left that joins its records.
 */
export async function eraseNumbers(client: PoolClient, numbers: readonly string[], at: number): Promise<void> {
  const { rows: streams } = await client.query<{ id: Buffer }>(
    'SELECT id FROM log_stream WHERE sealing_key = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    [numbers],
  )
  const cases = streams.map(({ id }) => id)
  await client.query(
    `INSERT INTO log_erasure (record, stream, seq, erased_on, done)
     SELECT r.id, CASE WHEN r.stream = ANY($2::bytea[]) THEN NULL ELSE r.stream END,
       CASE WHEN r.stream = ANY($2::bytea[]) THEN NULL ELSE r.seq END, to_timestamp($3 / 1000.0)::date, true
     FROM log_record r WHERE r.id = ANY($1::uuid[]) OR r.stream = ANY($2::bytea[])
     ON CONFLICT (record) DO UPDATE SET stream = excluded.stream, seq = excluded.seq, done = true`,
    [numbers, cases, at],
  )
  await client.query('UPDATE log_erasure SET stream = NULL, seq = NULL WHERE stream = ANY($1::bytea[])', [cases])
  await client.query(
    `DELETE FROM log_seed d USING log_record r
     WHERE d.record = r.id AND (r.id = ANY($1::uuid[]) OR r.stream = ANY($2::bytea[]))`,
    [numbers, cases],
  )
  await client.query('DELETE FROM log_seed WHERE sealing_key = ANY($1::uuid[])', [numbers])
  await client.query('DELETE FROM log_record WHERE id = ANY($1::uuid[]) OR stream = ANY($2::bytea[])', [numbers, cases])
  await client.query('DELETE FROM log_stream WHERE id = ANY($1::bytea[])', [cases])
  await client.query('DELETE FROM log_sealing_key WHERE id = ANY($1::uuid[])', [numbers])
  await client.query('UPDATE log_erasure SET done = true WHERE record = ANY($1::uuid[])', [numbers])
}
