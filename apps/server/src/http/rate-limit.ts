import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from '../api/problem.ts'
import type { RateLimiter } from '../service/border/rate-limiter.ts'
import type { Clock } from '../service/ports.ts'
import { isLoopback, networkOf } from './network.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** true: probes and the like, which neither limits nor request lines concern. */
    readonly unmetered?: boolean
  }
}

export interface Limits {
  readonly reads: RateLimiter
  readonly writes: RateLimiter
  /** 0: no limit. */
  readonly readsPerMinute: number
  readonly writesPerMinute: number
  readonly clock: Clock
}

/**
 * Declines with 429 and `Retry-After` what a client network asks beyond its measure. Reads from this computer itself pass: they come
 * from its operator, or through a proxy behind which all readers look alike; `RECOURSE_TRUST_PROXY` tells them apart.
 */
export function addRateLimits(
  app: FastifyInstance,
  { reads, writes, readsPerMinute, writesPerMinute, clock }: Limits,
): void {
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.unmetered === true || request.method === 'OPTIONS') return
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead && isLoopback(request.ip)) return
    const perMinute = isRead ? readsPerMinute : writesPerMinute
    if (perMinute === 0) return
    await take(isRead ? reads : writes, request, perMinute, clock)
  })
}

async function take(limiter: RateLimiter, request: FastifyRequest, perMinute: number, clock: Clock): Promise<void> {
  const taken = await limiter.take(networkOf(request.ip), { perMinute }, clock.now())
  if (!taken.ok) throw new ApiError('rate_limited', { retryAfterSeconds: taken.retryAfterSeconds })
}
