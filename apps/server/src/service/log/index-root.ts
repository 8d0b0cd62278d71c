import {
  type BucketHash,
  bucketOf,
  emptyLabelTree,
  encodeEntry,
  hashBucket,
  type LabelTree,
  labelTreeRoot,
  MAX_GAP,
  type PackedPlaces,
  PLACE_BYTES,
  type Sha256,
  setBuckets,
} from '@recourse/log'
import type { Clock } from '../ports.ts'
import { type IndexStore, STORED_BITS } from './index-port.ts'
import { LogStop } from './ports.ts'

/** What the hook after a publication looks at. */
export interface PublishedSize {
  readonly log: number
  readonly size: bigint
  readonly quorum: boolean
}

export interface IndexRootDeps {
  readonly store: IndexStore
  readonly clock: Clock
  readonly sha256: Sha256
}

/** What came of looking whether an index root is due. */
export type IndexRootOutcome =
  | { readonly kind: 'logged'; readonly size: bigint; readonly labels: bigint }
  /** no_quorum: nothing may be covered yet. no_labels: none came since the last. not_due: the last is too young. */
  | { readonly kind: 'none'; readonly why: 'no_quorum' | 'no_labels' | 'not_due' | 'logged_elsewhere' }

export interface IndexRoots {
  /** For the sequencer's list of hooks: makes a root where one is due by the hour, and finds the leaves of those queued before. */
  readonly afterPublish: (published: PublishedSize) => Promise<void>
  /** On request: where the last is a minute old. */
  readonly request: (log: number) => Promise<IndexRootOutcome>
  /** Now, whatever the clock says: the last one before a log is frozen. */
  readonly force: (log: number) => Promise<IndexRootOutcome>
  /** The tree of one logged size; null where no root of that size is known. */
  readonly treeOf: (log: number, size: bigint) => Promise<LabelTree | null>
}

/** log.md section 5: hourly when the log grew, on request at most once a minute. */
const HOURLY_MS = 3_600_000
const ON_REQUEST_MS = 60_000
/**
 * A stream proof shows at most 1,024 entries behind an index root. After an import the log would hold more for up to an hour: so a log that grew by this
 * many and then rests a minute gets its root at the next publication.
 */
const MOST_UNCOVERED = MAX_GAP / 2n
const RESTS_MS = 60_000
/** Buckets read and hashed at a time: bounds memory in the first root of a large log. */
const BUCKETS_AT_ONCE = 256
/** Trees of older roots kept for readers, some 4 MB each. */
const KEPT_TREES = 3

interface Own {
  readonly log: number
  readonly size: bigint
  readonly tree: LabelTree
}

/**
 * Makes the index roots of the live log (log.md section 4). A root covers the newest published, quorum-cosigned, archived checkpoint; only buckets
 * that changed since the root before are read and hashed again. Before it goes on from stored buckets they are hashed up to the root they were
 * logged under: `LogStop` `index_differs` where they do not lead there.
 */
export function indexRoots({ store, clock, sha256 }: IndexRootDeps): IndexRoots {
  let own: Own | null = null
  const kept = new Map<string, LabelTree>()
  let turn: Promise<unknown> = Promise.resolve()

  async function load(log: number, size: bigint): Promise<LabelTree | null> {
    const known = await store.rootOf(log, size)
    if (known === null) return null
    const tree = emptyLabelTree(STORED_BITS)
    setBuckets(sha256, tree, await store.bucketsAt(log, size))
    const { labels, root } = labelTreeRoot(tree)
    if (labels !== known.labels || Buffer.compare(root, known.root) !== 0) {
      throw new LogStop(
        'index_differs',
        'log.md 4',
        `The stored buckets of log ${log} at size ${size} hold ${labels} labels and do not lead to the root that was logged (${known.labels} labels). Run "recourse log fsck --database".`,
      )
    }
    return tree
  }

  async function grow(log: number, dueAfterMs: number): Promise<IndexRootOutcome> {
    const newest = await store.coverable(log)
    if (newest === null) return { kind: 'none', why: 'no_quorum' }
    const { size } = newest
    const last = await store.newestRoot(log)
    const from = last?.size ?? 0n
    if (from >= size) return { kind: 'none', why: 'no_labels' }
    if (last !== null && dueAfterMs > 0) {
      const lastAt = await store.publishedAt(log, from)
      const age = lastAt === null ? dueAfterMs : clock.now() - Number(lastAt) * 1000
      const rests = clock.now() - Number(newest.publishedAt) * 1000 >= RESTS_MS && age >= ON_REQUEST_MS
      if (age < dueAfterMs && !(rests && size - from > MOST_UNCOVERED)) return { kind: 'none', why: 'not_due' }
    }
    const changed = await store.changedBuckets(log, from, size)
    if (changed.length === 0) return { kind: 'none', why: 'no_labels' }
    // INVARIANT: until the commit below nobody else holds this tree, and a failure leaves none.
    const base = own !== null && own.log === log && own.size === from ? own.tree : null
    own = null
    const tree = base ?? (last === null ? emptyLabelTree(STORED_BITS) : await load(log, from))
    if (tree === null) return { kind: 'none', why: 'logged_elsewhere' }
    const buckets = await hashed(log, size, changed)
    setBuckets(sha256, tree, buckets)
    const { labels, root } = labelTreeRoot(tree)
    const entry = encodeEntry({ type: 'index-root', size, labels, root })
    const isOurs = await store.logRoot({ log, size, labels, root, entry, buckets, queuedAt: clock.now() })
    if (!isOurs) return { kind: 'none', why: 'logged_elsewhere' }
    own = { log, size, tree }
    return { kind: 'logged', size, labels }
  }

  /** Reads the next buckets while it hashes these. */
  async function hashed(log: number, size: bigint, changed: readonly number[]): Promise<readonly BucketHash[]> {
    const read = (at: number): Promise<readonly PackedPlaces[]> => {
      const places = store.placesOf(log, size, changed.slice(at, at + BUCKETS_AT_ONCE))
      // Awaited below, unless hashing fails first.
      places.catch(() => undefined)
      return places
    }
    const buckets: BucketHash[] = []
    let next = read(0)
    for (let at = 0; at < changed.length; at += BUCKETS_AT_ONCE) {
      const places = await next
      if (at + BUCKETS_AT_ONCE < changed.length) next = read(at + BUCKETS_AT_ONCE)
      changed.slice(at, at + BUCKETS_AT_ONCE).forEach((bucket, i) => {
        const found = places[i]
        if (found === undefined || found.length === 0 || bucketOf(found, STORED_BITS) !== bucket) {
          throw new LogStop('index_differs', 'log.md 4', `bucket ${bucket} of log ${log} came back without its labels`)
        }
        buckets.push({ bucket, labels: found.length / PLACE_BYTES, hash: hashBucket(sha256, found, STORED_BITS) })
      })
    }
    return buckets
  }

  /** One at a time: they share the tree. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = turn.then(work, work)
    turn = next.catch(() => undefined)
    return next
  }

  return {
    afterPublish: ({ log, quorum }) =>
      inTurn(async () => {
        await store.noteLeaves(log)
        if (quorum) await grow(log, HOURLY_MS)
      }),
    request: (log) => inTurn(() => grow(log, ON_REQUEST_MS)),
    force: (log) => inTurn(() => grow(log, 0)),
    treeOf: (log, size) =>
      inTurn(async () => {
        if (own !== null && own.log === log && own.size === size) return own.tree
        const key = `${log}/${size}`
        const tree = kept.get(key) ?? (await load(log, size))
        kept.delete(key)
        if (tree === null) return null
        kept.set(key, tree)
        for (const oldest of kept.keys()) if (kept.size > KEPT_TREES) kept.delete(oldest)
        return tree
      }),
  }
}
