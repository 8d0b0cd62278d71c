import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readListLiteral, writeListLiteral } from './list-literal.ts'

describe('list literals', () => {
  test.each([
    ['[]', []],
    ['[ ]', []],
    [`['a) Race/Ethnicity', "it's"]`, ['a) Race/Ethnicity', "it's"]],
    [`['General solicitations of \\ncomments']`, ['General solicitations of \ncomments']],
    [`['\\x41\\u00e9\\U0001F600\\101\\'\\\\']`, ["Aé😀A'\\"]],
    [`["a",\n "b",]`, ['a', 'b']],
    [`['a \\q']`, ['a \\q']],
    ['["Verkeer","Zorg"]', ['Verkeer', 'Zorg']],
  ])('%s', (text, items) => {
    expect(readListLiteral(text)).toEqual(items)
  })

  test.each([
    '',
    'a, b',
    '[a]',
    '[1]',
    "['a'",
    "['a' 'b']",
    "['a'] + ['b']",
    "['a'], ['b']",
    "['a', ['b']]",
    "['a\nb']",
    "['\\x4']",
    "['\\U00110000']",
    "['\\N{DASH}']",
    "['\\x00']",
    "[,'a']",
    "[__import__('os')]",
    "('a',)",
  ])('%j is none', (text) => {
    expect(readListLiteral(text)).toBeNull()
  })

  test('what is written is read back', () => {
    const item = fc.string({ unit: 'binary' }).map((text) => text.replace(/[^\t\n\r\P{Cc}]|\x7f/gu, ''))
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(readListLiteral(writeListLiteral(items))).toEqual(items)
      }),
    )
  })

  test('any text is read or refused, never thrown', () => {
    const pieces = fc
      .array(fc.constantFrom('[', ']', "'", '"', '\\', ',', ' ', 'x', 'u', '0', 'a', '\n'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((text) => `[${text}]`),
        ),
        (text) => {
          const items = readListLiteral(text)
          expect(items === null || Array.isArray(items)).toBe(true)
        },
      ),
    )
  })
})
