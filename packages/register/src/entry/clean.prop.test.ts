import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, normalName } from './clean.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('e', '\u0301', '\u200B', '\uFEFF', '\u00A0', ' ', '\n', '\u1E9B\u0323', 'ﬁ', '①', '\u00A8'))
    .map((parts) => parts.join('')),
)

test('cleaning is idempotent and leaves no mark or run of white space', () => {
  fc.assert(
    fc.property(text, (given) => {
      const once = clean(given)
      expect(clean(once)).toBe(once)
      expect(once).not.toMatch(/[\u200B\uFEFF]|\s\s|^\s|\s$|[^\S ]/)
      expect(normalName(normalName(given))).toBe(normalName(given))
    }),
    { numRuns: 2000 },
  )
})
