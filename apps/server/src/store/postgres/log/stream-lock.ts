import { publicStreamKey, streamId, streamLabel } from '@recourse/log'
import type { PoolClient } from 'pg'
import { LogStop } from '../../../service/log/ports.ts'
import { PUBLIC_STREAMS, type StreamPlace } from '../../../service/log/record-log.ts'
import { unseal } from '../../keys/sealing.ts'
import { sha256 } from '../../keys/sha256.ts'
import { bulk } from '../bulk.ts'
import { type SealingKeys, streamKeyContext } from './sealing-keys.ts'

/** A stream whose row this transaction holds. `nextSeq` and `tip` move on while events are built. */
export interface LockedStream {
  readonly id: Uint8Array
  readonly key: Uint8Array
  /** Of a case's stream; null for a public one, whose seeds get a key of the batch. */
  readonly sealing: { readonly id: string; readonly key: Uint8Array } | null
  nextSeq: bigint
  tip: Uint8Array | null
}

interface StreamRow {
  readonly id: Buffer
  readonly name: string | null
  readonly wrapped_key: Buffer | null
  readonly sealing_key: string | null
  readonly next_seq: string
  readonly tip: Buffer | null
}

const PUBLIC_NAME = new RegExp(`^(${PUBLIC_STREAMS.join('|')})/.`)

/**
 * Locks the streams of a batch, in one order for everybody, and makes those public ones that are new. By the place they
 * were asked for. The row lock makes seq free of gaps, and since an outbox id is drawn after it, their order is the
 * stream's. `LogStop` `stream_unknown`.
 */
export async function lockStreams(
  client: PoolClient,
  sealing: SealingKeys,
  places: readonly StreamPlace[],
): Promise<ReadonlyMap<string, LockedStream>> {
  const ids = new Map<string, { readonly id: Buffer; readonly name: string | null }>()
  for (const place of places) {
    const same = placeKey(place)
    if (ids.has(same)) continue
    ids.set(same, place.kind === 'public' ? publicPlace(place.name) : { id: Buffer.from(place.id), name: null })
  }
  const named = [...ids.values()].filter(({ name }) => name !== null).sort((a, b) => a.id.compare(b.id))
  await bulk(
    client,
    `INSERT INTO log_stream (id, name) SELECT r.id, r.name FROM json_to_recordset($1) AS r (id bytea, name text)
     ON CONFLICT (id) DO NOTHING`,
    named.map(({ id, name }) => ({ id: hex(id), name })),
  )
  const { rows } = await client.query<StreamRow>(
    `SELECT id, name, wrapped_key, sealing_key, next_seq, tip FROM log_stream WHERE id = ANY($1::bytea[])
     ORDER BY id FOR UPDATE`,
    [[...ids.values()].map(({ id }) => id)],
  )
  const keys = await sealing.find(
    client,
    rows.flatMap((row) => row.sealing_key ?? []),
  )
  const locked = new Map(rows.map((row) => [row.id.toString('hex'), openStream(row, keys)]))
  // A database restored from the past may not know a public stream whose leaves the log holds.
  await walkStreams(
    client,
    [...locked.values()].filter(({ sealing: own, nextSeq }) => own === null && nextSeq === 1n),
  )
  return new Map(
    [...ids].map(([place, { id }]) => {
      const stream = locked.get(id.toString('hex'))
      if (stream === undefined) throw unknownStream(id)
      return [place, stream]
    }),
  )
}

/**
 * Moves each stream past the leaves of its own that the log holds already, in memory (log.md section 7): no label is
 * ever given twice.
 */
async function walkStreams(client: PoolClient, streams: readonly LockedStream[]): Promise<void> {
  let walking = streams
  while (walking.length > 0) {
    const next = new Map(walking.map((stream) => [labelOf(stream), stream]))
    const { rows } = await client.query<{ label: Buffer; leaf_hash: Buffer }>(
      'SELECT label, leaf_hash FROM log_entry WHERE label = ANY($1::bytea[])',
      [[...next.keys()].map((label) => Buffer.from(label, 'hex'))],
    )
    walking = rows.flatMap(({ label, leaf_hash }) => {
      const stream = next.get(label.toString('hex'))
      if (stream === undefined) return []
      stream.nextSeq += 1n
      stream.tip = leaf_hash
      return [stream]
    })
  }
}

function labelOf({ key, nextSeq }: LockedStream): string {
  return Buffer.from(streamLabel(sha256, key, nextSeq)).toString('hex')
}

/** The same place, the same text. */
export function placeKey(place: StreamPlace): string {
  return place.kind === 'public' ? place.name : Buffer.from(place.id).toString('hex')
}

function publicPlace(name: string): { readonly id: Buffer; readonly name: string } {
  if (!PUBLIC_NAME.test(name)) {
    throw new LogStop(
      'stream_unknown',
      'log.md 3.6',
      `no public stream is named ${name.slice(0, 80)}: its name begins with one of ${PUBLIC_STREAMS.join(', ')} and a slash`,
    )
  }
  return { id: Buffer.from(streamId(sha256, publicStreamKey(sha256, name))), name }
}

/** With its key, from its name or from under its sealing key. `LogStop` `stream_unknown` where that is gone. */
function openStream(row: StreamRow, keys: ReadonlyMap<string, Uint8Array>): LockedStream {
  const common = { id: row.id, nextSeq: BigInt(row.next_seq), tip: row.tip }
  if (row.name !== null) return { ...common, key: publicStreamKey(sha256, row.name), sealing: null }
  const key = row.sealing_key === null ? undefined : keys.get(row.sealing_key)
  if (row.sealing_key === null || key === undefined || row.wrapped_key === null) throw unknownStream(row.id)
  const sealing = { id: row.sealing_key, key }
  return { ...common, key: unseal(key, row.wrapped_key, streamKeyContext(row.id)), sealing }
}

function unknownStream(id: Uint8Array): LogStop {
  const named = Buffer.from(id).toString('hex').slice(0, 16)
  return new LogStop(
    'stream_unknown',
    'log.md 5',
    `no stream ${named}… takes events: it was never opened, or its case was erased`,
  )
}

/** How `json_to_recordset` reads a bytea. */
export function hex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}
