import { StoreError } from '../error.ts'
import type { Session } from './session.ts'

export interface Supervision {
  readonly session: Session
  /** Brings a lost server back; null for those who only report that it is gone. */
  readonly restore: ((signal: AbortSignal) => Promise<Session>) | null
  onLost(error: StoreError): void
}

export interface Supervised {
  /** Stops watching; resolves with the connection as it is then, null where it is lost. */
  end(): Promise<Session | null>
}

/** A server that dies this often within the window does so for a reason that starting it again will not mend. */
const DEATHS_AT_MOST = 5
const WINDOW_MS = 60_000

/** Watches the connection to a server, and has the server brought back when it dies under us. */
export function supervise(supervision: Supervision): Supervised {
  const { restore, onLost } = supervision
  const ending = new AbortController()
  const deaths: number[] = []
  let current: Session | null = supervision.session

  async function watch(session: Session): Promise<void> {
    await Promise.race([session.lost, aborted(ending.signal)])
    if (ending.signal.aborted) return
    current = null
    if (restore === null) return
    deaths.push(performance.now())
    const first = deaths.at(-DEATHS_AT_MOST)
    if (first !== undefined && performance.now() - first < WINDOW_MS) {
      throw new StoreError(
        'database_unreachable',
        `PostgreSQL ended ${DEATHS_AT_MOST} times within a minute. Its log stands beside its data.`,
      )
    }
    current = await restore(ending.signal)
    await watch(current)
  }

  const watching = watch(supervision.session).catch((error: unknown) => {
    if (ending.signal.aborted) return
    onLost(
      error instanceof StoreError
        ? error
        : new StoreError('database_unreachable', 'PostgreSQL could not be brought back.', { cause: error }),
    )
  })
  return {
    end: async () => {
      ending.abort()
      await watching
      return current
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
