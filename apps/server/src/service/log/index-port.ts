import type { BucketHash, PackedPlaces } from '@recourse/log'

/** Levels of the index of which a bucket's hash is kept (log.md section 4 "Store"). */
export const STORED_BITS = 16

/** An index root that was logged, or waits to be. */
export interface IndexRoot {
  /** The leaves it covers. */
  readonly size: bigint
  readonly labels: bigint
  readonly root: Uint8Array
  /** Of the leaf that holds it; null until it has one. */
  readonly idx: bigint | null
}

/** What one index root adds to the store, in one transaction. */
export interface IndexRootToLog {
  readonly log: number
  readonly size: bigint
  readonly labels: bigint
  readonly root: Uint8Array
  /** The 49 bytes of its entry, for the outbox. */
  readonly entry: Uint8Array
  /** Buckets that changed since the root before, at `STORED_BITS`. */
  readonly buckets: readonly BucketHash[]
  /** Milliseconds since 1970 UTC. */
  readonly queuedAt: number
}

/** Labels by place and the roots over them. Reads of the log's own rows; nothing here says who asks. */
export interface IndexStore {
  /** The newest root that was logged or queued; null before the first. */
  newestRoot(log: number): Promise<IndexRoot | null>
  /** Of that size exactly, or null. */
  rootOf(log: number, size: bigint): Promise<IndexRoot | null>
  /** The newest root whose leaf is published; null where none is. */
  latestPublished(log: number): Promise<IndexRoot | null>
  /** The newest archived checkpoint with a quorum, and when it was first published (POSIX seconds); null before the first. */
  coverable(log: number): Promise<{ readonly size: bigint; readonly publishedAt: bigint } | null>
  /** When the checkpoint of exactly this size was first published (POSIX seconds), or null. */
  publishedAt(log: number, size: bigint): Promise<bigint | null>
  /** Every bucket as it was in the tree of `size`: of each the newest row at or below it. */
  bucketsAt(log: number, size: bigint): Promise<readonly BucketHash[]>
  /** Buckets (at `STORED_BITS`) that hold a label of a leaf in [from, to), in rising order. */
  changedBuckets(log: number, from: bigint, to: bigint): Promise<readonly number[]>
  /** Places of the tree of `size` in these buckets, in the order asked. */
  placesOf(log: number, size: bigint, buckets: readonly number[]): Promise<readonly PackedPlaces[]>
  /** Places of the tree of `size` whose labels begin with the first `bits` bits of `bucket`, of which there are `bits`. */
  placesBelow(log: number, size: bigint, bucket: number, bits: number): Promise<PackedPlaces>
  /** Queues the entry and stores root and buckets, all or nothing. False: a root of this size was there already, nothing changed. */
  logRoot(root: IndexRootToLog): Promise<boolean>
  /** Writes the leaf index beside every root whose leaf was sequenced meanwhile. */
  noteLeaves(log: number): Promise<void>
}
