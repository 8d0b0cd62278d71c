import { bigEndian, byteReader, concat } from './bytes.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { assertHash } from './hash.ts'
import { assertSubtree } from './merkle.ts'
import { type NoteSignature, type NoteSigner, type NoteVerifier, openNote } from './note.ts'
import { encodeUtf8 } from './utf8.ts'
import { assertKeyName, KEY_TYPES, type KeyType, type VerifierKey } from './vkey.ts'

/** Does `signature` over `message` fit `publicKey`? ML-DSA-44 with an empty context (FIPS 204). Returns false, never throws, for a bad one. */
export type SignatureCheck = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** Passed in: `node:crypto` on a server, plain JavaScript in a browser. Whoever lacks one algorithm leaves its keys out and fails closed. */
export interface SignatureChecks {
  readonly ed25519: SignatureCheck
  readonly mlDsa44: SignatureCheck
}

/** POSIX seconds end here (C2SP tlog-cosignature "Format"). */
const MAX_TIME = 0x7fff_ffff_ffff_ffffn

/** What an ML-DSA-44 cosignature covers. For a checkpoint `start` is 0 and `end` the size. */
export interface CosignedTree {
  readonly name: string
  readonly time: bigint
  readonly origin: string
  readonly start: bigint
  readonly end: bigint
  readonly root: Uint8Array
}

function assertTime(time: bigint): void {
  if (time < 0n || time > MAX_TIME)
    throw new LogError('cosignature_malformed', 'a cosignature time is from 0 to 2^63-1')
}

/** C2SP tlog-cosignature "Ed25519 signed message": `text` is the whole checkpoint text with its final newline. Throws cosignature_malformed. */
export function ed25519CosignatureMessage(time: bigint, text: Uint8Array): Uint8Array {
  assertTime(time)
  return concat([encodeUtf8(`cosignature/v1\ntime ${time}\n`), text])
}

function shortString(text: string, what: string): Uint8Array {
  const bytes = encodeUtf8(text)
  if (bytes.length < 1 || bytes.length > 255) {
    throw new LogError(
      'cosignature_malformed',
      `${what} has 1 to 255 bytes in an ML-DSA-44 cosignature, got ${bytes.length}`,
    )
  }
  return concat([bigEndian(bytes.length, 1), bytes])
}

/**
 * C2SP tlog-cosignature "ML-DSA-44 signed message". Throws cosignature_malformed (lengths, a time beside start > 0), subtree_invalid, hash_length,
 * key_name, out_of_range.
 */
export function mlDsa44CosignatureMessage({ name, time, origin, start, end, root }: CosignedTree): Uint8Array {
  assertKeyName(name)
  assertTime(time)
  assertHash(root)
  if (start !== 0n && time !== 0n) {
    throw new LogError('cosignature_malformed', 'a subtree that does not begin at 0 is cosigned with time 0')
  }
  if (start !== 0n || end !== 0n) assertSubtree({ start, end })
  return concat([
    encodeUtf8('subtree/v1\n\0'),
    shortString(name, 'the cosigner name'),
    bigEndian(time, 8),
    shortString(origin, 'the origin'),
    bigEndian(start, 8),
    bigEndian(end, 8),
    root,
  ])
}

/** The bytes a key of this type signs for a checkpoint text; `time` is left out of plain Ed25519 signatures. Throws checkpoint_malformed for a text that is none. */
export function signedMessage(key: Pick<VerifierKey, 'name' | 'type'>, time: bigint, text: Uint8Array): Uint8Array {
  switch (key.type) {
    case 'ed25519':
      return text
    case 'ed25519-cosignature':
      return ed25519CosignatureMessage(time, text)
    case 'ml-dsa-44-cosignature': {
      const { origin, size, root } = parseCheckpoint(text)
      return mlDsa44CosignatureMessage({ name: key.name, time, origin, start: 0n, end: size, root })
    }
  }
}

/** Time and signature as they stand behind a key id. */
export interface TimedSignature {
  readonly time: bigint
  readonly signature: Uint8Array
}

/** u64 POSIX seconds ‖ signature of 64 or 2,420 bytes, exactly. Throws cosignature_malformed. */
export function parseTimedSignature(type: Exclude<KeyType, 'ed25519'>, bytes: Uint8Array): TimedSignature {
  const reader = byteReader(bytes, 'cosignature_malformed', 'the cosignature')
  const time = reader.u64()
  assertTime(time)
  const signature = reader.take(KEY_TYPES[type].signatureBytes)
  if (reader.left() > 0) throw new LogError('cosignature_malformed', `${reader.left()} bytes follow the cosignature`)
  return { time, signature }
}

/** What stands behind the key id of a cosignature line. Throws cosignature_malformed. */
export function writeTimedSignature({ time, signature }: TimedSignature): Uint8Array {
  assertTime(time)
  return concat([bigEndian(time, 8), signature])
}

/** The verifier of one key. For a cosignature key the signature must be well formed as well (cosignature_malformed). */
export function noteVerifier(key: VerifierKey, checks: SignatureChecks): NoteVerifier {
  const { name, keyId, type, publicKey } = key
  const verify = (text: Uint8Array, bytes: Uint8Array): boolean => {
    if (type === 'ed25519')
      return bytes.length === KEY_TYPES.ed25519.signatureBytes && checks.ed25519(publicKey, text, bytes)
    const { time, signature } = parseTimedSignature(type, bytes)
    const check = type === 'ed25519-cosignature' ? checks.ed25519 : checks.mlDsa44
    return check(publicKey, signedMessage(key, time, text), signature)
  }
  return { name, keyId, verify }
}

/**
 * The signer of one key: `sign` is given the message and returns the bare signature. `time` (POSIX seconds) stands in every signature but plain Ed25519.
 * A key that lives elsewhere and answers later is served by `signedMessage`, `writeTimedSignature` and `writeNote`.
 */
export function noteSigner(key: VerifierKey, time: bigint, sign: (message: Uint8Array) => Uint8Array): NoteSigner {
  const { name, keyId, type } = key
  return {
    name,
    keyId,
    sign: (text) => {
      const signature = sign(signedMessage(key, time, text))
      return type === 'ed25519' ? signature : writeTimedSignature({ time, signature })
    },
  }
}

/** A verified cosignature of a witness: at `time`, the largest consistent tree it had seen of this log was the checkpoint's. */
export interface Cosignature {
  readonly key: VerifierKey
  readonly time: bigint
}

/** A checkpoint that at least one of its log's keys has signed. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly text: Uint8Array
  /** The log's own keys that signed, and when those of type ML-DSA-44 say they did. */
  readonly signedBy: readonly VerifierKey[]
  readonly cosignatures: readonly Cosignature[]
  /** Lines of keys that nobody here knows. */
  readonly ignored: readonly NoteSignature[]
}

/**
 * Reads a checkpoint and believes it as far as these keys go. A log key counts only where its name is the origin. Throws what `parseCheckpoint` and
 * `openNote` throw; signature_missing where no key of the log itself has signed.
 */
export function openCheckpoint(
  bytes: Uint8Array,
  keys: { readonly logs: readonly VerifierKey[]; readonly witnesses: readonly VerifierKey[] },
  checks: SignatureChecks,
): OpenedCheckpoint {
  const opened = openNote(
    bytes,
    [...keys.logs, ...keys.witnesses].map((key) => noteVerifier(key, checks)),
  )
  const checkpoint = parseCheckpoint(opened.text)
  const linesOf = (key: VerifierKey): NoteSignature[] =>
    opened.verified.filter(({ name, keyId }) => name === key.name && keyId === key.keyId)
  const signedBy = keys.logs.filter((key) => key.name === checkpoint.origin && linesOf(key).length > 0)
  if (signedBy.length === 0) {
    throw new LogError('signature_missing', `no known key of the log ${checkpoint.origin} has signed the checkpoint`)
  }
  const cosignatures = keys.witnesses.flatMap((key) =>
    linesOf(key).flatMap(({ signature }) =>
      key.type === 'ed25519' ? [] : [{ key, time: parseTimedSignature(key.type, signature).time }],
    ),
  )
  return { checkpoint, text: opened.text, signedBy, cosignatures, ignored: opened.ignored }
}
