import { expect, test } from 'vitest'
import type { RateLimiter } from '../rate-limiter.ts'

const NOON = Date.UTC(2026, 4, 4, 12)
const rate = { perMinute: 6 }

/** What every RateLimiter holds; `create` gives an empty one. */
export function rateLimiterContract(create: () => Promise<RateLimiter>): void {
  test('a network has its measure at once, then one a spacing, and is told how long to wait', async () => {
    const limiter = await create()
    for (let taken = 0; taken < 6; taken++) expect(await limiter.take('192.0.2.7', rate, NOON)).toEqual({ ok: true })
    expect(await limiter.take('192.0.2.7', rate, NOON)).toEqual({ ok: false, retryAfterSeconds: 10 })
    expect(await limiter.take('192.0.2.7', rate, NOON + 4_000)).toEqual({ ok: false, retryAfterSeconds: 6 })
    expect(await limiter.take('192.0.2.7', rate, NOON + 10_000)).toEqual({ ok: true })
    expect((await limiter.take('192.0.2.7', rate, NOON + 10_000)).ok).toBe(false)
  })

  test('one network does not use up the measure of another', async () => {
    const limiter = await create()
    for (let taken = 0; taken < 7; taken++) await limiter.take('192.0.2.7', rate, NOON)
    expect(await limiter.take('198.51.100.9', rate, NOON)).toEqual({ ok: true })
  })

  test('the measure is full again after a quiet minute', async () => {
    const limiter = await create()
    for (let taken = 0; taken < 7; taken++) await limiter.take('192.0.2.7', rate, NOON)
    for (let taken = 0; taken < 6; taken++) expect((await limiter.take('192.0.2.7', rate, NOON + 60_000)).ok).toBe(true)
    expect((await limiter.take('192.0.2.7', rate, NOON + 60_000)).ok).toBe(false)
  })

  test('takes at the same moment are counted each', async () => {
    const limiter = await create()
    const taken = await Promise.all(Array.from({ length: 20 }, () => limiter.take('192.0.2.7', rate, NOON)))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(6)
  })

  test('the next day begins with a new key and a full measure', async () => {
    const limiter = await create()
    for (let taken = 0; taken < 7; taken++) await limiter.take('192.0.2.7', { perMinute: 1 }, NOON)
    expect((await limiter.take('192.0.2.7', { perMinute: 1 }, NOON + 86_400_000)).ok).toBe(true)
  })

  test('forget drops everything', async () => {
    const limiter = await create()
    for (let taken = 0; taken < 7; taken++) await limiter.take('192.0.2.7', rate, NOON)
    await limiter.forget()
    expect((await limiter.take('192.0.2.7', rate, NOON)).ok).toBe(true)
  })
}
