import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piidTokens, plainPiid } from './piid.ts'
import { vendorFinder, vendorName } from './vendor.ts'

describe('contract numbers', () => {
  test.each([
    ['70CDCR20D00000011', ['70CDCR20D00000011']],
    ['70cdcr-20-d-00000011, see file', ['70CDCR20D00000011']],
    ['2032H5-19-F-00641 and 2032H519F00641', ['2032H519F00641']],
    ['720BHA23GR00104', ['720BHA23GR00104']],
    ['024-000005265', []],
    ['GS-35F-525GA', []],
    ['X70CDCR20D00000011', []],
    ['70CDCR20D0000001123', []],
    ['', []],
  ])('%s', (text, tokens) => {
    expect(piidTokens(text)).toEqual(tokens)
  })

  test('a token is plain already', () => {
    expect(plainPiid(' 70cdcr-20-D-00000011 ')).toBe('70CDCR20D00000011')
  })
})

describe('vendor names', () => {
  test.each([
    ['The MITRE Corporation', 'MITRE'],
    ['FOUR POINTS TECHNOLOGY, L.L.C.', 'FOUR POINTS TECHNOLOGY'],
    ['B&B Consulting Enterprises, Inc.', 'B B CONSULTING ENTERPRISES'],
    ['Co. LLC', ''],
  ])('%s', (written, plain) => {
    expect(vendorName(written)).toBe(plain)
  })

  test('a name stands in a text as whole words only', () => {
    const find = vendorFinder(['NEC Inc', 'Babel Street', 'BI'])
    expect(find('NECTAR and Babel Streets')).toEqual([])
    expect(find('NEC (through CBP), The Babel Street Company; BI')).toEqual(['NEC', 'BABEL STREET'])
  })

  test('the finder agrees with looking for each name in turn', () => {
    const word = fc.constantFrom('NEC', 'BABEL', 'STREET', 'AI', 'INC', 'L.L.C.', 'X', 'SAIC')
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 5 }), phrase, (names, text) => {
        const slow = names
          .map(vendorName)
          .filter((name) => name.length >= 3 && ` ${vendorName(text)} `.includes(` ${name} `))
        expect([...vendorFinder(names)(text)].sort()).toEqual([...new Set(slow)].sort())
      }),
    )
  })
})
