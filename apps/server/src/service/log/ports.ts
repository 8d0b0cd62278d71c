import type { LogFile, SignatureChecks } from '@recourse/log'

/** A path below the log's folder: what `tilePath` writes, `checkpoint`, `policy`, `vkey`, `keys`. */
export type LogPath = string

/** The log's static files. Written by the sequencer alone, read by anyone; one log's folder or prefix. */
export interface TileStore {
  /** For people: the folder, or `s3://bucket/prefix`. */
  readonly place: string
  /**
   * Resolves once all are durable (files and folders fsynced; or the object store's 200). The same bytes already there:
   * fine, so replay is safe. Other bytes there: `LogStop` `tile_conflict`; what stood keeps its bytes, others of these may be there.
   */
  create(files: readonly Pick<LogFile, 'path' | 'bytes'>[]): Promise<void>
  /**
   * Compare-and-swap of `checkpoint`: publishes only over `previous`, never a smaller size. These bytes there already: fine. `LogStop`
   * `checkpoint_moved`: somebody else published.
   */
  publish(previous: Uint8Array | null, next: Uint8Array): Promise<void>
  /** For `policy` alone, which a log may change in its life: readers see the old bytes or the new. Durable when it resolves. */
  replace(path: LogPath, bytes: Uint8Array): Promise<void>
  /** null only when certainly absent; trouble is an error, never null. */
  read(path: LogPath): Promise<Uint8Array | null>
  /** Removes partial tiles that their full tile replaced; throws, and removes none, where a full one is missing. Absent partial ones: fine. */
  remove(paths: readonly LogPath[]): Promise<void>
  /** Whatever is there, on an operator's word: for `log repair`, which keeps a copy first. */
  discard(paths: readonly LogPath[]): Promise<void>
  /** Every path that holds something, in no order: what fsck compares with the tree. */
  list(): AsyncIterable<LogPath>
  /** Throws `LogStop` `tile_store_unfit`: what the rules above rest on (fsync, link, conditional writes) does not work here. */
  probe(): Promise<void>
  /** null where a store has no such number. */
  freeBytes(): Promise<number | null>
}

/** One log of this database. One of them is live; the others are frozen and stay verifiable for ever. */
export interface LogIdentity {
  readonly log: number
  readonly origin: string
  /** Below the tile store's root. */
  readonly folder: string
  readonly inception: number
  readonly granularityHours: number
  /** `groups`: the public kind byte of every event is xF, for agencies so small that a kind and a day point at a person. */
  readonly kinds: 'full' | 'groups'
  /** The Ed25519 key first, then the ML-DSA-44 one. */
  readonly vkeys: readonly string[]
  readonly systemId: string
  readonly timeline: number
  /** Made by `start` in an empty folder: met by no real policy. */
  readonly demonstration: boolean
  readonly frozenAt: number | null
}

/** The row that is compared and swapped. */
export interface LogHead {
  readonly size: bigint
  readonly root: Uint8Array
  /** The signed note of this size. */
  readonly checkpoint: Uint8Array
  /** Milliseconds since 1970 UTC. */
  readonly time: number
  readonly term: bigint
  readonly publishedSize: bigint
}

/** Signs the text of a checkpoint with every key of the log; gives the signed note. */
export type SignCheckpoint = (text: Uint8Array, timeMs: number) => Uint8Array

/** What services of the log need of cryptography: SHA-256 and the two signature checks, as `packages/log` takes them. */
export interface LogCrypto {
  readonly sha256: (input: Uint8Array, out: Uint8Array, at: number) => void
  readonly checks: SignatureChecks
}

/** Sequencing or serving stops rather than guesses: for the operator, with the two things that disagree and the command that goes on from there. */
export type LogStopCode =
  | 'log_absent'
  | 'log_present'
  | 'log_identity_differs'
  | 'log_settings_unsafe'
  | 'log_system_changed'
  | 'head_invalid'
  | 'clock_went_back'
  | 'published_differs'
  | 'published_ahead'
  | 'staging_missing'
  | 'edge_differs'
  | 'index_differs'
  | 'entries_differ'
  | 'outbox_doubled'
  | 'outbox_unfit'
  | 'log_in_use'
  | 'origin_unfit'
  | 'quorum_missing'
  | 'witness_ahead'
  | 'root_differs'
  | 'tile_conflict'
  | 'tile_store_unfit'
  | 'tile_store_full'
  | 'checkpoint_moved'
  | 'term_lost'
  | 'keys_unfit'
  | 'policy_unfit'
  | 'kinds_unfit'
  | 'stream_unknown'
  | 'record_absent'
  | 'record_differs'
  | 'withholding_unfit'
  | 'erasure_unfit'

export class LogStop extends Error {
  readonly code: LogStopCode
  /** Where log.md states it: `log.md 7.3`. */
  readonly ruleId: string

  constructor(code: LogStopCode, ruleId: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LogStop'
    this.code = code
    this.ruleId = ruleId
  }
}
