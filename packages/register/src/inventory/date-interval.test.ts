import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateInterval } from './date-interval.ts'

const day = (date: string) => ({ first: date, last: date, precision: 'day', ambiguous: false })

describe('dates', () => {
  test.each([
    ['2025-09-08 00:00:00', day('2025-09-08')],
    ['2025-09-08', day('2025-09-08')],
    ['2025-06-26T07:39:09Z', day('2025-06-26')],
    ['1/1/2021', day('2021-01-01')],
    ['1/30/2026', day('2026-01-30')],
    ['10/1/2025', day('2025-10-01')],
    ['11/30/2022', day('2022-11-30')],
    ['01/01/2018 00:00:00', day('2018-01-01')],
    ['09/24/2024 12:00:00 AM', day('2024-09-24')],
    ['9/1/2019 0:00', day('2019-09-01')],
    ['2/29/2024', day('2024-02-29')],
    ['01/2024', { first: '2024-01-01', last: '2024-01-31', precision: 'month', ambiguous: false }],
    ['2024-02', { first: '2024-02-01', last: '2024-02-29', precision: 'month', ambiguous: false }],
    ['Jan-03', { first: '2003-01-01', last: '2003-01-31', precision: 'month', ambiguous: true }],
    ['2020', { first: '2020-01-01', last: '2020-12-31', precision: 'year', ambiguous: true }],
  ])('%s', (text, interval) => {
    expect(dateInterval(text)).toEqual(interval)
  })

  test.each([
    '',
    'N/A',
    '2/29/2023',
    '13/1/2024',
    '30/11/2022',
    '00/2024',
    '2024-13',
    'Foo-03',
    '22-Jul',
    'Q4FY25',
    '10/12023',
    '1/1/2021 24:00',
    '1/1/2021 13:00 PM',
    '1/1/2021 10:61',
    'since 2020',
    '20200',
    '0000',
  ])('%j is no date', (text) => {
    expect(dateInterval(text)).toBeNull()
  })

  test('an interval begins no later than it ends, on days of its own month or year', () => {
    const number = fc.integer({ min: 0, max: 99 }).map(String)
    const text = fc.oneof(
      fc
        .tuple(number, number, fc.integer({ min: 1, max: 9999 }))
        .map(([a, b, c]) => `${a}/${b}/${String(c).padStart(4, '0')}`),
      fc.tuple(number, fc.integer({ min: 1, max: 9999 })).map(([a, c]) => `${a}/${String(c).padStart(4, '0')}`),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(text, (given) => {
        const interval = dateInterval(given)
        if (interval === null) return
        expect(interval.first <= interval.last).toBe(true)
        for (const end of [interval.first, interval.last]) {
          expect(new Date(`${end}T00:00:00Z`).toISOString().slice(0, 10)).toBe(end)
        }
        if (interval.precision === 'day') expect(interval.first).toBe(interval.last)
      }),
    )
  })
})
