import {
  decodeUtf8,
  encodeUtf8,
  LogError,
  MAX_ENTRY_BYTES,
  type OpenedCheckpoint,
  openUnderPolicy,
  type Policy,
  parsePolicy,
  parseStreamProof,
  streamId,
  toHex,
  type VerifiedStream,
  verifyStreamProof,
  writeStreamProof,
} from '@recourse/log'
import { mirrorIndex, mirrorParts } from './service/log/mirror-index.ts'
import { type ReadLogFile, streamProof } from './service/log/stream-proof.ts'
import { MAX_SMALL_FILE } from './service/log/verify/reader.ts'
import { wholeLog } from './service/log/whole-log.ts'
import { isAddress } from './store/tiles/url-reader.ts'
import { logCrypto, readerOf } from './verify-place.ts'

/** The most bytes a bundle has: 256 entries of the longest. */
const MAX_BUNDLE = 256 * (MAX_ENTRY_BYTES + 2)

export interface ProveStream {
  /** A mirror's folder, or the address of a log, which is then taken as a whole. */
  readonly place: string
  readonly streamKey: Uint8Array
  /** Last k of the stream in the log frozen before; 0 where this is its first. */
  readonly behind: bigint
  /** A checkpoint note of this log to prove for; null: its newest. */
  readonly asOf: Uint8Array | null
  /** null: the policy that lies with the log. */
  readonly policyFile: Uint8Array | null
  readonly signal: AbortSignal
  readonly onLeaves: (leaves: number, of: bigint) => void
}

export interface ProvenStream {
  /** The JSON of `recourse-stream-proof@v1`. */
  readonly bytes: Uint8Array
  readonly stream: VerifiedStream
}

/**
 * `log stream-prove`: a person's proof, made from public files without asking for any of them by label: of a folder the files are read as they are
 * needed, of an address all entries are fetched in order first (abuse.md P27). It was verified before it is returned.
 * @throws LogUnreadable; LogError for what does not hold, index_mismatch and label_order being evidence against the log
 */
export async function proveStream(asked: ProveStream): Promise<ProvenStream> {
  const { sha256, checks } = logCrypto
  const { place, streamKey, behind, onLeaves } = asked
  const reader = readerOf(place, { signal: asked.signal })
  const small = async (path: string): Promise<Uint8Array> => {
    const bytes = await reader.read(path, MAX_SMALL_FILE)
    if (bytes === null) throw new LogError('tile_missing', `${path} is not in ${reader.place}`)
    return bytes
  }
  const policy = parsePolicy(sha256, asked.policyFile ?? (await small('policy')))
  const headNote = await small('checkpoint')
  const asOfNote = asked.asOf ?? headNote
  const [head, asOf] = [headNote, asOfNote].map((note) => openUnderPolicy(note, policy, checks))
  if (head === undefined || asOf === undefined) throw new Error('two notes make two checkpoints')
  const { origin, size, root } = head.checkpoint

  const onRead = (leaves: bigint): void => onLeaves(Number(leaves), size)
  const plain: ReadLogFile = async (path) => {
    asked.signal.throwIfAborted()
    return reader.read(path, MAX_BUNDLE)
  }
  const read = isAddress(place) ? await wholeLog(sha256, plain, { size, root, onRead }) : plain
  const index = await mirrorIndex(sha256, read, { size, asOfSize: asOf.checkpoint.size, onRead })
  const parts = mirrorParts(sha256, index, {
    origin,
    asOf: { note: decodeUtf8(asOfNote), size: asOf.checkpoint.size },
    head: { note: decodeUtf8(headNote), size },
    read,
  })
  const proof = await streamProof(sha256, parts, streamKey, behind)
  return { bytes: writeStreamProof(proof), stream: verifyStreamProof(sha256, proof, policy, checks, behind) }
}

/** Proofs of one stream, a log each in order, checked offline. */
export interface VerifiedProofs {
  readonly policy: Policy
  /** SHA-256 of the key, by which records point at the stream. */
  readonly streamId: string
  readonly streams: readonly VerifiedStream[]
}

/** `log stream-verify`. @throws LogError where anything does not hold, or the proofs are of different streams */
export function verifyStreams(
  proofs: readonly Uint8Array[],
  policyFile: Uint8Array,
  behindFirst: bigint = 0n,
): VerifiedProofs {
  const { sha256, checks } = logCrypto
  const policy = parsePolicy(sha256, policyFile)
  const read = proofs.map(parseStreamProof)
  const id = read[0] === undefined ? '' : toHex(streamId(sha256, read[0].streamKey))
  let behind = behindFirst
  const streams = read.map((proof) => {
    if (toHex(streamId(sha256, proof.streamKey)) !== id) {
      throw new LogError('stream_proof_malformed', 'the proofs are of different streams')
    }
    const stream = verifyStreamProof(sha256, proof, policy, checks, behind)
    behind = stream.events.at(-1)?.seq ?? behind
    return stream
  })
  const origins = new Set(streams.map(({ origin }) => origin))
  if (origins.size !== streams.length) throw new LogError('stream_proof_malformed', 'two proofs are of one log')
  return { policy, streamId: id, streams }
}

/** A checkpoint that shows what was not published yet. @throws LogError */
export function openCheckpointFile(note: Uint8Array, policy: Policy): OpenedCheckpoint {
  return openUnderPolicy(encodeUtf8(decodeUtf8(note)), policy, logCrypto.checks)
}
