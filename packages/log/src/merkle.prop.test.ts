import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendToRange,
  consistencyRanges,
  EMPTY_RANGE,
  leafHash,
  proveConsistency,
  proveInclusion,
  proveSubtreeConsistency,
  type ReadNode,
  rangeRoot,
  rootFromNodes,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
} from './index.ts'
import { expectBytes, expectCode, flip, sha256 } from './testing.ts'

const MOST = 3000
const LEAVES = new Uint8Array(MOST * 32)
for (let i = 0; i < MOST; i++) LEAVES.set(leafHash(sha256, Buffer.from(`leaf ${i}`)), i * 32)

const leaf = (i: number): Uint8Array => LEAVES.slice(i * 32, (i + 1) * 32)
const known = new Map<string, Uint8Array>()
function root(size: number, from: number = 0): Uint8Array {
  const found = known.get(`${from}-${size}`) ?? treeRoot(sha256, LEAVES.subarray(from * 32, size * 32))
  known.set(`${from}-${size}`, found)
  return found
}
const read: ReadNode = ({ level, index }) => {
  const start = Number(index) << level
  return root(start + (1 << level), start)
}

/** A size and a smaller place in it. */
const sizeAndIndex = fc.integer({ min: 1, max: MOST }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))

function flipOne(hashes: readonly Uint8Array[], bit: number): Uint8Array[] {
  const at = (bit >> 8) % hashes.length
  return hashes.map((hash, i) => (i === at ? flip(hash, bit & 255) : hash))
}

describe('any tree up to 3,000 leaves', () => {
  test('every inclusion proof verifies; with one bit turned it does not, nor for another leaf, index or size', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(), ([size, index], bit) => {
        const proof = proveInclusion(sha256, read, BigInt(index), BigInt(size))
        const claim = { index: BigInt(index), size: BigInt(size), leaf: leaf(index), root: root(size), proof }
        verifyInclusion(sha256, claim)
        const refused = (changed: Partial<typeof claim>) =>
          expectCode(
            () => verifyInclusion(sha256, { ...claim, ...changed }),
            'inclusion_mismatch',
            'proof_length',
            'out_of_range',
          )
        refused({ leaf: flip(claim.leaf, bit & 255) })
        refused({ root: flip(claim.root, bit & 255) })
        refused({ proof: [...proof, leaf(0)] })
        refused({ size: 0n })
        if (proof.length > 0) {
          refused({ proof: flipOne(proof, bit) })
          refused({ proof: proof.slice(1) })
          refused({ index: BigInt(index ^ 1) })
        }
      }),
      { numRuns: 100 },
    )
  })

  test('every consistency proof verifies; with one bit turned it does not', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(), ([size, oldSize], bit) => {
        const proof = proveConsistency(sha256, read, BigInt(oldSize), BigInt(size))
        const claim = {
          oldSize: BigInt(oldSize),
          newSize: BigInt(size),
          oldRoot: root(oldSize),
          newRoot: root(size),
          proof,
        }
        verifyConsistency(sha256, claim)
        const refused = (changed: Partial<typeof claim>) =>
          expectCode(() => verifyConsistency(sha256, { ...claim, ...changed }), 'consistency_mismatch', 'proof_length')
        refused({ oldRoot: flip(claim.oldRoot, bit & 255) })
        refused({ proof: [...proof, leaf(0)] })
        // From size 0 nothing is proven, and any newer root is consistent with nothing.
        if (oldSize > 0) refused({ newRoot: flip(claim.newRoot, bit & 255) })
        if (proof.length > 0) {
          refused({ proof: flipOne(proof, bit) })
          refused({ proof: proof.slice(1) })
        }
      }),
      { numRuns: 100 },
    )
  })

  test('every subtree is proven to belong, and no other', () => {
    const subtree = fc.integer({ min: 1, max: MOST }).chain((size) =>
      fc.nat(11).chain((level) => {
        const step = 2 ** level
        const starts = Math.floor((size - 1) / step)
        return fc
          .tuple(fc.constant(size), fc.nat(starts), fc.integer({ min: 1, max: step }))
          .map(([all, at, length]) => {
            const start = at * step
            return { size: all, start, end: Math.min(start + length, all) }
          })
      }),
    )
    fc.assert(
      fc.property(subtree, fc.nat(), ({ size, start, end }, bit) => {
        const range = { start: BigInt(start), end: BigInt(end) }
        const proof = proveSubtreeConsistency(sha256, read, range, BigInt(size))
        expect(proof).toHaveLength(consistencyRanges(range, BigInt(size)).length)
        const claim = { ...range, size: BigInt(size), subtreeRoot: root(end, start), root: root(size), proof }
        verifySubtreeConsistency(sha256, claim)
        const refused = (changed: Partial<typeof claim>) =>
          expectCode(() => verifySubtreeConsistency(sha256, { ...claim, ...changed }), 'consistency_mismatch')
        refused({ subtreeRoot: flip(claim.subtreeRoot, bit & 255) })
        refused({ root: flip(claim.root, bit & 255) })
        if (proof.length > 0) refused({ proof: flipOne(proof, bit) })
      }),
      { numRuns: 100 },
    )
  })

  test('leaf by leaf, at once and from full subtrees, the root is the same', () => {
    let range = EMPTY_RANGE
    for (let size = 0; size < 300; size++) {
      expectBytes(rangeRoot(sha256, range), root(size))
      expectBytes(rootFromNodes(sha256, read, BigInt(size)), root(size))
      range = appendToRange(sha256, range, leaf(size))
    }
  })
})
