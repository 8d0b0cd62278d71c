import { type CellDecoder, CHUNK, controlFault } from './fault.ts'

/**
 * Strict UTF-8 (RFC 3629): no overlong form, no surrogate, nothing beyond U+10FFFF, no truncated sequence.
 * C0 and C1 characters other than tab, LF and CR are faults too. Written here since the pure rooms have no `TextDecoder`.
 */
export const decodeUtf8: CellDecoder = (bytes, start, end) => {
  let done = ''
  for (let at = start; at < end; ) {
    // Never more units than bytes: an array of that size from the start is twice as fast as one that grows.
    const units: number[] = []
    units.length = Math.min(end - at, CHUNK)
    let filled = 0
    while (at < end && filled < CHUNK) {
      const byte = bytes[at] ?? 0
      if (byte < 0x80) {
        if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return controlFault(at, byte)
        units[filled++] = byte
        at += 1
        continue
      }
      const length = sequenceLength(bytes, at, end)
      if (length === 0) return { at, code: 'encoding', what: `byte ${hex(byte)} at ${at} is not valid UTF-8` }
      const point = codePoint(bytes, at, length)
      if (point < 0xa0) return controlFault(at, point)
      if (point < 0x10000) units[filled++] = point
      else {
        units[filled++] = 0xd800 + ((point - 0x10000) >> 10)
        units[filled++] = 0xdc00 + ((point - 0x10000) & 0x3ff)
      }
      at += length
    }
    units.length = filled
    done += String.fromCharCode(...units)
  }
  return done
}

/** Bytes of the well-formed multi-byte sequence at `at` (RFC 3629 section 4), 0 where there is none. */
export function sequenceLength(bytes: Uint8Array, at: number, end: number): 0 | 2 | 3 | 4 {
  const lead = bytes[at] ?? 0
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0 || at + length > end) return 0
  const second = bytes[at + 1] ?? 0
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let next = at + 2; next < at + length; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

function codePoint(bytes: Uint8Array, at: number, length: 2 | 3 | 4): number {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1))
  for (let next = at + 1; next < at + length; next += 1) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f)
  return point
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as encoders do. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const read = character.codePointAt(0) ?? 0
    const point = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f))
    else {
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      )
    }
  }
  return Uint8Array.from(bytes)
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}
