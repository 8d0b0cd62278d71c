import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LetterRequest } from './request.ts'
import { letterText } from './text.ts'

const request: LetterRequest = {
  law: 'privacy-act',
  finding: {
    rule: 'HI-01',
    citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
    message: 'DHS declares nothing.',
    evidence: [],
  },
  useCase: { id: 'DHS-1', name: 'Made-up match', bureau: '', year: 2025 },
  agencyName: 'Department of Examples',
  dateLine: '',
}

test('the warning comes before the letter, with a line to cut along between them', () => {
  const text = letterText(request)
  expect(text.startsWith('READ THIS FIRST\n')).toBe(true)
  expect(text).toMatch(
    /^READ THIS FIRST\n[\s\S]*who you are and where[\s\S]*\n- - - -[\s\S]*\nDear Privacy Act Officer:\n/,
  )
  expect(text.slice(0, text.indexOf('- - - -'))).not.toContain('Dear')
})

test('a date that is not given is a blank line, one that is given stands alone', () => {
  expect(letterText(request)).toContain('\nDate: ____')
  expect(letterText({ ...request, dateLine: '22 November 2026' })).toContain('\n22 November 2026\n')
})

test('no line is wider than 72 characters unless it is one word, whatever is published', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 400 }), (name, value) => {
      const text = letterText({
        ...request,
        useCase: { id: 'X', name, bureau: name, year: 2025 },
        finding: { ...request.finding, evidence: [{ file: 'f.csv', row: 2, column: 'c', value }] },
      })
      expect(text).not.toMatch(/\r|\u00A0|[ \t]\n/)
      for (const line of text.split('\n')) if (Array.from(line).length > 72) expect(line.trim()).not.toContain(' ')
    }),
    { numRuns: 100 },
  )
})

test('the same request gives the same text', () => {
  expect(letterText(request)).toBe(letterText({ ...request }))
})
