import { describe, expect, test } from 'vitest'
import { rateLimiterContract } from '../../service/border/testing/rate-limiter.contract.ts'
import { memoryRateLimiter } from './rate-limiter.ts'

describe('memoryRateLimiter', () => {
  rateLimiterContract(async () => memoryRateLimiter())

  test('stays bounded under a flood of networks', async () => {
    const limiter = memoryRateLimiter()
    const now = Date.UTC(2026, 4, 4, 12)
    const before = process.memoryUsage().heapUsed
    for (let network = 0; network < 250_000; network++)
      await limiter.take(`2001:db8:${network}::`, { perMinute: 600 }, now)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6)
  })
})
