import { setImmediate } from 'node:timers/promises'
import { commitRecord, encodeEntry, leafHash, type SlotValue, streamLabel, toBase64 } from '@recourse/log'
import type { Pool, PoolClient } from 'pg'
import { publicKind, schemaOf } from '../../../service/log/event-kind.ts'
import type { Chance, EventToLog, LoggedEvent } from '../../../service/log/record-log.ts'
import { seal } from '../../keys/sealing.ts'
import { sha256 } from '../../keys/sha256.ts'
import { bulk } from '../bulk.ts'
import { inTransaction } from '../transaction.ts'
import { type LiveLog, liveLog } from './live-log.ts'
import { type SealingKey, type SealingKeys, seedContext } from './sealing-keys.ts'
import { writeSlots } from './slot-text.ts'
import { hex, type LockedStream, lockStreams, placeKey } from './stream-lock.ts'

/** The sequencer listens here: something was put into the outbox. */
export const OUTBOX_CHANNEL = 'recourse_log_outbox'

const HOUR_MS = 3_600_000
/** Committed to and sent at once: while PostgreSQL writes these, the next are hashed. */
const BATCH = 500

/**
 * The domain transaction (log.md section 5), joining the caller's: each event's stream row is locked, then record, seed
 * and leaf are written and the stream moves on, all or nothing. See `RecordLog.append`.
 */
export function appendEvents(
  pool: Pool,
  deps: { readonly sealing: SealingKeys; readonly chance: Chance },
  events: readonly EventToLog[],
  at: number,
): Promise<readonly LoggedEvent[] | null> {
  return inTransaction(pool, async (client) => {
    const log = await liveLog(client)
    if (log === null) return null
    if (events.length === 0) return []
    const streams = await lockStreams(
      client,
      deps.sealing,
      events.map(({ stream }) => stream),
    )
    // Of the seeds of public streams: what they open is public, and one statement erases it all the same.
    const shared = [...streams.values()].some(({ sealing }) => sealing === null)
      ? await deps.sealing.make(client)
      : null
    const logged: LoggedEvent[] = []
    let writing: Promise<unknown> = Promise.resolve()
    for (let from = 0; from < events.length; from += BATCH) {
      const rows = events.slice(from, from + BATCH).map((event, n) => {
        const stream = streams.get(placeKey(event.stream))
        const sealing = stream?.sealing ?? shared
        if (stream === undefined || sealing === null) throw new Error('append: a stream was not locked')
        const { row, ...one } = rowOf({ log, event, stream, sealing, chance: deps.chance, at })
        logged.push(one)
        return { n, ...row }
      })
      await writing
      writing = bulk(client, INSERT_EVENTS, rows, at)
      // A failure is the next await's.
      writing.catch(() => undefined)
      await setImmediate()
    }
    await writing
    await moveStreams(client, [...streams.values()])
    await client.query('SELECT pg_notify($1, $2)', [OUTBOX_CHANNEL, ''])
    return logged
  })
}

/** Builds one event and moves its stream on in memory. */
function rowOf({
  log,
  event,
  stream,
  sealing,
  chance,
  at,
}: {
  readonly log: LiveLog
  readonly event: EventToLog
  readonly stream: LockedStream
  readonly sealing: SealingKey
  readonly chance: Chance
  readonly at: number
}): LoggedEvent & { readonly row: object } {
  const record = chance.uuid()
  const seed = chance.secret()
  const schema = schemaOf(event.code, event.version)
  const seq = stream.nextSeq
  const slots: readonly SlotValue[] = [
    { kind: 'value', value: event.code },
    { kind: 'value', value: log.origin },
    { kind: 'value', value: Number(seq) },
    stream.tip === null ? { kind: 'absent' } : { kind: 'value', value: toBase64(stream.tip) },
    { kind: 'value', value: new Date(at).toISOString() },
    ...event.slots,
  ]
  const label = streamLabel(sha256, stream.key, seq)
  const entry = encodeEntry({
    type: 'event',
    kind: publicKind(log.kinds, event.code),
    hours: hoursOf(at, log.granularityHours),
    label,
    commitment: commitRecord(sha256, { schema, seed, slots }).commitment,
  })
  const leaf = leafHash(sha256, entry)
  stream.nextSeq = seq + 1n
  stream.tip = leaf
  return {
    record,
    stream: stream.id,
    seq,
    leafHash: leaf,
    row: {
      record,
      stream: hex(stream.id),
      seq: Number(seq),
      kind: event.code,
      schema,
      slots: writeSlots(slots),
      wrapped: hex(seal(sealing.key, seed, seedContext(record))),
      sealing: sealing.id,
      label: hex(label),
      entry: hex(entry),
    },
  }
}

/** Hours since 1970 UTC, rounded down to the log's granularity. */
export function hoursOf(at: number, granularityHours: number): number {
  const hours = Math.floor(at / HOUR_MS)
  return hours - (hours % granularityHours)
}

async function moveStreams(client: PoolClient, streams: readonly LockedStream[]): Promise<void> {
  await bulk(
    client,
    `UPDATE log_stream s SET next_seq = r.next, tip = r.tip
     FROM json_to_recordset($1) AS r (id bytea, next bigint, tip bytea) WHERE s.id = r.id`,
    streams.map(({ id, nextSeq, tip }) => ({
      id: hex(id),
      next: Number(nextSeq),
      tip: tip === null ? null : hex(tip),
    })),
  )
}

/** INVARIANT: one statement, so that outbox ids are drawn in the order of the events. */
const INSERT_EVENTS = `
  WITH r AS MATERIALIZED (SELECT * FROM json_to_recordset($1) AS r (n int, record uuid, stream bytea, seq bigint, kind int,
    schema int, slots text, wrapped bytea, sealing uuid, label bytea, entry bytea)),
  records AS (INSERT INTO log_record (id, stream, seq, kind, schema, slots)
    SELECT record, stream, seq, kind, schema, slots FROM r),
  seeds AS (INSERT INTO log_seed (record, wrapped, sealing_key) SELECT record, wrapped, sealing FROM r)
  INSERT INTO log_outbox (label, entry, record, queued_at)
    SELECT label, entry, record, to_timestamp($2 / 1000.0) FROM r ORDER BY n`
