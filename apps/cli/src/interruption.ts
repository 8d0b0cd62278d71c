import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Ctrl-C and SIGTERM of one command. */
export interface Interruption {
  /** Aborted by the first of them. */
  readonly signal: AbortSignal
  /** As a shell counts it: 128 and the signal's number; 0 while nothing interrupted. */
  exitCode(): number
  letGo(): void
}

/** The first signal asks to end, a second one ends at once. */
export function onInterruption(): Interruption {
  const controller = new AbortController()
  let exitCode = 0
  const handlers = SIGNALS.map((name) => {
    const handler = (): void => {
      if (exitCode !== 0) process.exit(exitCode)
      exitCode = 128 + constants.signals[name]
      controller.abort()
    }
    process.on(name, handler)
    return { name, handler }
  })
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    letGo() {
      for (const { name, handler } of handlers) process.off(name, handler)
    },
  }
}
