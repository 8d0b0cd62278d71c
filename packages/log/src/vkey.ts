import { bigEndian, concat } from './bytes.ts'
import { LogError } from './error.ts'
import { digest, type Sha256 } from './hash.ts'
import { fromBase64, toBase64 } from './radix.ts'
import { encodeUtf8 } from './utf8.ts'

/** Signature types of C2SP signed-note that are verified here, with the length of public key and signature (without time) in bytes. */
export const KEY_TYPES = {
  ed25519: { byte: 0x01, keyBytes: 32, signatureBytes: 64 },
  'ed25519-cosignature': { byte: 0x04, keyBytes: 32, signatureBytes: 64 },
  'ml-dsa-44-cosignature': { byte: 0x06, keyBytes: 1312, signatureBytes: 2420 },
} as const

export type KeyType = keyof typeof KEY_TYPES

/** A verifier key. `keyId` is the unsigned 32-bit id of the signature lines. */
export interface VerifierKey {
  readonly name: string
  readonly keyId: number
  readonly type: KeyType
  readonly publicKey: Uint8Array
}

const LONGEST_VKEY = 4096

/** Not empty, no Unicode space, no plus, no control character (C2SP signed-note "Format"). Throws key_name. */
export function assertKeyName(name: string): void {
  if (name === '' || /[\p{White_Space}\p{Cc}+]/u.test(name)) {
    throw new LogError('key_name', 'a key name is not empty and holds neither space nor plus')
  }
}

/** First four bytes of SHA-256(name ‖ 0A ‖ type ‖ public key), big-endian (C2SP signed-note "Signatures"). */
export function keyIdOf(sha256: Sha256, name: string, type: KeyType, publicKey: Uint8Array): number {
  const hash = digest(sha256, encodeUtf8(name), Uint8Array.of(0x0a, KEY_TYPES[type].byte), publicKey)
  return hash.subarray(0, 4).reduce((value, byte) => value * 256 + byte, 0)
}

/** The key of a name, type and public key. Throws key_name, vkey_malformed (key of another length). */
export function verifierKey(sha256: Sha256, name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  assertKeyName(name)
  if (publicKey.length !== KEY_TYPES[type].keyBytes) {
    throw new LogError(
      'vkey_malformed',
      `a key of type ${type} has ${KEY_TYPES[type].keyBytes} bytes, got ${publicKey.length}`,
    )
  }
  return { name, keyId: keyIdOf(sha256, name, type, publicKey), type, publicKey }
}

function typeOfByte(byte: number | undefined): KeyType {
  if (byte === KEY_TYPES.ed25519.byte) return 'ed25519'
  if (byte === KEY_TYPES['ed25519-cosignature'].byte) return 'ed25519-cosignature'
  if (byte === KEY_TYPES['ml-dsa-44-cosignature'].byte) return 'ml-dsa-44-cosignature'
  throw new LogError('vkey_type', 'the key is of a type this log does not verify (known: 01, 04, 06)')
}

/**
 * `name+8 hex digits+base64(type ‖ key)` (C2SP signed-note "Verifier keys"). The id is computed again and must be the written one.
 * Throws vkey_malformed, vkey_type, vkey_id, key_name, not_base64.
 */
export function parseVkey(sha256: Sha256, text: string): VerifierKey {
  const parts = text.length <= LONGEST_VKEY ? text.split('+') : []
  const [name, id, ...rest] = parts
  // Base64 itself may hold plus signs.
  const key = rest.join('+')
  if (name === undefined || id === undefined || rest.length === 0 || !/^[0-9a-f]{8}$/.test(id)) {
    throw new LogError('vkey_malformed', 'expected name+8 lower-case hexadecimal digits+base64')
  }
  const bytes = fromBase64(key)
  const found = verifierKey(sha256, name, typeOfByte(bytes[0]), bytes.slice(1))
  if (found.keyId !== Number.parseInt(id, 16)) {
    throw new LogError('vkey_id', `the id ${id} is not the one of this name and key`)
  }
  return found
}

/** The one line that `parseVkey` reads. */
export function writeVkey({ name, keyId, type, publicKey }: VerifierKey): string {
  const id = keyId.toString(16).padStart(8, '0')
  return `${name}+${id}+${toBase64(concat([bigEndian(KEY_TYPES[type].byte, 1), publicKey]))}`
}
