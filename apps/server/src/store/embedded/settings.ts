import type { StoreError } from '../error.ts'

export interface EmbeddedSettings {
  readonly dataFolder: string
  /** `server`: the one owner of the data folder, who brings the server back when it dies. `command`: a passing user. */
  readonly role: 'server' | 'command'
  readonly signal?: AbortSignal | undefined
  onNote(text: string): void
  /** The server is gone and could not be brought back: the process should end. Owners only. */
  onLost?: ((error: StoreError) => void) | undefined
  /** For tests: where root puts what an unprivileged user cannot reach. */
  readonly systemFolder?: string
  /** For tests: false skips every flush to disk. */
  readonly durable?: boolean
  /** For tests: leave the server running at `close`. */
  readonly keepRunning?: boolean
}
