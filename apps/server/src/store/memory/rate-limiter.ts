import { createHmac, randomBytes } from 'node:crypto'
import { keyDay, type RateLimiter, spacingMs } from '../../service/border/rate-limiter.ts'

const MOST_NETWORKS = 100_000
const HASH_CHARACTERS = 8

/**
 * Counts in this process alone, for reads: no page view costs a round trip to the database. Each process gives the full measure;
 * readers are throttled against harm, not metered. The key is never written anywhere and changes every day.
 */
export function memoryRateLimiter(): RateLimiter {
  let key = randomBytes(32)
  let day = 0
  /** Hash of a network -> the moment (ms since 1970) up to which its takes are spent (generic cell rate algorithm). */
  const spentUntil = new Map<string, number>()

  const forget = () => {
    key = randomBytes(32)
    spentUntil.clear()
  }

  return {
    async take(network, rate, now) {
      if (keyDay(now) !== day) {
        forget()
        day = keyDay(now)
      }
      const hash = createHmac('sha256', key).update(network).digest('base64url').slice(0, HASH_CHARACTERS)
      const spacing = spacingMs(rate)
      const next = Math.max(spentUntil.get(hash) ?? 0, now) + spacing
      const over = next - now - 60_000
      if (over > 0) return { ok: false, retryAfterSeconds: Math.ceil(over / 1_000) }
      if (spentUntil.size >= MOST_NETWORKS) makeRoom(spentUntil, now)
      spentUntil.set(hash, next)
      return { ok: true }
    },
    async forget() {
      forget()
    },
  }
}

/** Drops who has their full measure again; where all are busy, the oldest tenth. */
function makeRoom(spentUntil: Map<string, number>, now: number): void {
  for (const [hash, until] of spentUntil) if (until <= now) spentUntil.delete(hash)
  if (spentUntil.size < MOST_NETWORKS) return
  let surplus = MOST_NETWORKS / 10
  for (const hash of spentUntil.keys()) {
    if (surplus-- <= 0) return
    spentUntil.delete(hash)
  }
}
