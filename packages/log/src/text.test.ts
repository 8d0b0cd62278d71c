import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8, fromBase64, fromHex, parseDecimal, toBase64, toHex } from './index.ts'
import { expectCode, hex, ownVectors, refusesOnlyByLogError } from './testing.ts'

describe('UTF-8 (RFC 3629)', () => {
  test('agrees with the platform on every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        expect(Buffer.compare(encodeUtf8(text), Buffer.from(text))).toBe(0)
        expect(decodeUtf8(encodeUtf8(text))).toBe(text)
      }),
    )
    const long = '€𝄞a'.repeat(20_000)
    expect(decodeUtf8(encodeUtf8(long))).toBe(long)
  })

  test('agrees with the platform on every sequence of bytes', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const near = fc.array(
      fc.constantFrom(
        0x00,
        0x61,
        0x7f,
        0x80,
        0x8f,
        0x90,
        0x9f,
        0xa0,
        0xbf,
        0xc0,
        0xc1,
        0xc2,
        0xdf,
        0xe0,
        0xed,
        0xef,
        0xf0,
        0xf4,
        0xf5,
        0xff,
      ),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(near, (list) => {
        const bytes = Uint8Array.from(list)
        let expected: string | undefined
        try {
          expected = strict.decode(bytes)
        } catch {
          expectCode(() => decodeUtf8(bytes), 'not_utf8')
          return
        }
        expect(decodeUtf8(bytes)).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  test('byte sequences to refuse', () => {
    for (const { bytes } of ownVectors('utf8').reject) expectCode(() => decodeUtf8(hex(bytes)), 'not_utf8')
    expectCode(() => encodeUtf8('a\ud800'), 'not_utf8')
    expectCode(() => encodeUtf8('\udc00a'), 'not_utf8')
  })
})

describe('base64, hexadecimal and decimal', () => {
  test('agree with the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromHex(toHex(bytes), bytes.length)).toEqual(bytes)
      }),
    )
  })

  test('bytes have one base64 and one hexadecimal spelling', () => {
    for (const text of [
      'A',
      'AA',
      'AAA',
      'AB==',
      'AAB=',
      'AA=A',
      '====',
      'A===',
      'AA==AA==',
      'AA-_',
      ' AAA',
      'AAA\n',
      'ÁAAA',
    ]) {
      expectCode(() => fromBase64(text), 'not_base64')
    }
    for (const text of ['a', 'AA', '0x', ' 00', 'é0']) expectCode(() => fromHex(text), 'not_hex')
    expectCode(() => fromHex('0000', 1), 'not_hex')
    fc.assert(
      fc.property(fc.string(), (text) => refusesOnlyByLogError(() => expect(toBase64(fromBase64(text))).toBe(text))),
    )
  })

  test('numbers have one decimal spelling, below 2^64', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (n) => {
        expect(parseDecimal(`${n}`)).toBe(n)
      }),
    )
    for (const text of ['', '00', '01', '-1', '+1', '1.0', '1e3', '0x1', ' 1', '١', '1'.repeat(21)]) {
      expectCode(() => parseDecimal(text), 'not_decimal')
    }
    expectCode(() => parseDecimal('18446744073709551616'), 'out_of_range')
  })
})
