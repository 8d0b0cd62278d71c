import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type JsonValue, parseCanonicalJson, parseJson, toHex } from './index.ts'
import { ascii, expectCode, ownVectors, refusesOnlyByLogError } from './testing.ts'

const { accept, reject } = ownVectors('json')

describe('canonical JSON (RFC 8785)', () => {
  test('texts to read and their canonical bytes', () => {
    for (const { text, canonical } of accept) {
      const bytes = canonicalJson(parseJson(ascii(text)))
      expect(toHex(bytes), text).toBe(canonical)
      expect(canonicalJson(parseCanonicalJson(bytes))).toEqual(bytes)
      if (toHex(ascii(text)) !== canonical) expectCode(() => parseCanonicalJson(ascii(text)), 'json_not_canonical')
    }
  })

  test('texts to refuse', () => {
    for (const { text, why } of reject) {
      expect(() => parseJson(ascii(text)), why).toThrow()
      expectCode(() => parseJson(ascii(text)), 'json_malformed')
    }
  })

  test('bytes in are bytes out', () => {
    const value = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    fc.assert(
      fc.property(value, (json) => {
        const bytes = canonicalJson(json)
        expect(canonicalJson(parseCanonicalJson(bytes))).toEqual(bytes)
        // The language's own reader is the second opinion on what the bytes mean.
        expect(canonicalJson(JSON.parse(Buffer.from(bytes).toString()))).toEqual(bytes)
      }),
    )
  })

  test('what cannot be written is refused', () => {
    for (const value of [0.5, Number.NaN, 2 ** 53, '\ud800', { '\udfff': 1 }]) {
      expectCode(() => canonicalJson(value), 'json_malformed')
    }
    const deep = Array.from({ length: 70 }).reduce<JsonValue>((inner) => [inner], null)
    expectCode(() => canonicalJson(deep), 'json_malformed')
  })

  test('hostile bytes: long, deep, random', () => {
    expectCode(() => parseJson(ascii('['.repeat(100_000))), 'json_malformed')
    expectCode(() => parseJson(ascii(`"${'a'.repeat(2_000_000)}`)), 'json_malformed')
    expectCode(() => parseJson(ascii(' '.repeat(2_000_000))), 'json_malformed')
    expectCode(() => parseJson(ascii('[1,2]'), 4), 'json_malformed')
    expect(parseJson(ascii(`"${'\\n'.repeat(500_000)}"`))).toHaveLength(500_000)
    const text = fc.array(
      fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', '1', '-', '0', 'null', ' ', 'é', '\u0000'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          text.map((parts) => ascii(parts.join(''))),
          fc.uint8Array(),
        ),
        (bytes) => refusesOnlyByLogError(() => parseJson(bytes)),
      ),
      { numRuns: 1000 },
    )
  })
})
