import { sameBytes } from './bytes.ts'
import type { OpenedCheckpoint, SignatureChecks } from './cosignature.ts'
import { decodeEntry, type EventEntry, type LogEntry } from './entry.ts'
import { LogError, type LogErrorCode } from './error.ts'
import { leafHash, type Sha256 } from './hash.ts'
import { type LabelProof, verifyLabel } from './label-index.ts'
import { verifyConsistency, verifyInclusion } from './merkle.ts'
import { isQuorum, type Policy } from './policy.ts'
import { openUnderPolicy } from './proof.ts'
import { streamLabel } from './stream.ts'
import { encodeUtf8 } from './utf8.ts'

/** An entry with its path to the root of `head`. */
export interface ProvenEntry {
  readonly index: bigint
  readonly entry: Uint8Array
  readonly inclusion: readonly Uint8Array[]
}

export interface StreamEvent extends ProvenEntry {
  /** k of its label. */
  readonly seq: bigint
  readonly inIndex: LabelProof
}

/** `recourse-stream-proof@v1` (log.md section 3): all events of one stream, and none behind them, as of a checkpoint. */
export interface StreamProof {
  readonly origin: string
  readonly streamKey: Uint8Array
  readonly events: readonly StreamEvent[]
  readonly next: readonly { readonly seq: bigint; readonly inIndex: LabelProof }[]
  readonly indexRoot: ProvenEntry
  readonly gap: readonly ProvenEntry[]
  readonly asOf: string
  readonly asOfToHead: readonly Uint8Array[]
  readonly head: string
}

/** Labels shown absent behind the last event, to catch a number skipped on purpose. */
export const NEXT_LABELS = 4
/** Entries between the index root's size and `asOf`, at most; behind that a newer index root is due. */
export const MAX_GAP = 1024n

export interface VerifiedStream {
  readonly origin: string
  readonly events: readonly { readonly seq: bigint; readonly index: bigint; readonly event: EventEntry }[]
  readonly asOf: OpenedCheckpoint
  readonly head: OpenedCheckpoint
}

function openAt(bytes: string, origin: string, policy: Policy, checks: SignatureChecks): OpenedCheckpoint {
  const opened = openUnderPolicy(encodeUtf8(bytes), policy, checks)
  if (opened.checkpoint.origin !== origin) {
    throw new LogError('checkpoint_origin', `expected the log ${origin}, got ${opened.checkpoint.origin}`)
  }
  return opened
}

function refuse(code: LogErrorCode, message: string): never {
  throw new LogError(code, message)
}

/**
 * The six steps of log.md section 3. `behind` is the last k that the stream had in the log frozen before (0 where this is its first). Anything wrong
 * fails the whole: what `openUnderPolicy`, `verifyInclusion`, `verifyConsistency`, `verifyLabel` and `decodeEntry` throw, checkpoint_origin,
 * index_root_misplaced, stream_event_misplaced, stream_gap, stream_proof_malformed.
 */
export function verifyStreamProof(
  sha256: Sha256,
  proof: StreamProof,
  policy: Policy,
  checks: SignatureChecks,
  behind: bigint = 0n,
): VerifiedStream {
  // 1. Both checkpoints under the policy, of one log, one within the other.
  const asOf = openAt(proof.asOf, proof.origin, policy, checks)
  const head = openAt(proof.head, proof.origin, policy, checks)
  const { size: asOfSize, root: oldRoot } = asOf.checkpoint
  const { size, root } = head.checkpoint
  verifyConsistency(sha256, { oldSize: asOfSize, newSize: size, oldRoot, newRoot: root, proof: proof.asOfToHead })
  const include = ({ index, entry, inclusion }: ProvenEntry): LogEntry => {
    verifyInclusion(sha256, { index, size, leaf: leafHash(sha256, entry), root, proof: inclusion })
    return decodeEntry(entry)
  }
  const labelOf = (seq: bigint): Uint8Array => streamLabel(sha256, proof.streamKey, seq)

  // 2. The index root: in the log, behind the leaves it covers, not newer than asOf.
  const indexRoot = include(proof.indexRoot)
  if (indexRoot.type !== 'index-root' || indexRoot.size > asOfSize || proof.indexRoot.index < indexRoot.size) {
    refuse('index_root_misplaced', `leaf ${proof.indexRoot.index} is no index root for a size up to ${asOfSize}`)
  }
  const covered = indexRoot.size

  // 3. Every event, in its place in the stream, the log and the index.
  let last = -1n
  const events = proof.events.map((given, i) => {
    const entry = include(given)
    const seq = behind + BigInt(i) + 1n
    const isOwn = entry.type === 'event' && given.seq === seq && sameBytes(entry.label, labelOf(seq))
    if (!isOwn || given.index <= last || given.index >= covered) {
      refuse('stream_event_misplaced', `leaf ${given.index} is not event ${seq} of the stream below ${covered}`)
    }
    last = given.index
    const { inIndex } = given
    if (inIndex.kind !== 'present' || inIndex.index !== given.index) {
      refuse('stream_event_misplaced', `the index does not hold event ${seq} at leaf ${given.index}`)
    }
    verifyLabel(sha256, indexRoot.root, entry.label, inIndex)
    return { seq, index: given.index, event: entry }
  })

  // 4. None behind the last.
  const following = Array.from({ length: NEXT_LABELS }, (_, i) => behind + BigInt(proof.events.length + i) + 1n)
  if (proof.next.length !== NEXT_LABELS) {
    refuse(
      'stream_proof_malformed',
      `${NEXT_LABELS} labels behind the last event are shown absent, not ${proof.next.length}`,
    )
  }
  proof.next.forEach(({ seq, inIndex }, i) => {
    if (seq !== following[i] || inIndex.kind !== 'absent') {
      refuse('stream_event_misplaced', `label ${following[i]} is not shown absent`)
    }
    verifyLabel(sha256, indexRoot.root, labelOf(seq), inIndex)
  })

  // 5. What came between the index root's size and asOf, all of it, holds none of those labels either.
  if (asOfSize - covered > MAX_GAP || BigInt(proof.gap.length) !== asOfSize - covered) {
    refuse('stream_gap', `all entries from ${covered} to ${asOfSize} are given, at most ${MAX_GAP}`)
  }
  const labels = following.map(labelOf)
  proof.gap.forEach((given, i) => {
    if (given.index !== covered + BigInt(i)) refuse('stream_gap', `entry ${covered + BigInt(i)} between is missing`)
    const entry = include(given)
    if (entry.type === 'event' && labels.some((label) => sameBytes(label, entry.label))) {
      refuse('stream_gap', `leaf ${given.index} is an event of this stream`)
    }
  })

  // 6. The result.
  return { origin: proof.origin, events, asOf, head }
}

/**
 * Missing step: is it proven that no event of `kinds` stands behind leaf `behind` although `deadline` (POSIX seconds) has passed? True only where
 * `asOf` has a quorum at or after the deadline. What follows from it the law says, not the proof.
 */
export function isStepMissing(
  stream: VerifiedStream,
  policy: Policy,
  question: { readonly behind: bigint; readonly kinds: ReadonlySet<number>; readonly deadline: bigint },
): boolean {
  // Without witnesses no time is proven.
  if (policy.quorum === null || !isQuorum(policy, stream.asOf.cosignatures, { from: question.deadline })) return false
  return !stream.events.some(({ index, event }) => index > question.behind && question.kinds.has(event.kind))
}
