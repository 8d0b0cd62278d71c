import { concat, sameBytes } from './bytes.ts'
import { type Checkpoint, parseCheckpointLines } from './checkpoint.ts'
import { noteVerifier, type SignatureChecks } from './cosignature.ts'
import { LogError } from './error.ts'
import { assertHash, digest, emptyRoot, type Sha256 } from './hash.ts'
import { verifyConsistency } from './merkle.ts'
import { MAX_NOTE_BYTES, openNote, parseNote } from './note.ts'
import { fromBase64, parseDecimal, toBase64, toHex } from './radix.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import type { VerifierKey } from './vkey.ts'

/** Body of `add-checkpoint` (C2SP tlog-witness). `checkpoint` is the whole note, verbatim. */
export interface AddCheckpoint {
  readonly oldSize: bigint
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: Uint8Array
}

const MAX_PROOF_LINES = 63
const MAX_HEAD_BYTES = 8 * 1024

function witnessRead<T>(what: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new LogError('witness_malformed', `${what} cannot be read`, { cause })
  }
}

/** Throws witness_malformed (more than 63 proof lines), hash_length. */
export function writeAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): Uint8Array {
  if (proof.length > MAX_PROOF_LINES)
    throw new LogError('witness_malformed', `at most ${MAX_PROOF_LINES} proof lines are sent`)
  proof.forEach(assertHash)
  const head = [`old ${oldSize}`, ...proof.map(toBase64), ''].map((line) => `${line}\n`).join('')
  return concat([encodeUtf8(head), checkpoint])
}

/** Throws witness_malformed. The checkpoint is cut out, not read. */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  let end = 0
  while (bytes[end] !== 0x0a || bytes[end + 1] !== 0x0a) {
    end++
    if (end >= Math.min(bytes.length, MAX_HEAD_BYTES)) {
      throw new LogError('witness_malformed', 'no empty line stands before the checkpoint')
    }
  }
  const [old, ...lines] = witnessRead('the head', () => decodeUtf8(bytes.subarray(0, end))).split('\n')
  if (!old?.startsWith('old ') || lines.length > MAX_PROOF_LINES) {
    throw new LogError(
      'witness_malformed',
      `expected a line with the old size and at most ${MAX_PROOF_LINES} proof lines`,
    )
  }
  const checkpoint = bytes.slice(end + 2)
  if (checkpoint.length > MAX_NOTE_BYTES) throw new LogError('witness_malformed', 'the checkpoint is too large')
  const proof = lines.map((line) =>
    witnessRead('a proof line', () => {
      const hash = fromBase64(line)
      assertHash(hash)
      return hash
    }),
  )
  return { oldSize: witnessRead('the old size', () => parseDecimal(old.slice(4))), proof, checkpoint }
}

/** The answer of a witness that stands elsewhere: its size and a newline. */
export function writeTreeSize(size: bigint): Uint8Array {
  return encodeUtf8(`${size}\n`)
}

/** Throws witness_malformed. */
export function parseTreeSize(bytes: Uint8Array): bigint {
  const text = bytes.length > 21 ? '' : witnessRead('the size', () => decodeUtf8(bytes))
  if (!text.endsWith('\n')) throw new LogError('witness_malformed', 'expected a size and a newline')
  return witnessRead('the size', () => parseDecimal(text.slice(0, -1)))
}

/** Lower-case hex of SHA-256 of the origin, without a newline: where a witness or mirror serves what it holds of a log. */
export function originHash(sha256: Sha256, origin: string): string {
  return toHex(digest(sha256, encodeUtf8(origin)))
}

/** What a witness holds of a log: the last checkpoint it cosigned, or nothing yet. */
export interface WitnessedTree {
  readonly size: bigint
  readonly root: Uint8Array
}

/** What a witness answers. Only `cosign` lets it sign, and only after it stored the checkpoint in the same transaction in which it read `held`. */
export type WitnessAnswer =
  | { readonly kind: 'cosign'; readonly checkpoint: Checkpoint; readonly text: Uint8Array }
  | { readonly kind: 'unknown_origin' }
  | { readonly kind: 'untrusted_signature' }
  | { readonly kind: 'old_size_above' }
  | { readonly kind: 'stands_at'; readonly size: bigint }
  | { readonly kind: 'inconsistent' }

/**
 * The checks of C2SP tlog-witness "add-checkpoint" in their order. `keysOf` gives the trusted keys of an origin, none for an unknown one. Throws
 * witness_malformed and what `parseNote` throws for bytes that are no request; everything else is an answer.
 */
export function answerAddCheckpoint(
  sha256: Sha256,
  request: AddCheckpoint,
  keysOf: (origin: string) => readonly VerifierKey[],
  held: (origin: string) => WitnessedTree | undefined,
  checks: SignatureChecks,
): WitnessAnswer {
  const { text } = parseNote(request.checkpoint)
  const checkpoint = parseCheckpointLines(text)
  const keys = keysOf(checkpoint.origin).filter(({ name }) => name === checkpoint.origin)
  if (keys.length === 0) return { kind: 'unknown_origin' }
  try {
    openNote(
      request.checkpoint,
      keys.map((key) => noteVerifier(key, checks)),
    )
  } catch (error) {
    const refused = ['signature_invalid', 'signature_missing', 'cosignature_malformed', 'checkpoint_empty_root']
    if (error instanceof LogError && refused.includes(error.code)) return { kind: 'untrusted_signature' }
    throw error
  }
  if (request.oldSize > checkpoint.size) return { kind: 'old_size_above' }
  const last = held(checkpoint.origin) ?? { size: 0n, root: emptyRoot() }
  if (request.oldSize !== last.size) return { kind: 'stands_at', size: last.size }
  if (checkpoint.size === 0n && !sameBytes(checkpoint.root, emptyRoot())) return { kind: 'inconsistent' }
  try {
    const { size: newSize, root: newRoot } = checkpoint
    verifyConsistency(sha256, { oldSize: last.size, newSize, oldRoot: last.root, newRoot, proof: request.proof })
  } catch (error) {
    if (error instanceof LogError) return { kind: 'inconsistent' }
    throw error
  }
  return { kind: 'cosign', checkpoint, text }
}
