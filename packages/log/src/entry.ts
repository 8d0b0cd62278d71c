import { bigEndian, byteReader, concat } from './bytes.ts'
import { LogError } from './error.ts'
import { assertHash, digest, type Sha256 } from './hash.ts'
import { encodeUtf8 } from './utf8.ts'

/** 01: one event. `kind` is the public byte, `hours` counts from 1970 UTC, rounded down to the log's granularity. */
export interface EventEntry {
  readonly type: 'event'
  readonly kind: number
  readonly hours: number
  readonly label: Uint8Array
  readonly commitment: Uint8Array
}

/** 02: root of the label index over the first `size` leaves, which hold `labels` labels. */
export interface IndexRootEntry {
  readonly type: 'index-root'
  readonly size: bigint
  readonly labels: bigint
  readonly root: Uint8Array
}

/** 03, entry 0 alone: where the log frozen before ended. */
export interface ShardStartEntry {
  readonly type: 'shard-start'
  readonly size: bigint
  readonly root: Uint8Array
  /** SHA-256 of the origin of that log. */
  readonly originHash: Uint8Array
}

/** log.md section 2 "Our leaf". */
export type LogEntry = EventEntry | IndexRootEntry | ShardStartEntry

/** The bytes of an entry: 70, 49 or 73. Throws hash_length, out_of_range. */
export function encodeEntry(entry: LogEntry): Uint8Array {
  switch (entry.type) {
    case 'event':
      assertHash(entry.label)
      assertHash(entry.commitment)
      return concat([
        Uint8Array.of(1),
        bigEndian(entry.kind, 1),
        bigEndian(entry.hours, 4),
        entry.label,
        entry.commitment,
      ])
    case 'index-root':
      assertHash(entry.root)
      return concat([Uint8Array.of(2), bigEndian(entry.size, 8), bigEndian(entry.labels, 8), entry.root])
    case 'shard-start':
      assertHash(entry.root)
      assertHash(entry.originHash)
      return concat([Uint8Array.of(3), bigEndian(entry.size, 8), entry.root, entry.originHash])
  }
}

/**
 * Any other length or first byte: entry_malformed. `granularityHours` is the log's; an event whose hours are no multiple of it: entry_granularity.
 * Whether a shard start stands at leaf 0 is for the caller, who knows the index.
 */
export function decodeEntry(bytes: Uint8Array, granularityHours: number = 1): LogEntry {
  const reader = byteReader(bytes, 'entry_malformed', 'the entry')
  const entry = decodeAs(reader.u8(), reader)
  if (reader.left() > 0) throw new LogError('entry_malformed', `${reader.left()} bytes follow the entry`)
  if (entry.type === 'event' && entry.hours % granularityHours !== 0) {
    throw new LogError('entry_granularity', `${entry.hours} hours are no multiple of the log's ${granularityHours}`)
  }
  return entry
}

function decodeAs(type: number, { u8, u32, u64, take }: ReturnType<typeof byteReader>): LogEntry {
  switch (type) {
    case 1:
      return { type: 'event', kind: u8(), hours: u32(), label: take(32), commitment: take(32) }
    case 2:
      return { type: 'index-root', size: u64(), labels: u64(), root: take(32) }
    case 3:
      return { type: 'shard-start', size: u64(), root: take(32), originHash: take(32) }
    default:
      throw new LogError('entry_malformed', `an entry begins with byte 01, 02 or 03, not ${type}`)
  }
}

/** Entry 0 of a log that goes on where the one of `origin` was frozen. */
export function shardStart(sha256: Sha256, origin: string, size: bigint, root: Uint8Array): ShardStartEntry {
  return { type: 'shard-start', size, root, originHash: digest(sha256, encodeUtf8(origin)) }
}
