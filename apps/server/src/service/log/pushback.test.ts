import { describe, expect, test } from 'vitest'
import { type LogLoad, pushbackOf } from './pushback.ts'

const NOW = 1_800_000_000_000
const rate = { leaves: 6_000n, seconds: 60n }

describe('pushback', () => {
  test.each<LogLoad>(['person', 'stay', 'rescission'])('a %s is never turned away, however long the queue', (load) => {
    expect(pushbackOf(load, { rows: 100_000, oldestAt: NOW - 3_600_000 }, NOW, rate)).toBeNull()
  })

  test('bulk is turned away first, the rest at 4,096 rows or a row older than 10 s', () => {
    const at = (load: LogLoad, rows: number, age: number) =>
      pushbackOf(load, { rows, oldestAt: rows === 0 ? null : NOW - age }, NOW, rate) !== null
    expect([at('ordinary', 4_095, 10_000), at('ordinary', 4_096, 0), at('ordinary', 1, 10_001)]).toEqual([
      false,
      true,
      true,
    ])
    expect([at('bulk', 2_047, 5_000), at('bulk', 2_048, 0), at('bulk', 1, 5_001)]).toEqual([false, true, true])
    expect([at('ordinary', 0, 0), at('bulk', 0, 0)]).toEqual([false, false])
  })

  test('Retry-After is the backlog over the rate, from 1 to 30 s; 30 where nothing moves', () => {
    const after = (rows: number, growth: typeof rate | null) =>
      pushbackOf('ordinary', { rows, oldestAt: NOW - 60_000 }, NOW, growth)?.retryAfterSeconds
    expect([after(10, rate), after(1_050, rate), after(90_000, rate)]).toEqual([1, 11, 30])
    expect([after(10, null), after(10, { leaves: 0n, seconds: 60n }), after(10, { leaves: 5n, seconds: 0n })]).toEqual([
      30, 30, 30,
    ])
  })
})
