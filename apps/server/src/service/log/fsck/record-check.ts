import {
  commitRecord,
  encodeEntry,
  LogError,
  leafHash,
  publicStreamKey,
  type SlotValue,
  streamId,
  streamLabel,
  toBase64,
} from '@recourse/log'
import { publicKind } from '../event-kind.ts'
import type { LogCrypto, LogIdentity } from '../ports.ts'

/** A record with what opens it, and the public bytes of its leaf. */
export interface OpenedRow {
  readonly code: number
  readonly schema: number
  readonly seq: bigint
  readonly slots: readonly SlotValue[]
  readonly seed: Uint8Array
  readonly stream: { readonly id: Uint8Array; readonly name: string | null; readonly key: Uint8Array | null }
  /** Of the record before it in the stream; undefined where that cannot be told (erased). */
  readonly before: Uint8Array | null | undefined
  readonly hours: number
  readonly label: Uint8Array
  readonly leafHash: Uint8Array
}

/** What in a record does not lead to its leaf: first the commitment, then what the slots say of its place. null: all of it does. */
export function recordFault(
  { sha256 }: LogCrypto,
  identity: Pick<LogIdentity, 'kinds'>,
  row: OpenedRow,
  isOrigin: (origin: string) => boolean,
): string | null {
  const key = row.stream.name === null ? row.stream.key : publicStreamKey(sha256, row.stream.name)
  if (key === null) return 'its stream has lost its key'
  if (!same(streamId(sha256, key), row.stream.id)) return 'its stream does not have the id of its key'
  if (!same(streamLabel(sha256, key, row.seq), row.label)) return `its label is not number ${row.seq} of its stream`
  const said = saidOf(row.slots)
  if (said.code !== row.code) return 'slot 0 does not say its kind'
  if (typeof said.origin !== 'string' || !isOrigin(said.origin)) return 'slot 1 names another log'
  if (said.seq !== Number(row.seq)) return 'slot 2 does not say its number in the stream'
  if (row.before !== undefined && said.before !== (row.before === null ? null : toBase64(row.before))) {
    return 'slot 3 does not name the leaf before it in the stream'
  }
  if (row.schema >> 8 !== row.code) return `its schema ${row.schema} is of another kind than ${row.code}`
  try {
    const { commitment } = commitRecord(sha256, { schema: row.schema, seed: row.seed, slots: row.slots })
    const kind = publicKind(identity.kinds, row.code)
    const entry = encodeEntry({ type: 'event', kind, hours: row.hours, label: row.label, commitment })
    return same(leafHash(sha256, entry), row.leafHash) ? null : 'it does not lead to the hash of its leaf'
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return `it cannot be committed to: ${error.message}`
  }
}

function saidOf(slots: readonly SlotValue[]): Record<'code' | 'origin' | 'seq' | 'before', unknown> {
  const value = (at: number): unknown => {
    const slot = slots[at]
    return slot?.kind === 'value' ? slot.value : slot?.kind === 'absent' ? null : undefined
  }
  return { code: value(0), origin: value(1), seq: value(2), before: value(3) }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
