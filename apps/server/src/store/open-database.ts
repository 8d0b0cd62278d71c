import type { DatabaseHandle } from './database-handle.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import type { StoreError } from './error.ts'
import { checkServer } from './postgres/check-server.ts'

export interface DatabaseSettings {
  /** An external PostgreSQL of version 15 or later; null for the embedded one in `dataFolder`. */
  readonly databaseUrl: string | null
  readonly dataFolder: string
  /** `server`: the one `start` that owns the data folder. `command`: works beside it, or alone. */
  readonly role: 'server' | 'command'
  /** Interrupts the opening: what was half done is undone, and `open_aborted` thrown. */
  readonly signal?: AbortSignal
  /** Told what the operator should know: where the data lie, a set-up, a recovery. */
  onNote(text: string): void
  /** The embedded server died and could not be brought back: the process should close and end. Role `server` only. */
  onLost?(error: StoreError): void
}

/** A database that answers and can serve us, or a `StoreError` that says what to do. */
export function openDatabase(settings: DatabaseSettings): Promise<DatabaseHandle> {
  return settings.databaseUrl === null ? openEmbedded(settings) : checkServer(settings.databaseUrl)
}
