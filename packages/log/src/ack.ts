import { concat, sameBytes } from './bytes.ts'
import { type Cosignature, noteVerifier, type SignatureChecks } from './cosignature.ts'
import { decodeEntry } from './entry.ts'
import { LogError } from './error.ts'
import { assertHash, leafHash, type Sha256 } from './hash.ts'
import { treeRoot } from './merkle.ts'
import { openNote } from './note.ts'
import { isQuorum, type Policy } from './policy.ts'
import { openUnderPolicy } from './proof.ts'
import { fromBase64, parseDecimal, toBase64 } from './radix.ts'
import { streamLabel } from './stream.ts'
import { NEXT_LABELS, type VerifiedStream } from './stream-proof.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { type VerifierKey, verifierKey } from './vkey.ts'

/**
 * The log's word that a filing was received and will be in the log by a time (log.md section 3 "A filing that is not logged"). Times are POSIX seconds.
 * The leaf hash is that of the entry, which does not depend on its place.
 */
export interface Ack {
  readonly origin: string
  readonly leaf: Uint8Array
  readonly received: bigint
  readonly publishBy: bigint
}

/** So long may it take until a filing stands in the log. */
export const PUBLISH_WITHIN_SECONDS = 86_400n

/** Name of the key that signs acknowledgments: the log's Ed25519 key under another name, so that neither note passes for the other. */
export function ackKeyName(origin: string): string {
  return `${origin}/ack`
}

/** The verifier key of acknowledgments, from the log's own Ed25519 key. Throws ack_malformed for a key of another type. */
export function ackKey(sha256: Sha256, logKey: VerifierKey): VerifierKey {
  if (logKey.type !== 'ed25519') throw new LogError('ack_malformed', 'acknowledgments are signed by an Ed25519 key')
  return verifierKey(sha256, ackKeyName(logKey.name), 'ed25519', logKey.publicKey)
}

/** The text to sign; reads back as itself, and is no text of a checkpoint. Throws ack_malformed, hash_length. */
export function writeAck({ origin, leaf, received, publishBy }: Ack): Uint8Array {
  assertHash(leaf)
  const text = encodeUtf8(`${ackKeyName(origin)}\n${toBase64(leaf)}\nreceived ${received}\npublish-by ${publishBy}\n`)
  if (parseAck(text).origin !== origin) throw new LogError('ack_malformed', 'an origin holds no newline')
  return text
}

/** Throws ack_malformed. */
export function parseAck(text: Uint8Array): Ack {
  try {
    const [, origin, leaf, received, publishBy] =
      /^([^\n]+)\/ack\n([A-Za-z0-9+/]{43}=)\nreceived ([0-9]+)\npublish-by ([0-9]+)\n$/.exec(decodeUtf8(text)) ?? []
    if (origin === undefined || leaf === undefined || received === undefined || publishBy === undefined) {
      throw new LogError('ack_malformed', 'an acknowledgment has the log, a leaf hash and two times, a line each')
    }
    const ack = { origin, leaf: fromBase64(leaf), received: parseDecimal(received), publishBy: parseDecimal(publishBy) }
    if (ack.publishBy < ack.received) throw new LogError('ack_malformed', 'it promises a time before it was received')
    return ack
  } catch (cause) {
    if (cause instanceof LogError && cause.code === 'ack_malformed') throw cause
    throw new LogError('ack_malformed', 'the acknowledgment cannot be read', { cause })
  }
}

/** Opens an acknowledgment under the log's Ed25519 key. Throws what `openNote` throws, ack_malformed, checkpoint_origin (another log's). */
export function openAck(sha256: Sha256, bytes: Uint8Array, logKey: VerifierKey, checks: SignatureChecks): Ack {
  const { text } = openNote(bytes, [noteVerifier(ackKey(sha256, logKey), checks)])
  const ack = parseAck(text)
  if (ack.origin !== logKey.name) throw new LogError('checkpoint_origin', `the acknowledgment is of ${ack.origin}`)
  return ack
}

/** At `size`, cosigned by a quorum at or after the promised time, the promise was not kept. */
export interface BrokenPromise {
  readonly ack: Ack
  readonly size: bigint
  /**
   * `absent`: the leaf was not in the log. `replaced`: the number it was to have in its stream is held by another entry; whether the acknowledged leaf
   * stands elsewhere with a label used twice, which counts for nothing, this does not say.
   */
  readonly how: 'absent' | 'replaced'
}

function assertOverdue(policy: Policy, cosigned: readonly Cosignature[], ack: Ack): void {
  // Without witnesses no time is proven.
  if (policy.quorum === null || !isQuorum(policy, cosigned, { from: ack.publishBy })) {
    throw new LogError('promise_not_broken', 'no quorum cosigned that size at or after the promised time')
  }
}

/**
 * Proof by whoever holds a stream: the acknowledged entry bears a label of the stream, and as of a checkpoint with a quorum at or after the promised time
 * that label is absent or another entry's. `stream` is what `verifyStreamProof` gave for `streamKey` and `behind` under this `policy`. Throws
 * promise_not_broken where the leaf is there, the time is not proven or the stream proof does not speak of that label; checkpoint_origin.
 */
export function provePromiseBroken(
  sha256: Sha256,
  ack: Ack,
  entry: Uint8Array,
  proof: {
    readonly stream: VerifiedStream
    readonly streamKey: Uint8Array
    readonly policy: Policy
    readonly behind?: bigint
  },
): BrokenPromise {
  const { stream, streamKey, policy, behind = 0n } = proof
  const acknowledged = decodeEntry(entry)
  if (acknowledged.type !== 'event' || !sameBytes(leafHash(sha256, entry), ack.leaf)) {
    throw new LogError('promise_not_broken', 'the entry is not the one that was acknowledged')
  }
  if (stream.origin !== ack.origin) throw new LogError('checkpoint_origin', `the stream is one of ${stream.origin}`)
  assertOverdue(policy, stream.asOf.cosignatures, ack)
  const { size } = stream.asOf.checkpoint
  const held = stream.events.find(({ event }) => sameBytes(event.label, acknowledged.label))
  if (held !== undefined) {
    if (sameEvent(held.event, acknowledged)) {
      throw new LogError('promise_not_broken', 'the acknowledged entry stands in the log')
    }
    return { ack, size, how: 'replaced' }
  }
  // INVARIANT: a verified stream proof shows the labels behind its last event absent, NEXT_LABELS of them.
  const last = behind + BigInt(stream.events.length)
  const absent = Array.from({ length: NEXT_LABELS }, (_, i) => streamLabel(sha256, streamKey, last + BigInt(i) + 1n))
  if (!absent.some((label) => sameBytes(label, acknowledged.label))) {
    throw new LogError('promise_not_broken', 'the stream proof does not speak of the label of the acknowledged entry')
  }
  return { ack, size, how: 'absent' }
}

function sameEvent(a: VerifiedStream['events'][number]['event'], b: typeof a): boolean {
  return (
    a.kind === b.kind && a.hours === b.hours && sameBytes(a.label, b.label) && sameBytes(a.commitment, b.commitment)
  )
}

/**
 * Proof by a mirror, for anybody: `leaves` are all leaf hashes of the checkpoint's tree, in order, and none is the acknowledged one. Throws
 * promise_not_broken, checkpoint_origin, inclusion_mismatch (the leaves are not the tree's) and what `openUnderPolicy` throws.
 */
export function provePromiseBrokenByLeaves(
  sha256: Sha256,
  ack: Ack,
  checkpoint: Uint8Array,
  leaves: readonly Uint8Array[],
  policy: Policy,
  checks: SignatureChecks,
): BrokenPromise {
  const opened = openUnderPolicy(checkpoint, policy, checks)
  const { origin, size, root } = opened.checkpoint
  if (origin !== ack.origin) throw new LogError('checkpoint_origin', `the checkpoint is one of ${origin}`)
  assertOverdue(policy, opened.cosignatures, ack)
  leaves.forEach(assertHash)
  if (BigInt(leaves.length) !== size || !sameBytes(treeRoot(sha256, concat(leaves)), root)) {
    throw new LogError('inclusion_mismatch', `these are not the ${size} leaves of the checkpoint`)
  }
  if (leaves.some((leaf) => sameBytes(leaf, ack.leaf))) {
    throw new LogError('promise_not_broken', 'the acknowledged leaf stands in the log')
  }
  return { ack, size, how: 'absent' }
}
