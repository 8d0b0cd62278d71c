import { sameBytes } from './bytes.ts'
import { LogError } from './error.ts'
import { assertHash, emptyRoot, HASH_BYTES } from './hash.ts'
import { assertSize } from './merkle.ts'
import { fromBase64, parseDecimal, toBase64 } from './radix.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** The text of a checkpoint note (C2SP tlog-checkpoint). `origin` is the log's identity; extension lines are kept and mean nothing here. */
export interface Checkpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  readonly extensions: readonly string[]
}

function asCheckpoint<T>(read: () => T, what: string): T {
  try {
    return read()
  } catch (cause) {
    throw new LogError('checkpoint_malformed', `${what} of the checkpoint cannot be read`, { cause })
  }
}

/** The lines, without asking whether the root of an empty log is that of nothing: a witness answers that case by its own name. */
export function parseCheckpointLines(text: Uint8Array): Checkpoint {
  const whole = asCheckpoint(() => decodeUtf8(text), 'the text')
  if (!whole.endsWith('\n'))
    throw new LogError('checkpoint_malformed', 'the last line of a checkpoint ends in a newline')
  const [origin, size, root, ...extensions] = whole.slice(0, -1).split('\n')
  if (origin === undefined || origin === '' || size === undefined || root === undefined) {
    throw new LogError('checkpoint_malformed', 'a checkpoint has an origin, a size and a root, a line each')
  }
  if (extensions.includes('')) throw new LogError('checkpoint_malformed', 'an extension line is empty')
  const checkpoint = {
    origin,
    size: asCheckpoint(() => parseDecimal(size), 'the size'),
    root: asCheckpoint(() => fromBase64(root), 'the root'),
    extensions,
  }
  if (checkpoint.root.length !== HASH_BYTES) {
    throw new LogError('checkpoint_malformed', `the root has ${checkpoint.root.length} bytes, not ${HASH_BYTES}`)
  }
  return checkpoint
}

/** Throws checkpoint_malformed, checkpoint_empty_root (size 0 with a root other than that of nothing). */
export function parseCheckpoint(text: Uint8Array): Checkpoint {
  const checkpoint = parseCheckpointLines(text)
  if (checkpoint.size === 0n && !sameBytes(checkpoint.root, emptyRoot())) {
    throw new LogError('checkpoint_empty_root', 'a log of size 0 has the root of nothing')
  }
  return checkpoint
}

/** As `parseCheckpoint`, for a log of ours: that origin, and no extension line, since an ML-DSA signature would not cover it. Throws checkpoint_origin, checkpoint_extensions too. */
export function parseOwnCheckpoint(text: Uint8Array, origin: string): Checkpoint {
  const checkpoint = parseCheckpoint(text)
  if (checkpoint.origin !== origin) {
    throw new LogError('checkpoint_origin', `expected the log ${origin}, got ${checkpoint.origin}`)
  }
  if (checkpoint.extensions.length > 0) {
    throw new LogError('checkpoint_extensions', 'a checkpoint of this log carries no extension line')
  }
  return checkpoint
}

/** The text to sign; reads back as itself. Throws checkpoint_malformed, checkpoint_empty_root, hash_length, out_of_range. */
export function writeCheckpoint({ origin, size, root, extensions }: Checkpoint): Uint8Array {
  assertSize(size)
  assertHash(root)
  const text = encodeUtf8([origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join(''))
  const back = parseCheckpoint(text)
  if (back.origin !== origin || back.extensions.length !== extensions.length) {
    throw new LogError('checkpoint_malformed', 'origin and extension lines hold no newline')
  }
  return text
}
