import { LogError, type LogErrorCode } from './error.ts'

/** The largest value of an unsigned 64-bit field. */
export const MAX_U64 = 0xffff_ffff_ffff_ffffn

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Not in constant time: everything compared in this room is public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Order of unsigned bytes, a prefix first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Big-endian, `width` bytes. Throws out_of_range for what does not fit: a length field must never wrap. */
export function bigEndian(value: bigint | number, width: 1 | 2 | 4 | 8): Uint8Array {
  if (typeof value === 'number' && width <= 4 && value >= 0 && value < 2 ** (8 * width) && Number.isInteger(value)) {
    const out = new Uint8Array(width)
    for (let i = width - 1, left = value; i >= 0; i--, left = Math.floor(left / 256)) out[i] = left
    return out
  }
  let rest = typeof value === 'bigint' ? value : Number.isSafeInteger(value) ? BigInt(value) : -1n
  if (rest < 0n || rest >> BigInt(width * 8) !== 0n) {
    throw new LogError('out_of_range', `${value} does not fit an unsigned integer of ${width} bytes`)
  }
  const out = new Uint8Array(width)
  for (let i = width - 1; i >= 0; i--) {
    out[i] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return out
}

/** Reads fields from the front; every read past the end throws the code it was made with. */
export interface ByteReader {
  readonly take: (length: number) => Uint8Array
  readonly u8: () => number
  readonly u16: () => number
  readonly u32: () => number
  readonly u64: () => bigint
  readonly left: () => number
}

/** `what` names the structure in messages. What is taken is a view of `bytes`, not a copy. */
export function byteReader(bytes: Uint8Array, code: LogErrorCode, what: string): ByteReader {
  let at = 0
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) {
      throw new LogError(code, `${what} ends at byte ${bytes.length}, ${length} more were expected at ${at}`)
    }
    at += length
    return bytes.subarray(at - length, at)
  }
  const unsigned = (length: number): number => take(length).reduce((value, byte) => value * 256 + byte, 0)
  return {
    take,
    u8: () => unsigned(1),
    u16: () => unsigned(2),
    u32: () => unsigned(4),
    u64: () => take(8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n),
    left: () => bytes.length - at,
  }
}
