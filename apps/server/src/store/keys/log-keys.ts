import {
  decodeUtf8,
  encodeUtf8,
  noteSigner,
  openCheckpoint,
  parseOwnCheckpoint,
  signNote,
  type VerifierKey,
  verifierKey,
  writeVkey,
} from '@recourse/log'
import { LogStop, type SignCheckpoint } from '../../service/log/ports.ts'
import type { KeyFolder } from './key-folder.ts'
import { sha256 } from './sha256.ts'
import { ed25519Key, mlDsa44Key, type SigningKey, signatureChecks } from './signature.ts'

/** The two keys of one log, named by its origin. */
export interface LogKeys {
  readonly ed25519: VerifierKey
  readonly mlDsa44: VerifierKey
  /** One line each, the Ed25519 one first. */
  readonly vkeys: readonly string[]
  readonly sign: SignCheckpoint
  /** A note over any text by the Ed25519 key under another name, as an acknowledgment is. */
  readonly signAs: (name: string, text: string) => string
}

/**
 * The keys of the log in `folder`, made where absent and `make` is given. `LogStop` `keys_unfit` where they are missing
 * or damaged: a log never goes on under other keys.
 */
export async function logKeys(
  keys: KeyFolder,
  origin: string,
  folder: string,
  { make = false }: { readonly make?: boolean } = {},
): Promise<LogKeys> {
  const names = [`log-${folder}-ed25519`, `log-${folder}-ml-dsa-44`] as const
  const [first, second] = [await seedOf(keys, names[0], make), await seedOf(keys, names[1], make)]
  return keysOf(origin, ed25519Key(first), mlDsa44Key(second))
}

async function seedOf(keys: KeyFolder, name: string, make: boolean): Promise<Uint8Array> {
  const seed = make ? await keys.readOrMake(name) : await keys.read(name)
  if (seed !== null) return seed
  throw new LogStop(
    'keys_unfit',
    'log.md 8',
    `${name}.key is not in ${keys.path}. Put the key this log was made with there, or set RECOURSE_KEYS to where it lies.`,
  )
}

/** From keys that lie elsewhere. */
export function keysOf(origin: string, first: SigningKey, second: SigningKey): LogKeys {
  const ed25519 = verifierKey(sha256, origin, 'ed25519', first.publicKey)
  const mlDsa44 = verifierKey(sha256, origin, 'ml-dsa-44-cosignature', second.publicKey)
  const own = { logs: [ed25519, mlDsa44], witnesses: [] }
  return {
    ed25519,
    mlDsa44,
    vkeys: [writeVkey(ed25519), writeVkey(mlDsa44)],
    sign(text, timeMs) {
      parseOwnCheckpoint(text, origin)
      const time = BigInt(Math.floor(timeMs / 1000))
      const note = signNote(text, [noteSigner(ed25519, time, first.sign), noteSigner(mlDsa44, time, second.sign)])
      // A faulty signature must not leave memory.
      if (openCheckpoint(note, own, signatureChecks).signedBy.length !== 2) {
        throw new LogStop('keys_unfit', 'log.md 8', 'a signature just made does not fit its own key')
      }
      return note
    },
    signAs(name, text) {
      const key = verifierKey(sha256, name, 'ed25519', first.publicKey)
      return decodeUtf8(signNote(encodeUtf8(text), [noteSigner(key, 0n, first.sign)]))
    },
  }
}
