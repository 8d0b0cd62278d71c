import { hash } from 'node:crypto'
import type { Sha256 } from '@recourse/log'

/** SHA-256 of the system's library, in one call: twice as fast as making a hash object for each input. */
export const sha256: Sha256 = (input, out, at) => {
  out.set(hash('sha256', input, 'buffer'), at)
}
