import type { LogHead, LogIdentity, LogPath } from './ports.ts'

/** A leaf that waits for its index. `label` null: an index root or a shard start, which belong to no stream. */
export interface OutboxRow {
  readonly id: bigint
  readonly label: Uint8Array | null
  readonly entry: Uint8Array
  /** Id of the record it commits to; null where there is none. */
  readonly record: string | null
}

/** A leaf with its index. */
export interface SequencedRow extends OutboxRow {
  readonly idx: bigint
  readonly leafHash: Uint8Array
}

export interface StoredFile {
  readonly path: LogPath
  readonly bytes: Uint8Array
}

/** All files of one batch, kept until a checkpoint that needs them is published. `size`: of the log behind the batch. */
export interface StagedBatch {
  readonly size: bigint
  readonly files: readonly StoredFile[]
}

/** What one commit adds: the point of no return (log.md 5.4). */
export interface Batch {
  readonly log: number
  /** What the log's head must still be. */
  readonly old: Pick<LogHead, 'size' | 'checkpoint' | 'term'>
  readonly next: Pick<LogHead, 'size' | 'root' | 'checkpoint' | 'time'>
  readonly rows: readonly SequencedRow[]
  readonly files: readonly StoredFile[]
  /** Entries of the batch that hold an index root, by the size they cover. */
  readonly indexRoots: readonly { readonly size: bigint; readonly idx: bigint }[]
}

/** What the database server says of itself (log.md 7.1). */
export interface ServerFacts {
  readonly systemId: string
  readonly timeline: number
  /** Settings that lose acknowledged leaves, as `fsync = off`; empty for none. */
  readonly unsafe: readonly string[]
}

/** A checkpoint that was published. Times are POSIX seconds; `quorumAt` null: below the quorum. */
export interface ArchivedCheckpoint {
  readonly size: bigint
  readonly publishedAt: bigint
  readonly note: Uint8Array
  readonly quorumAt: bigint | null
}

export type WitnessVerdict = 'cosigned' | 'stands_at' | 'unknown_origin' | 'refused' | 'inconsistent' | 'unreachable'

/** What a witness last answered. `size`: of the last tree it is known to stand at; times in milliseconds. */
export interface WitnessState {
  readonly name: string
  readonly size: bigint
  readonly answer: WitnessVerdict
  readonly detail: string
  readonly answeredAt: number
  readonly cosignedAt: number | null
  /** The first exchange that it called inconsistent: request, an empty line, answer. */
  readonly evidence: Uint8Array | null
}

export interface OutboxDepth {
  /** Counted up to 100,000. */
  readonly rows: number
  /** When the oldest was queued, in milliseconds; null for an empty one. */
  readonly oldestAt: number | null
}

/** Where a record's leaf stands. */
export interface LeafPlace {
  readonly record: string
  readonly log: number
  readonly idx: bigint
}

/** The one sequencer of this database. */
export interface Leadership {
  /** Of the log's head, raised by taking the lock. */
  readonly term: bigint
  /** Aborted when the lock is lost. */
  readonly lost: AbortSignal
  /** Called when something was queued. */
  onWake(wake: () => void): void
  release(): Promise<void>
}

/** The log's rows. Errors of the database pass through as they are; `LogStop` only where named. */
export interface LogStore {
  facts(): Promise<ServerFacts>
  /** All logs, in order; the live one is the last, with `frozenAt` null. */
  identities(): Promise<readonly LogIdentity[]>
  /** Rows of a log of which no identity tells: entries, queued leaves, records, checkpoints. */
  hasOrphans(): Promise<boolean>
  /**
   * Makes a log with its head, and with its first batch where it follows another; `freeze` ends that other log in the same
   * transaction, and only with an empty outbox: false where a leaf was queued meanwhile, and nothing was done.
   */
  create(
    identity: LogIdentity,
    head: LogHead,
    follows?: { readonly freeze: number; readonly first: Batch },
  ): Promise<boolean>
  head(log: number): Promise<LogHead | null>
  /** The oldest by id; what became visible late is never passed over (log.md 5.1). */
  outbox(limit: number): Promise<readonly OutboxRow[]>
  outboxDepth(): Promise<OutboxDepth>
  /** Appends raw leaves without records, as a bench does; wakes the sequencer. */
  enqueue(rows: readonly Pick<OutboxRow, 'label' | 'entry'>[], at: number): Promise<void>
  /**
   * One transaction, durable when it resolves. `LogStop` `term_lost`: the head is another one, nothing was written;
   * `outbox_doubled`: a label is sequenced already. Any other error: the outcome is unknown.
   */
  commit(batch: Batch): Promise<void>
  /** Batches behind `above`, in order of size. */
  staged(log: number, above: bigint): Promise<readonly StagedBatch[]>
  entryCount(log: number): Promise<{ readonly count: bigint; readonly highest: bigint | null }>
  leafHashes(log: number, from: bigint, limit: number): Promise<readonly Uint8Array[]>
  /** Labels in the outbox that some log holds already. */
  doubledLabels(): Promise<number>
  /** Archives a published checkpoint, raises the published size, drops staging up to it. `LogStop` `term_lost`. */
  recordPublication(log: number, term: bigint, checkpoint: ArchivedCheckpoint): Promise<void>
  /** Still the term of the log's head? */
  isTerm(log: number, term: bigint): Promise<boolean>
  /** Signs anew what has not grown: the same size and root. `LogStop` `term_lost`. */
  refreshHead(
    log: number,
    old: Pick<LogHead, 'size' | 'checkpoint' | 'term'>,
    checkpoint: Uint8Array,
    time: number,
  ): Promise<void>
  /** The last one published; null before the first. */
  lastCheckpoint(log: number): Promise<ArchivedCheckpoint | null>
  /** The first published one that covers leaf `idx`; with `quorum` only those that met it count. */
  earliestCovering(log: number, idx: bigint, quorum: boolean): Promise<ArchivedCheckpoint | null>
  /** Sizes first published at or after a time (POSIX seconds), first and last: what the log grew by. */
  growthSince(log: number, since: bigint): Promise<{ readonly leaves: bigint; readonly seconds: bigint } | null>
  witnesses(log: number): Promise<readonly WitnessState[]>
  saveWitnesses(log: number, states: readonly WitnessState[]): Promise<void>
  gcMark(log: number): Promise<bigint>
  raiseGcMark(log: number, mark: bigint): Promise<void>
  placesOf(records: readonly string[]): Promise<readonly LeafPlace[]>
  /** null: another session leads. Raises the term. */
  tryLead(log: number): Promise<Leadership | null>
  /** After a full check: the database lives on another server now. */
  acceptServer(log: number, facts: ServerFacts): Promise<void>
  /** Puts back what the tiles hold and the database does not; see `recover`. One transaction. */
  rebuild(rebuilt: RebuiltLog): Promise<void>
  /** Every stream with what it believes of itself, for walking its labels. */
  streams(): Promise<readonly StoredStream[]>
  setStream(id: Uint8Array, nextSeq: bigint, tip: Uint8Array | null): Promise<void>
  /** The leaf that carries a label: sequenced, or queued (idx null). */
  leafOf(label: Uint8Array): Promise<{ readonly idx: bigint | null; readonly leafHash: Uint8Array } | null>
  /** Leaves of events without a record, in order; at most `limit`. */
  leavesWithoutRecord(log: number, limit: number): Promise<readonly bigint[]>
}

export interface StoredStream {
  readonly id: Uint8Array
  /** Of a public stream; null for a case's. */
  readonly name: string | null
  readonly nextSeq: bigint
  readonly tip: Uint8Array | null
}

/** A log as its tiles show it. */
export interface RebuiltLog {
  readonly identity: LogIdentity
  /** false: the database holds this identity already. */
  readonly isNew: boolean
  readonly head: LogHead
  readonly checkpoint: ArchivedCheckpoint
  /** Only those the database lacks or holds otherwise, in order. */
  readonly rows: AsyncIterable<readonly SequencedRow[]>
}
