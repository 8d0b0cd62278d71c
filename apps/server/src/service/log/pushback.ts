import type { LogStore, OutboxDepth } from './log-store.ts'

/**
 * What asks to be logged. `person`: a filing by a person. `stay`, `rescission`: take pressure off a person. None of the
 * three is ever pushed back (log.md 5 "Pushback"). `bulk` is first.
 */
export type LogLoad = 'person' | 'stay' | 'rescission' | 'ordinary' | 'bulk'

/** The answer 503 with `Retry-After`. */
export interface Pushback {
  readonly status: 503
  readonly retryAfterSeconds: number
}

const MOST = { ordinary: { rows: 4_096, ageMs: 10_000 }, bulk: { rows: 2_048, ageMs: 5_000 } } as const
const RATE_OVER_S = 60n

/** Asked before a transaction opens; null: go on. `growth`: what was published lately, null where nothing was. */
export function pushbackOf(
  load: LogLoad,
  depth: OutboxDepth,
  now: number,
  growth: { readonly leaves: bigint; readonly seconds: bigint } | null,
): Pushback | null {
  if (load !== 'ordinary' && load !== 'bulk') return null
  const most = MOST[load]
  const isOld = depth.oldestAt !== null && now - depth.oldestAt > most.ageMs
  if (depth.rows < most.rows && !isOld) return null
  const rate = growth === null || growth.seconds <= 0n ? 0 : Number(growth.leaves) / Number(growth.seconds)
  const seconds = rate > 0 ? Math.ceil(depth.rows / rate) : 30
  return { status: 503, retryAfterSeconds: Math.min(30, Math.max(1, seconds)) }
}

/** The same, asked of the store. */
export async function pushback(
  { store, now, log }: { readonly store: LogStore; readonly now: number; readonly log: number },
  load: LogLoad,
): Promise<Pushback | null> {
  if (load !== 'ordinary' && load !== 'bulk') return null
  const depth = await store.outboxDepth()
  if (pushbackOf(load, depth, now, null) === null) return null
  const since = BigInt(Math.floor(now / 1000)) - RATE_OVER_S
  return pushbackOf(load, depth, now, await store.growthSince(log, since))
}
