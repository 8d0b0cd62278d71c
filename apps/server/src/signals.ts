import type { EventEmitter } from 'node:events'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export interface SignalTarget {
  /** Called once, at the first signal: ends in order. */
  stop(): Promise<void>
  /** Called when it has ended; with 1 and the reason when it could not; or at a second signal, at once. */
  exit(code: number, failure?: unknown): void
}

/** A terminal and npm may both pass on one Ctrl-C: signals this close together are one. */
const SAME_MS = 1_000

/**
 * The first SIGINT or SIGTERM stops in order and exits with 0; a second one, a second later, exits at once with 128 and
 * its number, as a shell counts it. Answers with a function that lets go of the signals.
 */
export function stopOnSignals(
  source: Pick<EventEmitter, 'on' | 'off'>,
  target: SignalTarget,
  now: () => number = () => performance.now(),
): () => void {
  let stoppingSince: number | null = null
  const handlers = SIGNALS.map((name) => {
    const handler = () => {
      if (stoppingSince !== null) {
        if (now() - stoppingSince >= SAME_MS) target.exit(128 + constants.signals[name])
        return
      }
      stoppingSince = now()
      target.stop().then(
        () => target.exit(0),
        (failure: unknown) => target.exit(1, failure),
      )
    }
    source.on(name, handler)
    return { name, handler }
  })
  return () => {
    for (const { name, handler } of handlers) source.off(name, handler)
  }
}
