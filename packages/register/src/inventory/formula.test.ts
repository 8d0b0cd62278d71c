import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNeutralised, neutraliseFormula, restoreFormula } from './formula.ts'

const cell = fc.oneof(
  fc.string(),
  fc
    .tuple(fc.constantFrom('', "'", "''", ' ', "' "), fc.constantFrom('=', '+', '-', '@', 'a', ''), fc.string())
    .map((parts) => parts.join('')),
)

describe('formula leads', () => {
  test('a neutralised cell leads nothing a spreadsheet runs', () => {
    expect(neutraliseFormula('=HYPERLINK("x")')).toBe('\'=HYPERLINK("x")')
    expect(neutraliseFormula("'-save time")).toBe("''-save time")
    expect(neutraliseFormula('a = b')).toBe('a = b')
    fc.assert(
      fc.property(cell, (text) => {
        expect(neutraliseFormula(text)).not.toMatch(/^\s*[=+\-@]/)
      }),
    )
  })

  test('every cell comes back', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(restoreFormula(neutraliseFormula(text))).toBe(text)
      }),
    )
  })

  test('a file is recognised as neutralised if one of its cells was, never if a bare lead stands in it', () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const written = cells.map(neutraliseFormula)
        expect(isNeutralised(written)).toBe(written.some((text, at) => text !== cells[at]))
        expect(isNeutralised([...written, '-bare'])).toBe(false)
      }),
    )
  })
})
