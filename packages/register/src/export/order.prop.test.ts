import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareKeys } from './order.ts'

const key = fc.stringMatching(/^[a-c]{1,2}(?:\.(?:[1-9]|1[0-2]|0))?(?:\.2)?$/)

test('keys have one order: total, and the same whatever order they come in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 20 }), (keys) => {
      expect(keys.toReversed().toSorted(compareKeys)).toEqual(keys.toSorted(compareKeys))
      for (const one of keys) for (const other of keys) if (one !== other) expect(compareKeys(one, other)).not.toBe(0)
    }),
  )
})

test('repeated keys stand by number', () => {
  expect(['a.10', 'b', 'a.2', 'a', 'a-1'].toSorted(compareKeys)).toEqual(['a', 'a.2', 'a.10', 'a-1', 'b'])
})
