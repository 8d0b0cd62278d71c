import { expect, test } from 'vitest'
import { kindsFor, settleKinds } from './kinds-for.ts'

// abuse.md P28.
test('an agency of 3 cases a day gets no full kinds at a granule of a day', () => {
  const threeCases = new Map([0x11, 0x21, 0x31, 0x41].map((kind) => [kind, 3]))
  expect(kindsFor(threeCases)).toBe('groups')
})

test('one rare kind among common ones is enough', () => {
  const common: [number, number][] = [0x11, 0x21, 0x31].map((kind) => [kind, 400])
  expect(kindsFor(new Map(common))).toBe('full')
  expect(kindsFor(new Map([...common, [0x51, 10]]))).toBe('groups')
  expect(kindsFor(new Map([...common, [0x51, 11]]))).toBe('full')
})

test('where nothing of cases is known nothing is shown, and the register does not make up for it', () => {
  expect(kindsFor(new Map())).toBe('groups')
  expect(kindsFor(new Map([[0x81, 4_000]]))).toBe('groups')
  expect(kindsFor(new Map([[0x11, Number.NaN]]))).toBe('groups')
})

test('a log for 3 cases a day is refused full kinds, and made with groups or with granules of a week', () => {
  expect(() => settleKinds('full', 3)).toThrow(expect.objectContaining({ code: 'kinds_unfit' }))
  expect(settleKinds('groups', 3)).toBe('groups')
  expect(settleKinds('full', 3 * 7)).toBe('full')
  expect(settleKinds('full', null)).toBe('full')
})
