import { MAX_U64, sameBytes } from './bytes.ts'
import { LogError, type LogErrorCode } from './error.ts'
import { assertHash, emptyRoot, HASH_BYTES, nodeHash, type Sha256 } from './hash.ts'

/** Leaves [start, end) of a tree. */
export interface LeafRange {
  readonly start: bigint
  readonly end: bigint
}

/** Bits needed to write `n`; 0 for 0. */
export function bitLength(n: bigint): number {
  return n === 0n ? 0 : n.toString(2).length
}

/** The largest power of two below `n`, which must be at least 2: where RFC 9162 section 2.1.1 splits. */
export function splitPoint(n: bigint): bigint {
  return 1n << BigInt(bitLength(n - 1n) - 1)
}

export function assertSize(size: bigint): void {
  if (size < 0n || size > MAX_U64) throw new LogError('out_of_range', `a tree size is from 0 to 2^64-1, got ${size}`)
}

/**
 * Root over leaf hashes laid end to end (32 bytes each), in time linear in their number; nothing gives `emptyRoot`. A left-over node at the end
 * of a level rises unchanged, which is the split of RFC 9162 section 2.1.1. Throws hash_length.
 */
export function treeRoot(sha256: Sha256, hashes: Uint8Array): Uint8Array {
  if (hashes.length % HASH_BYTES !== 0) {
    throw new LogError(
      'hash_length',
      `hashes laid end to end fill multiples of ${HASH_BYTES} bytes, got ${hashes.length}`,
    )
  }
  if (hashes.length === 0) return emptyRoot()
  // A copy whatever it is: `slice` of Node's Buffer, which is a Uint8Array too, is a view of the same bytes.
  const level = new Uint8Array(hashes)
  const input = new Uint8Array(1 + 2 * HASH_BYTES)
  input[0] = 1
  for (let width = level.length; width > HASH_BYTES; ) {
    let to = 0
    for (let from = 0; from < width; from += 2 * HASH_BYTES) {
      if (from + HASH_BYTES === width) {
        level.copyWithin(to, from, width)
      } else {
        input.set(level.subarray(from, from + 2 * HASH_BYTES), 1)
        sha256(input, level, to)
      }
      to += HASH_BYTES
    }
    width = to
  }
  return level.slice(0, HASH_BYTES)
}

/** Folds hashes of neighbouring subtrees, largest first, into the hash over all of them. */
export function foldRight(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight(
    (right, left) => (right.length === 0 ? left : nodeHash(sha256, left, right)),
    new Uint8Array(),
  )
}

function assertMatch(found: Uint8Array, expected: Uint8Array, code: LogErrorCode, what: string): void {
  if (!sameBytes(found, expected)) throw new LogError(code, `${what} does not lead to the given root`)
}

function assertProofLength(proof: readonly Uint8Array[], expected: number): void {
  if (proof.length !== expected) {
    throw new LogError('proof_length', `these sizes need a proof of ${expected} hashes, got ${proof.length}`)
  }
  for (const hash of proof) assertHash(hash)
}

/**
 * [start, end) is a subtree when start is a multiple of the smallest power of two at or above its length
 * (draft-ietf-plants-merkle-tree-certs section 4.1). An empty one is refused. Throws subtree_invalid, out_of_range.
 */
export function assertSubtree({ start, end }: LeafRange): void {
  assertSize(start)
  assertSize(end)
  if (start >= end || start % (1n << BigInt(bitLength(end - start - 1n))) !== 0n) {
    throw new LogError('subtree_invalid', `[${start}, ${end}) is not a subtree`)
  }
}

/**
 * RFC 9162 section 2.1.3.2 over a subtree of which `index` is a leaf; `proof` runs from the leaf's sibling upward.
 * Throws out_of_range (index outside), subtree_invalid, hash_length, proof_length, inclusion_mismatch.
 */
export function verifySubtreeInclusion(
  sha256: Sha256,
  claim: {
    readonly index: bigint
    readonly start: bigint
    readonly end: bigint
    readonly leaf: Uint8Array
    readonly root: Uint8Array
    readonly proof: readonly Uint8Array[]
  },
): void {
  const { index, start, end, leaf, root, proof } = claim
  assertSubtree({ start, end })
  if (index < start || index >= end) throw new LogError('out_of_range', `leaf ${index} is outside [${start}, ${end})`)
  assertHash(leaf)
  assertHash(root)
  const place = index - start
  const inner = bitLength(place ^ (end - start - 1n))
  const path = place.toString(2).padStart(inner, '0')
  const left = path.slice(0, path.length - inner).replaceAll('0', '')
  assertProofLength(proof, inner + left.length)
  let hash = leaf
  proof.forEach((sibling, level) => {
    const isRight = level >= inner || path.charAt(path.length - 1 - level) === '1'
    hash = isRight ? nodeHash(sha256, sibling, hash) : nodeHash(sha256, hash, sibling)
  })
  assertMatch(hash, root, 'inclusion_mismatch', `the inclusion proof of leaf ${index}`)
}

/** RFC 9162 section 2.1.3.2. Throws out_of_range (index ≥ size), hash_length, proof_length, inclusion_mismatch. */
export function verifyInclusion(
  sha256: Sha256,
  claim: {
    readonly index: bigint
    readonly size: bigint
    readonly leaf: Uint8Array
    readonly root: Uint8Array
    readonly proof: readonly Uint8Array[]
  },
): void {
  assertSize(claim.size)
  if (claim.index < 0n || claim.index >= claim.size) {
    throw new LogError('out_of_range', `leaf ${claim.index} is not in a tree of ${claim.size}`)
  }
  verifySubtreeInclusion(sha256, { ...claim, start: 0n, end: claim.size })
}

/**
 * The ranges whose hashes prove that subtree [start, end) belongs to the tree of `size` leaves, in the order of the proof
 * (draft-ietf-plants-merkle-tree-certs section 4.4.1; for start 0 the proof of RFC 9162 section 2.1.4.1). Throws subtree_invalid, out_of_range.
 */
export function consistencyRanges(subtree: LeafRange, size: bigint): LeafRange[] {
  assertSize(size)
  assertSubtree(subtree)
  if (subtree.end > size) throw new LogError('out_of_range', `[${subtree.start}, ${subtree.end}) ends behind ${size}`)
  const ranges: LeafRange[] = []
  let from = 0n
  let to = size
  let { start } = subtree
  let known = true
  while (start !== from || subtree.end !== to) {
    const middle = from + splitPoint(to - from)
    if (subtree.end <= middle) {
      ranges.push({ start: middle, end: to })
      to = middle
    } else {
      // Either the subtree lies right of the middle, or it begins at `from` and reaches over it: then its own hash is no node of the tree.
      if (start < middle) {
        known = false
        start = middle
      }
      ranges.push({ start: from, end: middle })
      from = middle
    }
  }
  if (!known) ranges.push({ start: from, end: to })
  return ranges.reverse()
}

/**
 * draft-ietf-plants-merkle-tree-certs section 4.4.3. `subtreeRoot` is the hash of [start, end), `root` that of the whole tree.
 * Throws subtree_invalid, out_of_range, hash_length, proof_length, consistency_mismatch.
 */
export function verifySubtreeConsistency(
  sha256: Sha256,
  claim: {
    readonly start: bigint
    readonly end: bigint
    readonly size: bigint
    readonly subtreeRoot: Uint8Array
    readonly root: Uint8Array
    readonly proof: readonly Uint8Array[]
  },
): void {
  const { start, end, size, subtreeRoot, root, proof } = claim
  const ranges = consistencyRanges({ start, end }, size)
  assertHash(subtreeRoot)
  assertHash(root)
  assertProofLength(proof, ranges.length)
  // Each range of the proof stands beside what was built from the ranges before it; those that lie inside [start, end) build its hash as well.
  let whole = subtreeRoot
  let part = subtreeRoot
  let builtFrom = start
  ranges.forEach((range, i) => {
    const hash = proof[i] ?? root
    const isInside = range.start >= start && range.end <= end
    if (i === 0 && isInside) {
      whole = hash
      part = hash
      builtFrom = range.start
    } else if (range.start < builtFrom) {
      if (isInside) part = nodeHash(sha256, hash, part)
      whole = nodeHash(sha256, hash, whole)
      builtFrom = range.start
    } else {
      whole = nodeHash(sha256, whole, hash)
    }
  })
  assertMatch(part, subtreeRoot, 'consistency_mismatch', 'the consistency proof')
  assertMatch(whole, root, 'consistency_mismatch', 'the consistency proof')
}

/**
 * RFC 9162 section 2.1.4.2: the tree of `newSize` begins with the tree of `oldSize`. From size 0 the proof is empty and the old root that of nothing.
 * Throws out_of_range (old above new), hash_length, proof_length, consistency_mismatch.
 */
export function verifyConsistency(
  sha256: Sha256,
  claim: {
    readonly oldSize: bigint
    readonly newSize: bigint
    readonly oldRoot: Uint8Array
    readonly newRoot: Uint8Array
    readonly proof: readonly Uint8Array[]
  },
): void {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  assertSize(oldSize)
  assertSize(newSize)
  if (oldSize > newSize)
    throw new LogError('out_of_range', `the older tree has ${oldSize} leaves, the newer ${newSize}`)
  if (oldSize === 0n) {
    assertHash(oldRoot)
    assertHash(newRoot)
    assertProofLength(proof, 0)
    assertMatch(oldRoot, emptyRoot(), 'consistency_mismatch', 'the older tree of 0 leaves')
    if (newSize === 0n) assertMatch(newRoot, emptyRoot(), 'consistency_mismatch', 'the newer tree of 0 leaves')
    return
  }
  verifySubtreeConsistency(sha256, {
    start: 0n,
    end: oldSize,
    size: newSize,
    subtreeRoot: oldRoot,
    root: newRoot,
    proof,
  })
}
