import {
  type Cosignature,
  LogError,
  openCheckpoint,
  type Policy,
  parseNote,
  parseOwnCheckpoint,
  parseTimedSignature,
  parseVkey,
  type VerifierKey,
} from '@recourse/log'
import type { LogCrypto } from './ports.ts'

/** A checkpoint of a log of ours that both its keys have signed. */
export interface OwnCheckpoint {
  readonly size: bigint
  readonly root: Uint8Array
  /** Text without signatures: two notes of one text are one checkpoint. */
  readonly text: Uint8Array
  /** POSIX seconds, as the ML-DSA-44 key says. */
  readonly time: bigint
  readonly cosignatures: readonly Cosignature[]
}

/** Throws `LogError` for anything but a checkpoint of `origin`, without extension line, signed by every key. */
export function openOwnCheckpoint(
  { sha256, checks }: LogCrypto,
  origin: string,
  vkeys: readonly string[],
  policy: Policy,
  note: Uint8Array,
): OwnCheckpoint {
  const logs = vkeys.map((vkey) => parseVkey(sha256, vkey))
  const witnesses = policy.witnesses.map(({ key }) => key)
  const { text, signedBy, cosignatures } = openCheckpoint(note, { logs, witnesses }, checks)
  if (signedBy.length !== logs.length) {
    throw new LogError('signature_missing', `${signedBy.length} of the log's ${logs.length} keys have signed`)
  }
  const { size, root } = parseOwnCheckpoint(text, origin)
  return { size, root, text, time: timeOf(logs, note), cosignatures }
}

/** The log's own ML-DSA-44 line carries the time at which it was signed; verified above. */
function timeOf(logs: readonly VerifierKey[], note: Uint8Array): bigint {
  for (const { name, keyId, signature } of parseNote(note).signatures) {
    const key = logs.find((log) => log.name === name && log.keyId === keyId)
    if (key !== undefined && key.type !== 'ed25519') return parseTimedSignature(key.type, signature).time
  }
  throw new LogError('signature_missing', 'no key of the log says when it signed')
}
