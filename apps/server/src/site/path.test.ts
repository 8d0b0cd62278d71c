import { describe, expect, test } from 'vitest'
import { anchorOf, entryAnchor } from './path.ts'

describe('anchors', () => {
  test('a key of letters, digits and dashes stands as it is', () => {
    expect(anchorOf('finding', 'HI-03:dhs-2577')).toBe('finding-HI-03:dhs-2577')
    expect(entryAnchor({ year: 2025, key: 'dhs-2577' })).toBe('y-2025.dhs-2577')
  })

  test('no two texts share one, and none has a blank', () => {
    const texts = [
      'a b',
      'a-b',
      'a_b',
      'a/b',
      'a.b',
      'a:b',
      'a>b',
      'a  b',
      'a~b',
      'a~20~b',
      'á',
      'a',
      '😀',
      '',
      'a,b',
      'A b',
    ]
    const anchors = texts.map((text) => anchorOf('s', text))
    expect(new Set(anchors).size).toBe(texts.length)
    for (const anchor of anchors) expect(anchor).toMatch(/^s-[\w:.~-]*$/)
  })

  test('where one part ends and the next begins is told', () => {
    expect(anchorOf('pair', 'a-b', 'c')).not.toBe(anchorOf('pair', 'a', 'b-c'))
    expect(anchorOf('pair', 'a.b', 'c')).not.toBe(anchorOf('pair', 'a', 'b.c'))
  })
})
