import { concat } from './bytes.ts'
import { type OpenedCheckpoint, openCheckpoint, type SignatureChecks } from './cosignature.ts'
import { LogError } from './error.ts'
import { assertHash, type Sha256 } from './hash.ts'
import { verifyInclusion } from './merkle.ts'
import { MAX_NOTE_BYTES } from './note.ts'
import { isQuorum, type Policy } from './policy.ts'
import { fromBase64, parseDecimal, toBase64 } from './radix.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** A `.tlog-proof` file (C2SP tlog-proof). `hashes` run from the leaf's sibling upward; `checkpoint` is the whole note, verbatim. */
export interface LogProof {
  /** Not authenticated: the right place for salts, since a wrong salt only fails. */
  readonly extra?: Uint8Array
  readonly index: bigint
  readonly hashes: readonly Uint8Array[]
  readonly checkpoint: Uint8Array
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
/** One widespread reader stops at lines of 64 KiB. */
const MAX_EXTRA_BYTES = 32 * 1024
/** A tree of 2^64 leaves needs 64 hashes. */
const MAX_HASHES = 64
const MAX_HEAD_BYTES = MAX_NOTE_BYTES

function read<T>(what: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new LogError('log_proof_malformed', `${what} of the proof cannot be read`, { cause })
  }
}

/** Where the first empty line begins, looked for in the first bytes only. */
function endOfHead(bytes: Uint8Array): number {
  for (let at = 0; at < Math.min(bytes.length - 1, MAX_HEAD_BYTES); at++) {
    if (bytes[at] === 0x0a && bytes[at + 1] === 0x0a) return at
  }
  throw new LogError('log_proof_malformed', 'no empty line stands before the checkpoint')
}

/** Throws log_proof_malformed. The checkpoint is cut out, not read. */
export function parseLogProof(bytes: Uint8Array): LogProof {
  const end = endOfHead(bytes)
  const [first, ...lines] = read('the head', () => decodeUtf8(bytes.subarray(0, end))).split('\n')
  if (first !== FIRST_LINE) throw new LogError('log_proof_malformed', `the first line of a proof is ${FIRST_LINE}`)
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift()?.slice(6) : undefined
  const indexLine = lines.shift()
  if (!indexLine?.startsWith('index ')) throw new LogError('log_proof_malformed', 'expected a line with the index')
  if (lines.length > MAX_HASHES) throw new LogError('log_proof_malformed', `a proof has at most ${MAX_HASHES} hashes`)
  const hashes = lines.map((line) =>
    read('a hash', () => {
      const hash = fromBase64(line)
      assertHash(hash)
      return hash
    }),
  )
  const checkpoint = bytes.slice(end + 2)
  if (checkpoint.length > MAX_NOTE_BYTES) throw new LogError('log_proof_malformed', 'the checkpoint is too large')
  const proof = { index: read('the index', () => parseDecimal(indexLine.slice(6))), hashes, checkpoint }
  return extraLine === undefined ? proof : { ...proof, extra: read('the extra line', () => fromBase64(extraLine)) }
}

/** Throws log_proof_malformed (an extra of more than 32 KiB), hash_length. */
export function writeLogProof({ extra, index, hashes, checkpoint }: LogProof): Uint8Array {
  if (extra !== undefined && extra.length > MAX_EXTRA_BYTES) {
    throw new LogError('log_proof_malformed', `extra has at most ${MAX_EXTRA_BYTES} bytes, got ${extra.length}`)
  }
  hashes.forEach(assertHash)
  const lines = [FIRST_LINE, ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`]
  const head = [...lines, ...hashes.map(toBase64), ''].map((line) => `${line}\n`).join('')
  return concat([encodeUtf8(head), checkpoint])
}

/**
 * Offline: signatures, quorum, then the path from `leaf` (a leaf hash) to the root. Gives the opened checkpoint. Throws what `openCheckpoint` and
 * `verifyInclusion` throw, and quorum_missing.
 */
export function verifyLogProof(
  sha256: Sha256,
  proof: LogProof,
  leaf: Uint8Array,
  policy: Policy,
  checks: SignatureChecks,
): OpenedCheckpoint {
  const opened = openUnderPolicy(proof.checkpoint, policy, checks)
  const { size, root } = opened.checkpoint
  verifyInclusion(sha256, { index: proof.index, size, leaf, root, proof: proof.hashes })
  return opened
}

/** Opens a checkpoint under a policy. Throws what `openCheckpoint` throws, and quorum_missing. */
export function openUnderPolicy(bytes: Uint8Array, policy: Policy, checks: SignatureChecks): OpenedCheckpoint {
  const keys = { logs: policy.logs.map(({ key }) => key), witnesses: policy.witnesses.map(({ key }) => key) }
  const opened = openCheckpoint(bytes, keys, checks)
  if (!isQuorum(policy, opened.cosignatures)) {
    throw new LogError(
      'quorum_missing',
      `too few known witnesses cosigned the checkpoint of size ${opened.checkpoint.size}`,
    )
  }
  return opened
}
