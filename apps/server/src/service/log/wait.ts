import type { ArchivedCheckpoint, LeafPlace, LogStore } from './log-store.ts'

/** A record's leaf and the earliest checkpoint that covers it. */
export interface CoveredLeaf extends LeafPlace {
  readonly checkpoint: ArchivedCheckpoint
}

export const MOST_WAIT_MS = 20_000
const LOOK_EVERY_MS = 200

/**
 * Waits until every record's leaf is covered by a published checkpoint, with `quorum` by one that met it; null when that
 * takes longer than `ms` (20 s at most). Then the caller answers 202: the leaf is committed, and will be published.
 */
export async function waitForPublication(
  { store, now }: { readonly store: LogStore; now(): number },
  records: readonly string[],
  { quorum, ms }: { readonly quorum: boolean; readonly ms: number },
): Promise<readonly CoveredLeaf[] | null> {
  const until = now() + Math.min(ms, MOST_WAIT_MS)
  for (;;) {
    const covered = await coveredLeaves(store, records, quorum)
    if (covered !== null) return covered
    const left = until - now()
    if (left <= 0) return null
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, LOOK_EVERY_MS)))
  }
}

/** null where one of them is not covered yet. */
export async function coveredLeaves(
  store: LogStore,
  records: readonly string[],
  quorum: boolean,
): Promise<readonly CoveredLeaf[] | null> {
  const places = await store.placesOf(records)
  if (places.length < new Set(records).size) return null
  const covered: CoveredLeaf[] = []
  for (const place of places) {
    const checkpoint = await store.earliestCovering(place.log, place.idx, quorum)
    if (checkpoint === null) return null
    covered.push({ ...place, checkpoint })
  }
  return covered
}
