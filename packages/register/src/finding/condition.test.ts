import { describe, expect, test } from 'vitest'
import { all, any, type Condition, is, isNot, not, type Truth } from './condition.ts'
import { BROKEN_LIST, made25 } from './example/made.ts'
import { answer, isBlank, items } from './read.ts'

const ENTRY = made25()
const fixed = (truth: Truth): Condition => ({ words: String(truth), columns: [], test: () => truth })
const TRUTHS: readonly Truth[] = [true, false, null]

describe('three truth values', () => {
  test.each(TRUTHS.flatMap((a) => TRUTHS.map((b) => [a, b] as const)))('%s and %s', (a, b) => {
    const expected = a === false || b === false ? false : a === null || b === null ? null : true
    expect(all(fixed(a), fixed(b)).test(ENTRY)).toBe(expected)
    const inclusive = a === true || b === true ? true : a === null || b === null ? null : false
    expect(any(fixed(a), fixed(b)).test(ENTRY)).toBe(inclusive)
  })

  test('what is unreadable stays unreadable when denied', () => {
    expect(not(fixed(null)).test(ENTRY)).toBeNull()
    expect(not(fixed(true)).test(ENTRY)).toBe(false)
  })
})

test('the words of a predicate have one meaning', () => {
  const [a, b, c] = [is('x', '1'), is('y', '2'), is('z', '3')]
  expect(all(any(a, b), c).words).toBe("(`x` is '1', or `y` is '2'), and `z` is '3'")
  expect(any(all(a, b), c).words).toBe("(`x` is '1', and `y` is '2'), or `z` is '3'")
  expect(all(all(a, b), c).words).toBe("`x` is '1', and `y` is '2', and `z` is '3'")
})

describe('reading answers', () => {
  test('codes, full wording, case and short form are one answer', () => {
    for (const raw of ['b) Not applicable', 'NOT APPLICABLE', ' Not\u00A0Applicable. ', 'Not Applicable']) {
      const entry = made25({ hi_appeal_process: raw })
      expect(answer(entry, 'hi_appeal_process')).toBe('Not Applicable')
      expect(is('hi_appeal_process', 'Not Applicable').test(entry)).toBe(true)
    }
  })

  test('a blank is none of the answers, and a free text is itself', () => {
    expect(isNot('hi_appeal_process', 'Not Applicable').test(made25())).toBe(true)
    expect(answer(made25({ benefits: ' Less\u200B  work ' }), 'benefits')).toBe('Less work')
  })

  test('four kinds of nothing are told apart', () => {
    expect(isBlank(made25({ benefits: '\uFEFF \t' }), 'benefits')).toBe(true)
    expect(isBlank(made25({ hi_public_consultation: "['']" }), 'hi_public_consultation')).toBe(true)
    expect(isBlank(made25({ hi_public_consultation: BROKEN_LIST }), 'hi_public_consultation')).toBeNull()
    expect(items(made25({ hi_public_consultation: BROKEN_LIST }), 'hi_public_consultation')).toBeNull()
    expect(isBlank(made25(), 'a_column_never_asked')).toBe(true)
  })
})
