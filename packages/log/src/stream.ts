import { bigEndian, concat } from './bytes.ts'
import { assertHash, digest, hmacSha256, type Sha256 } from './hash.ts'
import { encodeUtf8 } from './utf8.ts'

/** label_k of a stream, k = 1, 2, 3, …: looks random to whoever lacks the key (log.md section 3). Throws hash_length for a key that is not 32 bytes. */
export function streamLabel(sha256: Sha256, key: Uint8Array, k: bigint): Uint8Array {
  assertHash(key)
  return hmacSha256(sha256, key, concat([encodeUtf8('recourse/label/v1\n'), bigEndian(k, 8)]))
}

/** The id by which records point at a stream; it does not open it. */
export function streamId(sha256: Sha256, key: Uint8Array): Uint8Array {
  assertHash(key)
  return digest(sha256, encodeUtf8('recourse/stream/v1\n'), key)
}

/** The key of a stream that anyone may follow, made from its name. Never for anything about one person. */
export function publicStreamKey(sha256: Sha256, name: string): Uint8Array {
  return digest(sha256, encodeUtf8('recourse/public-stream/v1\n'), encodeUtf8(name))
}
