import { bucketBits, bucketSiblings, HASH_BYTES } from '@recourse/log'
import type { IndexStore } from './index-port.ts'
import type { IndexRoots } from './index-root.ts'

/** What `index/…` below a log's prefix answers with. Bytes of one log and size never change; nothing is kept of who asks. */
export interface IndexBuckets {
  /** `index/latest`: the newest size whose index root stands in the published log; null before the first. */
  latest(log: number): Promise<bigint | null>
  /**
   * `index/<size>/<bits>`: u8 d, d siblings, then the sorted (label, u64) pairs of the subtree at depth d (log.md section 4). `bits` is as long as
   * that size's buckets are deep, of 0 and 1. null: no index root covers that size, or no bucket has that path.
   */
  bucket(log: number, size: bigint, bits: string): Promise<Uint8Array | null>
}

/** Sizes remembered as logged and published: they stay so. Old ones are asked for again. */
const KEPT_SIZES = 1_000

/** Buckets out of the tree in memory and a range scan over labels. */
export function indexBuckets(store: IndexStore, { treeOf }: Pick<IndexRoots, 'treeOf'>): IndexBuckets {
  const published = new Set<string>()

  /** Not before its leaf is published: until then it could still be another. */
  async function isPublished(log: number, size: bigint): Promise<boolean> {
    const name = `${log}/${size}`
    if (published.has(name)) return true
    const root = await store.rootOf(log, size)
    if (root?.idx == null) return false
    const latest = await store.latestPublished(log)
    if (latest === null || latest.size < size) return false
    if (published.size >= KEPT_SIZES) published.clear()
    published.add(name)
    return true
  }

  return {
    latest: async (log) => (await store.latestPublished(log))?.size ?? null,
    async bucket(log, size, bits) {
      const depth = bucketBits(size)
      if (bits.length !== depth || !/^[01]*$/.test(bits) || !(await isPublished(log, size))) return null
      const tree = await treeOf(log, size)
      if (tree === null) return null
      const path = depth === 0 ? 0 : Number.parseInt(bits, 2)
      const siblings = bucketSiblings(tree, path, depth)
      const d = siblings.length
      const places = await store.placesBelow(log, size, path >> (depth - d), d)
      const out = new Uint8Array(1 + d * HASH_BYTES + places.length)
      out[0] = d
      siblings.forEach((sibling, i) => {
        out.set(sibling, 1 + i * HASH_BYTES)
      })
      out.set(places, 1 + d * HASH_BYTES)
      return out
    },
  }
}
