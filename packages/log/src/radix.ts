import { MAX_U64 } from './bytes.ts'
import { LogError } from './error.ts'

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SIX_BITS: ReadonlyMap<string, number> = new Map(BASE64.split('').map((letter, value) => [letter, value]))

/** Standard alphabet, padded (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] ?? 0
    const b = bytes[i + 1]
    const c = bytes[i + 2]
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    parts.push(
      BASE64.charAt(group >> 18),
      BASE64.charAt((group >> 12) & 63),
      b === undefined ? '=' : BASE64.charAt((group >> 6) & 63),
      c === undefined ? '=' : BASE64.charAt(group & 63),
    )
  }
  return parts.join('')
}

/**
 * Strict: padding required, no line breaks, unused bits zero (RFC 4648 section 3.5), so that no flipped bit passes unseen. With `unusedBits` any, the
 * caller looks after that. Throws not_base64.
 */
export function fromBase64(text: string, unusedBits: 'zero' | 'any' = 'zero'): Uint8Array {
  if (text.length % 4 !== 0) throw new LogError('not_base64', 'base64 must be padded to a multiple of four letters')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const out = new Uint8Array((text.length / 4) * 3 - padding)
  const letters = text.length - padding
  let bits = 0
  let pending = 0
  let at = 0
  for (let i = 0; i < letters; i++) {
    const value = SIX_BITS.get(text.charAt(i))
    if (value === undefined) throw new LogError('not_base64', `letter ${i} is not of the base64 alphabet`)
    bits = ((bits & 0xff) << 6) | value
    pending += 6
    if (pending >= 8) {
      pending -= 8
      out[at++] = bits >> pending
      bits &= (1 << pending) - 1
    }
  }
  if (bits !== 0 && unusedBits === 'zero')
    throw new LogError('not_base64', 'the unused bits of the last base64 letter must be zero')
  return out
}

/** Lower case. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Lower case only; with `length`, exactly so many bytes. Throws not_hex. */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new LogError('not_hex', 'expected pairs of lower-case hexadecimal digits')
  const out = new Uint8Array(text.length / 2)
  if (length !== undefined && out.length !== length) {
    throw new LogError('not_hex', `expected ${length} bytes of hexadecimal, got ${out.length}`)
  }
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return out
}

/** ASCII decimal without sign or leading zero, below 2^64. Throws not_decimal, out_of_range. */
export function parseDecimal(text: string): bigint {
  if (text.length > 20 || !/^(?:0|[1-9][0-9]*)$/.test(text)) {
    throw new LogError('not_decimal', 'expected a decimal number without sign or leading zero, at most 20 digits')
  }
  const value = BigInt(text)
  if (value > MAX_U64) throw new LogError('out_of_range', 'the number is not below 2^64')
  return value
}
