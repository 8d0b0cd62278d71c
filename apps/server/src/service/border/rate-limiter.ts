/** How much one client network may ask: `perMinute` steadily, and as much at once after a quiet minute. */
export interface Rate {
  /** At least 1. */
  readonly perMinute: number
}

type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number }

/**
 * Counts what a client network asks for without keeping which network it is (abuse.md P03, R07): an implementation may keep a
 * keyed hash cut so short that thousands of networks share it, under a key that lives a day, and forgets both.
 * A row says that somebody asked within the last minute, never who, what or when exactly.
 */
export interface RateLimiter {
  /** Takes one from what `network` has left at `now` (milliseconds since 1970); refused takes cost nothing. */
  take(network: string, rate: Rate, now: number): Promise<Taken>
  /** Drops everything kept. Safe at any time: every network then has its full measure again. */
  forget(): Promise<void>
}

/** Milliseconds between two takes at the steady rate. */
export function spacingMs({ perMinute }: Rate): number {
  return 60_000 / perMinute
}

const DAY_MS = 86_400_000

/** Days since 1970 UTC: what a hash key belongs to. */
export function keyDay(now: number): number {
  return Math.floor(now / DAY_MS)
}
