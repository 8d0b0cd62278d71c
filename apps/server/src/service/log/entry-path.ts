import {
  decodeBundle,
  decodeEntry,
  fullNodes,
  inclusionRanges,
  type LogEntry,
  leafHash,
  nodeHash,
  nodesFromTiles,
  proveInclusion,
  type Sha256,
  tileAt,
  tilePath,
  tilesOf,
  toHex,
  verifyInclusion,
} from '@recourse/log'
import { cutTo, type ReadLogFile, readTile } from './stream-proof.ts'

/** Two nodes side by side: one on the entry's path, one whose hash the proof brings. Leaves [start, end). */
export interface PathStep {
  readonly path: { readonly start: number; readonly end: number; readonly hash: string }
  readonly sibling: { readonly start: number; readonly end: number; readonly hash: string }
}

/** One entry's way up to the root, as anyone can compute it again from the tiles. Hashes in hexadecimal. */
export interface EntryPath {
  readonly index: number
  readonly size: number
  readonly entry: LogEntry
  readonly leaf: string
  /** From the leaf upward. */
  readonly steps: readonly PathStep[]
  readonly root: string
}

/** null: no such entry below `size`. Throws what the tiles do where they do not lead to `root`. */
export async function entryPath(
  sha256: Sha256,
  read: ReadLogFile,
  { index, size, root }: { readonly index: bigint; readonly size: bigint; readonly root: Uint8Array },
): Promise<EntryPath | null> {
  if (index < 0n || index >= size) return null
  const ranges = inclusionRanges(index, size)
  const bundle = tileAt('entries', index, size)
  const files = new Map<string, Uint8Array>()
  await Promise.all(
    [...tilesOf(ranges.flatMap(fullNodes), size), bundle].map(async (tile) => {
      const bytes = await readTile(read, tile)
      if (bytes !== null) files.set(tilePath(tile), cutTo(tile, bytes))
    }),
  )
  const nodes = nodesFromTiles(sha256, size, (tile) => files.get(tilePath(tile)))
  const proof = proveInclusion(sha256, nodes, index, size)
  const bytes = decodeBundle(files.get(tilePath(bundle)) ?? new Uint8Array(), bundle.width)[Number(index % 256n)]
  const entry = bytes ?? new Uint8Array()
  const leaf = leafHash(sha256, entry)
  verifyInclusion(sha256, { index, size, leaf, root, proof })

  let hash = leaf
  let [start, end] = [index, index + 1n]
  const steps = ranges.map((range, i): PathStep => {
    const sibling = proof[i] ?? new Uint8Array()
    const step = {
      path: { start: Number(start), end: Number(end), hash: toHex(hash) },
      sibling: { start: Number(range.start), end: Number(range.end), hash: toHex(sibling) },
    }
    const isLeft = range.start < start
    hash = isLeft ? nodeHash(sha256, sibling, hash) : nodeHash(sha256, hash, sibling)
    if (isLeft) start = range.start
    else end = range.end
    return step
  })
  return {
    index: Number(index),
    size: Number(size),
    entry: decodeEntry(entry),
    leaf: toHex(leaf),
    steps,
    root: toHex(hash),
  }
}
