import type { Clock } from '../ports.ts'
import type { LogStore } from './log-store.ts'
import type { WitnessPolicy } from './policy-file.ts'
import type { LogCrypto, SignCheckpoint, TileStore } from './ports.ts'
import type { WitnessPost } from './witness-client.ts'

/**
 * Moments of a cycle at which a test may end the process, and what it can reach there: `signing` lets it flip a bit of
 * the files before the second computation of the root.
 */
export type LogStep =
  | { readonly at: 'read' }
  | { readonly at: 'grown'; readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[] }
  | { readonly at: 'signed' }
  | { readonly at: 'committed' }
  | { readonly at: 'applied' }
  | { readonly at: 'witnessed' }
  | { readonly at: 'published' }
  | { readonly at: 'recorded' }
  | { readonly at: 'collected' }

/** The numbers of log.md section 5; times in milliseconds. */
export interface LogSettings {
  readonly batchLeaves: number
  readonly pollMs: number
  readonly publishMs: number
  readonly idlePublishMs: number
  readonly collectMs: number
  readonly witnessMs: number
  /** `closed`: no checkpoint goes out below the quorum (log.md section 8). */
  readonly publishing: 'open' | 'closed'
  /** Sequencing stops below this many free bytes in the tile store. */
  readonly floorBytes: number
}

export const LOG_SETTINGS: LogSettings = {
  batchLeaves: 1_024,
  pollMs: 250,
  publishMs: 2_000,
  idlePublishMs: 600_000,
  collectMs: 60_000,
  witnessMs: 2_000,
  publishing: 'open',
  floorBytes: 1_073_741_824,
}

/** The keys of one log, wherever they lie. */
export interface SigningKeys {
  /** One line each, the Ed25519 one first. */
  readonly vkeys: readonly string[]
  readonly sign: SignCheckpoint
}

/** What every act on a log works with. */
export interface LogParts {
  readonly store: LogStore
  /** The static files of one log, below the tile store's root. */
  tilesOf(folder: string): TileStore
  /** `LogStop` `keys_unfit` where they are missing or damaged. */
  keysOf(origin: string, folder: string): Promise<SigningKeys>
  /** RECOURSE_ORIGIN; null: whatever the log was made with. */
  readonly origin: string | null
  readonly crypto: LogCrypto
  /** The computer's own clock, which may go back. */
  readonly clock: Clock
  readonly policy: WitnessPolicy
  readonly post: WitnessPost
  readonly settings: LogSettings
  readonly step?: (step: LogStep) => void | Promise<void>
}
