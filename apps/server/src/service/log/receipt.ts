import {
  commitRecord,
  decodeUtf8,
  fromHex,
  parseCheckpoint,
  parseNote,
  plainReceipt,
  proofOfReceipt,
  type Receipt,
  receiptFileName,
  verifyReceipt,
  writeLogProof,
  writeReceipt,
} from '@recourse/log'
import { allBut } from './all-but.ts'
import { entryPath } from './entry-path.ts'
import type { LogStore } from './log-store.ts'
import { type LogCrypto, LogStop } from './ports.ts'
import type { OpenedRecord, RecordLog } from './record-log.ts'
import type { ReadLogFile } from './stream-proof.ts'

/** What is known of a record beside its leaf. */
export interface ReceiptRow {
  /** A register's event, in a stream whose key anyone can make. */
  readonly isPublic: boolean
  /** Over the checkpoint asked about; null for none. */
  readonly timestamp: Uint8Array | null
}

export interface ReceiptParts {
  readonly store: Pick<LogStore, 'placesOf' | 'earliestCovering' | 'identities'>
  readonly records: Pick<RecordLog, 'open'>
  /** null: no such record, or its seed is erased. */
  row(record: string, checkpoint: { readonly log: number; readonly size: bigint } | null): Promise<ReceiptRow | null>
  /** Reads below one log's folder. */
  filesOf(folder: string): ReadLogFile
  readonly crypto: LogCrypto
}

/** What of the record a receipt shows. The stream key is for the person's own copy alone. */
export type ReceiptShows =
  | { readonly kind: 'plain' }
  | { readonly kind: 'whole'; readonly streamKey?: Uint8Array }
  /** Withholding is logged before, with its reason and authority (`withhold`). */
  | { readonly kind: 'withholding'; readonly slots: ReadonlySet<number>; readonly streamKey?: Uint8Array }

export type ReceiptAnswer =
  | { readonly kind: 'absent' }
  /** Its leaf waits for a checkpoint with a quorum: ask again. */
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'made'
      /** The one file, `recourse-receipt@v1`. */
      readonly bytes: Uint8Array
      /** The same proof for other tools (C2SP tlog-proof). */
      readonly proof: Uint8Array
      /** Says nothing of the record. */
      readonly fileName: string
    }

/**
 * The receipt of a record: under the earliest checkpoint that covers its leaf and met the quorum, so that it proves the earliest time. It is verified
 * before it is handed out. `publicOnly`: a case's record is answered like one there is none of. @throws LogStop `record_differs`, `policy_unfit`,
 * `out_of_range`; what the stores throw
 */
export async function makeReceipt(
  parts: ReceiptParts,
  record: string,
  { shows, publicOnly }: { readonly shows: ReceiptShows; readonly publicOnly: boolean },
): Promise<ReceiptAnswer> {
  const known = await parts.row(record, null)
  if (known === null || (publicOnly && !known.isPublic)) return { kind: 'absent' }
  const [place] = await parts.store.placesOf([record])
  if (place === undefined) return { kind: 'pending' }
  const checkpoint = await parts.store.earliestCovering(place.log, place.idx, true)
  if (checkpoint === null) return { kind: 'pending' }
  const opened = await parts.records.open(record)
  const identity = (await parts.store.identities()).find(({ log }) => log === place.log)
  if (opened === null || identity === undefined) return { kind: 'absent' }

  const read = parts.filesOf(identity.folder)
  const { size, root } = parseCheckpoint(parseNote(checkpoint.note).text)
  const path = await entryPath(parts.crypto.sha256, read, { index: place.idx, size, root })
  const hashes = (path?.steps ?? []).map(({ sibling }) => fromHex(sibling.hash))
  const proof = decodeUtf8(writeLogProof({ index: place.idx, hashes, checkpoint: checkpoint.note }))
  const row = await parts.row(record, { log: place.log, size: checkpoint.size })
  const policy = await policyOf(read, identity.origin)
  const receipt = receiptOf(parts.crypto, opened, shows, { proof, policy, timestamp: row?.timestamp ?? null })
  return verified(parts.crypto, receipt, { policy, leaf: opened.leafHash })
}

async function policyOf(read: ReadLogFile, origin: string): Promise<string> {
  const bytes = await read('policy')
  if (bytes !== null) return decodeUtf8(bytes)
  throw new LogStop(
    'policy_unfit',
    'log.md 1',
    `the log ${origin} has no policy file beside its tiles: start the server once`,
  )
}

function receiptOf(
  { sha256 }: LogCrypto,
  record: OpenedRecord,
  shows: ReceiptShows,
  carried: { readonly proof: string; readonly policy: string; readonly timestamp: Uint8Array | null },
): Receipt {
  const { proof, policy, timestamp } = carried
  if (shows.kind === 'plain') return plainReceipt(record.leafHash, proof)
  const { schema, seed, slots, entry } = record
  const base = {
    proof,
    entry,
    policy,
    ...(shows.streamKey === undefined ? {} : { streamKey: shows.streamKey }),
    ...(timestamp === null ? {} : { timestamp }),
  }
  if (shows.kind === 'whole') return { form: 'whole', ...base, schema, seed, slots }
  return { form: 'redacted', ...base, disclosure: allBut(commitRecord(sha256, record), schema, shows.slots) }
}

/** A receipt that would not hold must not leave: it would be believed until somebody looks. */
function verified(
  { sha256, checks }: LogCrypto,
  receipt: Receipt,
  { policy, leaf }: { readonly policy: string; readonly leaf: Uint8Array },
): ReceiptAnswer {
  const bytes = writeReceipt(receipt)
  const { steps, ok } = verifyReceipt(sha256, bytes, { policy }, checks)
  const failed = steps.find((step) => step.state === 'failed')
  if (!ok) {
    throw new LogStop(
      'record_differs',
      'log.md 2',
      `a receipt just made does not hold (step ${failed?.name}). Run recourse log fsck --database, which names what differs.`,
    )
  }
  const proof = writeLogProof(proofOfReceipt(receipt.proof))
  return { kind: 'made', bytes, proof, fileName: receiptFileName(leaf) }
}
