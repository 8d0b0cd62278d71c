import { hash } from 'node:crypto'
import type { Sha256 } from '@recourse/log'

/**
 * SHA-256 of the system's library, in one call. A string of one-byte letters costs half of what a Buffer costs to
 * return, the reading of its letters included.
 */
export const sha256: Sha256 = (input, out, at) => {
  const digest = hash('sha256', input, 'binary')
  for (let i = 0; i < 32; i++) out[at + i] = digest.charCodeAt(i)
}
