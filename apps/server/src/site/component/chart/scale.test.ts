import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { em, percent, roomFor, zeroScale } from './scale.ts'

describe('zeroScale', () => {
  test('begins at zero and ends on a round number', () => {
    expect(zeroScale([94, 3], 16, 88).ticks).toEqual([0, 50, 100])
    expect(zeroScale([8], 0, 100).ticks).toEqual([0, 2, 4, 6, 8])
    expect(zeroScale([1_278_000], 0, 100).ticks).toEqual([0, 500_000, 1_000_000, 1_500_000])
  })

  test('places values in percent of the width', () => {
    const scale = zeroScale([100], 20, 80)
    expect([scale.at(0), scale.at(50), scale.at(100), scale.span(0, 50)]).toEqual(['20%', '50%', '80%', '30%'])
  })

  test('draws nothing but zero where there is nothing', () => {
    expect(zeroScale([], 0, 100).at(0)).toBe('0%')
    expect(zeroScale([0], 0, 100).ticks).toEqual([0, 1])
  })

  test('never places a value outside, and never lets a larger one stand left of a smaller', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 2 }), (values) => {
        const scale = zeroScale(values, 10, 90)
        const sorted = [...values].sort((a, b) => a - b).map((value) => Number.parseFloat(scale.at(value)))
        expect(sorted.every((at, index) => at >= 10 && at <= 90 && at >= (sorted[index - 1] ?? 0))).toBe(true)
        expect(scale.ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

test('room for words grows with the longest, up to a limit', () => {
  expect([roomFor([], 45), roomFor(['VA', 'STATE'], 45), roomFor(['x'.repeat(60)], 45)]).toEqual([0, 16.5, 45])
})

test('lengths are short', () => {
  expect([percent(33.33333), em(1.5), em(2)]).toEqual(['33.33%', '1.5em', '2em'])
})
