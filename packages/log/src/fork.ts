import { concat, sameBytes } from './bytes.ts'
import { type OpenedCheckpoint, openCheckpoint, type SignatureChecks } from './cosignature.ts'
import { LogError } from './error.ts'
import { assertHash, nodeHash, type Sha256 } from './hash.ts'
import { consistencyRanges } from './merkle.ts'
import { MAX_NOTE_BYTES } from './note.ts'
import { fromBase64, parseDecimal, toBase64 } from './radix.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import type { VerifierKey } from './vkey.ts'

/**
 * Proof that a log signed two trees that cannot both be true (ours). `proof` has the shape of a consistency proof: it leads to the newer root, and
 * to another root than the older checkpoint's for the same leaves. Of two checkpoints of one size the roots alone tell, and it is empty.
 */
export interface ForkEvidence {
  readonly older: Uint8Array
  readonly newer: Uint8Array
  readonly proof: readonly Uint8Array[]
}

const FIRST_LINE = 'recourse-fork@v1'
const MAX_PROOF = 128
const MAX_HEAD_BYTES = 16 * 1024

/** Text: first line, `older <bytes>`, the proof in base64, an empty line, then both notes verbatim, the older first. Throws hash_length. */
export function writeForkEvidence({ older, newer, proof }: ForkEvidence): Uint8Array {
  proof.forEach(assertHash)
  const lines = [FIRST_LINE, `older ${older.length}`, ...proof.map(toBase64), '']
  return concat([encodeUtf8(lines.map((line) => `${line}\n`).join('')), older, newer])
}

function malformed(message: string, cause?: unknown): LogError {
  return new LogError('fork_malformed', message, cause === undefined ? {} : { cause })
}

/** Throws fork_malformed. The notes are cut out, not read. */
export function parseForkEvidence(bytes: Uint8Array): ForkEvidence {
  let end = 0
  while (bytes[end] !== 0x0a || bytes[end + 1] !== 0x0a) {
    end++
    if (end >= Math.min(bytes.length, MAX_HEAD_BYTES)) throw malformed('no empty line stands before the notes')
  }
  try {
    const [first, length, ...lines] = decodeUtf8(bytes.subarray(0, end)).split('\n')
    if (first !== FIRST_LINE || !length?.startsWith('older ') || lines.length > MAX_PROOF) {
      throw malformed(
        `expected ${FIRST_LINE}, a line with the length of the older note, and at most ${MAX_PROOF} hashes`,
      )
    }
    const cut = end + 2 + Number(parseDecimal(length.slice('older '.length)))
    const [older, newer] = [bytes.slice(end + 2, cut), bytes.slice(cut)]
    if (newer.length === 0 || Math.max(older.length, newer.length) > MAX_NOTE_BYTES)
      throw malformed('a note is cut off')
    return { older, newer, proof: lines.map((line) => fromBase64(line)) }
  } catch (cause) {
    if (cause instanceof LogError && cause.code === 'fork_malformed') throw cause
    throw malformed('the head of the evidence cannot be read', cause)
  }
}

/** The roots that a proof gives the first `older` leaves and the whole tree of `newer` leaves, whatever is claimed of either. */
function rootsOfProof(
  sha256: Sha256,
  older: bigint,
  newer: bigint,
  olderRoot: Uint8Array,
  proof: readonly Uint8Array[],
): { readonly part: Uint8Array; readonly whole: Uint8Array } {
  const ranges = consistencyRanges({ start: 0n, end: older }, newer)
  if (proof.length !== ranges.length) {
    throw new LogError('proof_length', `these sizes need a proof of ${ranges.length} hashes, got ${proof.length}`)
  }
  proof.forEach(assertHash)
  // As in RFC 9162 section 2.1.4.2; where `older` is one full subtree, its root is no part of the proof but the claim itself.
  let whole = olderRoot
  let part = olderRoot
  let builtFrom = 0n
  ranges.forEach((range, i) => {
    const hash = proof[i] ?? olderRoot
    const isInside = range.end <= older
    if (i === 0 && isInside) {
      whole = hash
      part = hash
      builtFrom = range.start
    } else if (range.start < builtFrom) {
      if (isInside) part = nodeHash(sha256, hash, part)
      whole = nodeHash(sha256, hash, whole)
      builtFrom = range.start
    } else {
      whole = nodeHash(sha256, whole, hash)
    }
  })
  return { part, whole }
}

/**
 * Holds evidence against the log's keys; gives both checkpoints. Throws what `openCheckpoint` throws, checkpoint_origin (two logs),
 * proof_length, hash_length, and fork_unproven: signed as they are, the two may still both be true.
 */
export function verifyForkEvidence(
  sha256: Sha256,
  { older, newer, proof }: ForkEvidence,
  logs: readonly VerifierKey[],
  checks: SignatureChecks,
): { readonly older: OpenedCheckpoint; readonly newer: OpenedCheckpoint } {
  const [first, second] = [older, newer].map((note) => openCheckpoint(note, { logs, witnesses: [] }, checks))
  if (first === undefined || second === undefined) throw malformed('two notes are needed')
  const [a, b] = [first.checkpoint, second.checkpoint]
  if (a.origin !== b.origin) throw new LogError('checkpoint_origin', 'the checkpoints are of two logs')
  if (a.size > b.size) throw malformed('the older checkpoint is the larger one')
  if (a.size === b.size) {
    if (proof.length > 0 || sameBytes(a.root, b.root)) throw unproven()
    return { older: first, newer: second }
  }
  // The tree without leaves is the beginning of every tree.
  if (a.size === 0n) throw unproven()
  const isSubtree = (a.size & (a.size - 1n)) === 0n
  const claimed = isSubtree ? proof[0] : a.root
  const rest = isSubtree ? proof.slice(1) : proof
  if (claimed === undefined) throw new LogError('proof_length', 'the root of the first leaves is missing')
  assertHash(claimed)
  const { part, whole } = rootsOfProof(sha256, a.size, b.size, claimed, rest)
  if (!sameBytes(whole, b.root) || sameBytes(part, a.root)) throw unproven()
  return { older: first, newer: second }
}

function unproven(): LogError {
  return new LogError('fork_unproven', 'the two checkpoints may both be true: this proves nothing')
}

/**
 * What goes into evidence besides the notes: the consistency proof out of the newer tree and, where the older size is a power of two, the root
 * which that tree gives the older leaves, led before it.
 */
export function forkProof(
  older: bigint,
  olderRootInNewer: Uint8Array,
  consistency: readonly Uint8Array[],
): Uint8Array[] {
  return (older & (older - 1n)) === 0n ? [olderRootInNewer, ...consistency] : [...consistency]
}
