import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 as digest } from '@noble/hashes/sha2.js'
import { ml_dsa44 as mlDsa44 } from '@noble/post-quantum/ml-dsa.js'
import type { Sha256, SignatureChecks } from '@recourse/log'

/** SHA-256 in plain JavaScript: a saved page has no other. */
export const sha256: Sha256 = (input, out, at) => {
  out.set(digest(input), at)
}

function never(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    // A key or signature that cannot even be read does not fit.
    return false
  }
}

/** Ed25519 by RFC 8032, as strict as the server's, and ML-DSA-44 (FIPS 204, empty context). */
export const signatureChecks: SignatureChecks = {
  ed25519: (key, message, signature) => never(() => ed25519.verify(signature, message, key, { zip215: false })),
  mlDsa44: (key, message, signature) => never(() => mlDsa44.verify(signature, message, key)),
}
