import {
  commitRecord,
  encodeEntry,
  leafHash,
  publicStreamKey,
  type SlotValue,
  streamId,
  streamLabel,
} from '@recourse/log'
import type { Pool } from 'pg'
import { publicKind } from '../../../service/log/event-kind.ts'
import { LogStop } from '../../../service/log/ports.ts'
import type { Chance, OpenedRecord, RecordLog } from '../../../service/log/record-log.ts'
import { seal, unseal } from '../../keys/sealing.ts'
import { sha256 } from '../../keys/sha256.ts'
import { inTransaction } from '../transaction.ts'
import { appendEvents, hoursOf } from './append.ts'
import { type SealingKeys, seedContext, streamKeyContext } from './sealing-keys.ts'
import { readSlots } from './slot-text.ts'

/** Records, seeds and streams in PostgreSQL; a handle a process. */
export function postgresRecordLog(
  pool: Pool,
  options: { readonly chance: Chance; readonly sealing: SealingKeys },
): RecordLog {
  const { chance, sealing } = options
  return {
    openCaseStream: () =>
      inTransaction(pool, async (client) => {
        const key = chance.secret()
        const id = streamId(sha256, key)
        const own = await sealing.make(client)
        await client.query('INSERT INTO log_stream (id, wrapped_key, sealing_key) VALUES ($1, $2, $3)', [
          id,
          seal(own.key, key, streamKeyContext(id)),
          own.id,
        ])
        return { id, key }
      }),
    append: (events, at) => appendEvents(pool, { sealing, chance }, events, at),
    open: (record) => openRecord(pool, sealing, record),
  }
}

interface RecordRow {
  readonly stream: Buffer
  readonly name: string | null
  readonly wrapped_key: Buffer | null
  readonly stream_sealing: string | null
  readonly seq: string
  readonly kind: number
  readonly schema: number
  readonly slots: string
  readonly wrapped: Buffer
  readonly sealing_key: string
  readonly granularity_hours: number | null
  readonly kinds: 'full' | 'groups' | null
  readonly entry: Buffer | null
  readonly leaf_hash: Buffer | null
}

/** The log a record was made for is the one its slot 1 names. */
const SELECT_RECORD = `
  SELECT r.stream, s.name, s.wrapped_key, s.sealing_key AS stream_sealing, r.seq, r.kind, r.schema, r.slots, d.wrapped,
    d.sealing_key, i.granularity_hours, i.kinds, o.entry, e.leaf_hash
  FROM log_record r JOIN log_stream s ON s.id = r.stream JOIN log_seed d ON d.record = r.id
    LEFT JOIN log_identity i ON i.origin = (r.slots::json -> 1 ->> 'value')
    LEFT JOIN log_outbox o ON o.record = r.id LEFT JOIN log_entry e ON e.record = r.id
  WHERE r.id = $1`

async function openRecord(pool: Pool, sealing: SealingKeys, record: string): Promise<OpenedRecord | null> {
  const { rows } = await pool.query<RecordRow>(SELECT_RECORD, [record])
  const row = rows[0]
  if (row === undefined) return null
  const keys = await sealing.find(pool, [row.sealing_key, ...(row.stream_sealing === null ? [] : [row.stream_sealing])])
  const seedKey = keys.get(row.sealing_key)
  // Erased since the row was read.
  if (seedKey === undefined) return null
  const key = streamKeyOf(row, keys)
  const seed = unseal(seedKey, row.wrapped, seedContext(record))
  const slots = readSlots(row.slots)
  const seq = BigInt(row.seq)
  const entry = encodeEntry({
    type: 'event',
    kind: publicKind(row.kinds ?? 'full', row.kind),
    hours: hoursOf(timeOf(slots[4]), row.granularity_hours ?? 1),
    label: streamLabel(sha256, key, seq),
    commitment: commitRecord(sha256, { schema: row.schema, seed, slots }).commitment,
  })
  const leaf = leafHash(sha256, entry)
  const held = row.leaf_hash ?? (row.entry === null ? null : leafHash(sha256, row.entry))
  if (held === null || Buffer.compare(held, leaf) !== 0) {
    throw new LogStop(
      'record_differs',
      'log.md 9',
      `record ${record} no longer leads to its leaf. Run recourse log fsck --database, which names what differs.`,
    )
  }
  return { record, stream: row.stream, seq, leafHash: leaf, code: row.kind, schema: row.schema, seed, slots, entry }
}

function streamKeyOf(row: RecordRow, keys: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (row.name !== null) return publicStreamKey(sha256, row.name)
  const key = row.stream_sealing === null ? undefined : keys.get(row.stream_sealing)
  if (key === undefined || row.wrapped_key === null) {
    throw new LogStop('stream_unknown', 'log.md 5', 'the stream of this record has no key any more')
  }
  return unseal(key, row.wrapped_key, streamKeyContext(row.stream))
}

/** Slot 4, exact. A record that lacks it leads to no leaf. */
function timeOf(slot: SlotValue | undefined): number {
  return slot?.kind === 'value' && typeof slot.value === 'string' ? Date.parse(slot.value) : 0
}
