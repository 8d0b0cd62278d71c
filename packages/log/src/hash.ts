import { concat } from './bytes.ts'
import { LogError } from './error.ts'

/**
 * SHA-256 as every function here takes it: writes the 32 bytes of the digest of `input` into `out` from `at`. On the server `node:crypto`,
 * in a browser a hash in plain JavaScript. It must not keep `input` or `out`: both may be reused for the next call.
 */
export type Sha256 = (input: Uint8Array, out: Uint8Array, at: number) => void

export const HASH_BYTES = 32

/** SHA-256 of nothing: the root of the tree without leaves (RFC 9162 section 2.1.1). A copy each time, so nobody can change it for others. */
export function emptyRoot(): Uint8Array {
  return Uint8Array.of(
    0xe3,
    0xb0,
    0xc4,
    0x42,
    0x98,
    0xfc,
    0x1c,
    0x14,
    0x9a,
    0xfb,
    0xf4,
    0xc8,
    0x99,
    0x6f,
    0xb9,
    0x24,
    0x27,
    0xae,
    0x41,
    0xe4,
    0x64,
    0x9b,
    0x93,
    0x4c,
    0xa4,
    0x95,
    0x99,
    0x1b,
    0x78,
    0x52,
    0xb8,
    0x55,
  )
}

/** SHA-256 over the parts laid end to end. */
export function digest(sha256: Sha256, ...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(HASH_BYTES)
  sha256(concat(parts), out, 0)
  return out
}

/** Writes SHA-256(00 ‖ entry) into `out` from `at` (RFC 9162 section 2.1.1). */
export function hashLeafInto(sha256: Sha256, entry: Uint8Array, out: Uint8Array, at: number): void {
  const input = new Uint8Array(entry.length + 1)
  input.set(entry, 1)
  sha256(input, out, at)
}

/** SHA-256(00 ‖ entry) (RFC 9162 section 2.1.1). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const out = new Uint8Array(HASH_BYTES)
  hashLeafInto(sha256, entry, out, 0)
  return out
}

/** SHA-256(01 ‖ left ‖ right) (RFC 9162 section 2.1.1). Throws hash_length. */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  assertHash(left)
  assertHash(right)
  const input = new Uint8Array(1 + 2 * HASH_BYTES)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + HASH_BYTES)
  const out = new Uint8Array(HASH_BYTES)
  sha256(input, out, 0)
  return out
}

/** HMAC-SHA256 (RFC 2104; block of 64 bytes). */
export function hmacSha256(sha256: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array {
  return keyedHmac(sha256, key)(message)
}

const BLOCK_BYTES = 64

/** HMAC-SHA256 under one key, for many messages: the key's blocks are made once. */
export function keyedHmac(sha256: Sha256, key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const block = key.length > BLOCK_BYTES ? digest(sha256, key) : key
  const innerBlock = new Uint8Array(BLOCK_BYTES).fill(0x36)
  const outer = new Uint8Array(BLOCK_BYTES + HASH_BYTES).fill(0x5c, 0, BLOCK_BYTES)
  for (let at = 0; at < block.length; at++) {
    const byte = block[at] ?? 0
    innerBlock[at] = 0x36 ^ byte
    outer[at] = 0x5c ^ byte
  }
  return (message) => {
    const inner = new Uint8Array(BLOCK_BYTES + message.length)
    inner.set(innerBlock)
    inner.set(message, BLOCK_BYTES)
    sha256(inner, outer, BLOCK_BYTES)
    const out = new Uint8Array(HASH_BYTES)
    sha256(outer, out, 0)
    return out
  }
}

/** Throws hash_length: verifiers look at lengths before anything else. */
export function assertHash(hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES)
    throw new LogError('hash_length', `a hash has ${HASH_BYTES} bytes, got ${hash.length}`)
}
