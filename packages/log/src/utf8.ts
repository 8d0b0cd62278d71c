import { LogError } from './error.ts'

const CHUNK = 4096

/** UTF-8 of a string (RFC 3629). A lone surrogate has none: not_utf8. TextEncoder is not in es2023, and it would replace instead of refuse. */
export function encodeUtf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0
    if (point < 0x80) {
      out[at++] = point
    } else if (point < 0x800) {
      out[at++] = 0xc0 | (point >> 6)
      out[at++] = 0x80 | (point & 0x3f)
    } else if (point < 0x10000) {
      if (point >= 0xd800 && point <= 0xdfff) throw new LogError('not_utf8', `a lone surrogate stands at ${i}`)
      out[at++] = 0xe0 | (point >> 12)
      out[at++] = 0x80 | ((point >> 6) & 0x3f)
      out[at++] = 0x80 | (point & 0x3f)
    } else {
      i++
      out[at++] = 0xf0 | (point >> 18)
      out[at++] = 0x80 | ((point >> 12) & 0x3f)
      out[at++] = 0x80 | ((point >> 6) & 0x3f)
      out[at++] = 0x80 | (point & 0x3f)
    }
  }
  return out.slice(0, at)
}

/** The string whose UTF-8 these bytes are. Overlong forms, surrogates and points above U+10FFFF are refused (not_utf8): one string, one encoding. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = []
  let units: number[] = []
  let i = 0
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
    if (length === 0 || i + length > bytes.length) throw new LogError('not_utf8', `byte ${i} begins no UTF-8 sequence`)
    let point = length === 1 ? lead : lead & (0x7f >> length)
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k] ?? 0
      if ((next & 0xc0) !== 0x80) throw new LogError('not_utf8', `byte ${i + k} continues no UTF-8 sequence`)
      point = (point << 6) | (next & 0x3f)
    }
    const shortest = length === 3 ? 0x800 : length === 4 ? 0x10000 : 0
    if (point < shortest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      throw new LogError('not_utf8', `the sequence at byte ${i} is overlong, a surrogate or above U+10FFFF`)
    }
    if (point < 0x10000) units.push(point)
    else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff))
    i += length
    if (units.length >= CHUNK) {
      parts.push(String.fromCharCode(...units))
      units = []
    }
  }
  parts.push(String.fromCharCode(...units))
  return parts.join('')
}
