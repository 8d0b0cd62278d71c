import { LogError } from './error.ts'
import { assertHash, emptyRoot, nodeHash, type Sha256 } from './hash.ts'
import { assertSize, bitLength, consistencyRanges, foldRight, type LeafRange, splitPoint } from './merkle.ts'

/** A full subtree: 2^level leaves from index × 2^level. */
export interface TreeNode {
  readonly level: number
  readonly index: bigint
}

/** Gives the hash of a full subtree. Throws (tile_missing) where it does not have it; never guesses. */
export type ReadNode = (node: TreeNode) => Uint8Array

/** The full subtrees, largest first, that make up leaves [start, end) of one node of a tree. */
export function fullNodes({ start, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = []
  let from = start
  while (from < end) {
    const level = bitLength(end - from) - 1
    nodes.push({ level, index: from >> BigInt(level) })
    from += 1n << BigInt(level)
  }
  return nodes
}

/** The ranges whose hashes are the inclusion proof of leaf `index`, from its sibling upward (RFC 9162 section 2.1.3.1). Throws out_of_range. */
export function inclusionRanges(index: bigint, size: bigint): LeafRange[] {
  assertSize(size)
  if (index < 0n || index >= size) throw new LogError('out_of_range', `leaf ${index} is not in a tree of ${size}`)
  const ranges: LeafRange[] = []
  let from = 0n
  let to = size
  while (to - from > 1n) {
    const middle = from + splitPoint(to - from)
    if (index < middle) {
      ranges.push({ start: middle, end: to })
      to = middle
    } else {
      ranges.push({ start: from, end: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

function hashOfRange(sha256: Sha256, read: ReadNode, range: LeafRange): Uint8Array {
  return foldRight(sha256, fullNodes(range).map(read))
}

/** Inclusion proof of leaf `index` in the tree of `size`. Throws out_of_range and what `read` throws. */
export function proveInclusion(sha256: Sha256, read: ReadNode, index: bigint, size: bigint): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => hashOfRange(sha256, read, range))
}

/** Proof that the tree of `newSize` begins with that of `oldSize`; empty from size 0. Throws out_of_range and what `read` throws. */
export function proveConsistency(sha256: Sha256, read: ReadNode, oldSize: bigint, newSize: bigint): Uint8Array[] {
  assertSize(newSize)
  if (oldSize === 0n) return []
  return proveSubtreeConsistency(sha256, read, { start: 0n, end: oldSize }, newSize)
}

/** Proof that subtree [start, end) belongs to the tree of `size`, as a mirror asks for it. Throws subtree_invalid, out_of_range and what `read` throws. */
export function proveSubtreeConsistency(
  sha256: Sha256,
  read: ReadNode,
  subtree: LeafRange,
  size: bigint,
): Uint8Array[] {
  return consistencyRanges(subtree, size).map((range) => hashOfRange(sha256, read, range))
}

/** The root of the tree of `size`, from its full subtrees. */
export function rootFromNodes(sha256: Sha256, read: ReadNode, size: bigint): Uint8Array {
  assertSize(size)
  return size === 0n ? emptyRoot() : hashOfRange(sha256, read, { start: 0n, end: size })
}

/** The least a verifier must keep to go on counting leaves: the hashes of the full subtrees, largest first. */
export interface CompactRange {
  readonly size: bigint
  readonly hashes: readonly Uint8Array[]
}

export const EMPTY_RANGE: CompactRange = Object.freeze({ size: 0n, hashes: Object.freeze([]) })

/** The range one leaf longer. Throws hash_length, out_of_range. */
export function appendToRange(sha256: Sha256, range: CompactRange, leaf: Uint8Array): CompactRange {
  assertHash(leaf)
  assertSize(range.size + 1n)
  const hashes = [...range.hashes]
  let hash = leaf
  for (let rest = range.size; rest & 1n; rest >>= 1n) {
    const left = hashes.pop()
    if (left === undefined) throw new LogError('hash_length', `a range of ${range.size} leaves lacks hashes`)
    hash = nodeHash(sha256, left, hash)
  }
  return { size: range.size + 1n, hashes: [...hashes, hash] }
}

/** The root of the leaves counted so far. */
export function rangeRoot(sha256: Sha256, range: CompactRange): Uint8Array {
  return range.size === 0n ? emptyRoot() : foldRight(sha256, range.hashes)
}
