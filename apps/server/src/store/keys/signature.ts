import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signNative,
  verify as verifyNative,
} from 'node:crypto'
import { ml_dsa44 as mlDsa44Noble } from '@noble/post-quantum/ml-dsa.js'
import type { SignatureChecks } from '@recourse/log'

/** A private key in memory: its public half as raw bytes, and what signs. */
export interface SigningKey {
  readonly publicKey: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
}

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const ML_DSA_44_SPKI = Buffer.from('30820532300b06096086480165030403110382052100', 'hex')
/** RFC 9881: PKCS#8 with the seed alone. */
const ML_DSA_44_PKCS8 = Buffer.from('3034020100300b060960864801650304031104228020', 'hex')

/** Public keys already parsed: witnesses and logs are few, and their signatures many. */
const parsed = new Map<string, KeyObject>()
const MOST_PARSED = 256

function publicKey(spki: Uint8Array, key: Uint8Array): KeyObject {
  const id = Buffer.from(key).toString('latin1')
  const known = parsed.get(id)
  if (known !== undefined) return known
  const made = createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' })
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(id, made)
  return made
}

/** Node's own from 24 on; before that the same algorithm in JavaScript, ten times slower. */
const hasMlDsa44 = (() => {
  try {
    createPublicKey({ key: Buffer.concat([ML_DSA_44_SPKI, new Uint8Array(1312)]), format: 'der', type: 'spki' })
    return true
  } catch {
    return false
  }
})()

function never(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    // A key or signature that cannot even be read does not fit.
    return false
  }
}

/** Ed25519 and ML-DSA-44 (FIPS 204, empty context). False, never an error, for what does not fit. */
export const signatureChecks: SignatureChecks = {
  ed25519: (key, message, signature) =>
    never(() => verifyNative(null, message, publicKey(ED25519_SPKI, key), signature)),
  mlDsa44: (key, message, signature) =>
    never(() =>
      hasMlDsa44
        ? verifyNative(null, message, publicKey(ML_DSA_44_SPKI, key), signature)
        : mlDsa44Noble.verify(signature, message, key),
    ),
}

/** The Ed25519 key of a 32-byte seed (RFC 8032). */
export function ed25519Key(seed: Uint8Array): SigningKey {
  const secret = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(spki.subarray(ED25519_SPKI.length)),
    sign: (message) => new Uint8Array(signNative(null, message, secret)),
  }
}

/** The ML-DSA-44 key of a 32-byte seed (FIPS 204 `ML-DSA.KeyGen_internal`). */
export function mlDsa44Key(seed: Uint8Array): SigningKey {
  const pair = mlDsa44Noble.keygen(seed)
  if (!hasMlDsa44) {
    return { publicKey: pair.publicKey, sign: (message) => mlDsa44Noble.sign(message, pair.secretKey) }
  }
  const secret = createPrivateKey({ key: Buffer.concat([ML_DSA_44_PKCS8, seed]), format: 'der', type: 'pkcs8' })
  return { publicKey: pair.publicKey, sign: (message) => new Uint8Array(signNative(null, message, secret)) }
}
