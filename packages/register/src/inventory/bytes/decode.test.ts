import { TextDecoder } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDamagedUtf8 } from './encoding.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { decodeWindows1252 } from './windows-1252.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function platform(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 24 }),
  fc
    .array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f), { maxLength: 12 })
    .map((list) => Uint8Array.from(list)),
)

describe('UTF-8', () => {
  test('agrees with the platform on every sequence, control characters apart', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const decoded = decodeUtf8(given, 0, given.length)
        const expected = platform(given)
        if (typeof decoded === 'string') expect(decoded).toBe(expected)
        else if (decoded.code === 'encoding') expect(expected).toBeNull()
        else expect(given.slice(decoded.at, decoded.at + 2).some((byte) => byte < 0x20 || byte > 0x7f)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('what is encoded is decoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...encodeUtf8(text)]).toEqual([...Buffer.from(text, 'utf8')])
      }),
    )
  })

  test('long texts cross the chunk border, surrogate pairs included', () => {
    const text = 'é😀a'.repeat(3000)
    const encoded = encodeUtf8(text)
    expect(decodeUtf8(encoded, 0, encoded.length)).toBe(text)
  })

  test('the first bad byte is named by its place', () => {
    expect(decodeUtf8(Uint8Array.of(0x61, 0x62, 0xff, 0x63), 0, 4)).toMatchObject({ at: 2, code: 'encoding' })
    expect(decodeUtf8(Uint8Array.of(0x61, 0xc2, 0x85), 0, 3)).toMatchObject({ at: 1, code: 'control-character' })
  })
})

describe('windows-1252', () => {
  /** 0x80 to 0x9F as the code page prints them (Unicode's CP1252.TXT); a blank where it assigns nothing. */
  const HIGH = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

  // Not compared with the platform: the decoder of Node 20 reads windows-1252 as Latin-1.
  test('reads every assigned byte and refuses the five that are not', () => {
    const refused: number[] = []
    for (let byte = 0x20; byte <= 0xff; byte += 1) {
      const decoded = decodeWindows1252(Uint8Array.of(byte), 0, 1)
      const expected = byte >= 0x80 && byte <= 0x9f ? HIGH[byte - 0x80] : String.fromCharCode(byte)
      if (typeof decoded === 'string') expect(decoded).toBe(expected)
      else refused.push(byte)
    }
    expect(refused).toEqual([0x81, 0x8d, 0x8f, 0x90, 0x9d])
  })
})

describe('damaged UTF-8', () => {
  test('is told from windows-1252 by its whole sequences', () => {
    expect(isDamagedUtf8(Uint8Array.of(...encodeUtf8('naïve – café'), 0xe2, 0x80))).toBe(true)
    expect(isDamagedUtf8(Uint8Array.of(0x61, 0x92, 0x73, 0x96))).toBe(false)
  })
})
