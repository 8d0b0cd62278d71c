import { describe, expect, test } from 'vitest'
import {
  appendToRange,
  EMPTY_RANGE,
  leafHash,
  rangeRoot,
  toHex,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './index.ts'
import {
  base64,
  expectCode,
  hex,
  ownVectors,
  sha256,
  sharedFile,
  sharedJson,
  sharedPaths,
  sharedPresent,
} from './testing.ts'

/** Numbers above 2^53 stand in these files, so they are read as text. */
function proofCase(path: string) {
  const text = Buffer.from(sharedFile(path)).toString('utf8')
  const number = (key: string): bigint => BigInt(new RegExp(`"${key}": *([0-9]+)`).exec(text)?.[1] ?? '-1')
  const { proof, wantErr, ...rest } = JSON.parse(text)
  return {
    number,
    hash: (key: string): Uint8Array => base64(rest[key] ?? ''),
    proof: (proof ?? []).map(base64),
    refused: wantErr === true,
  }
}

type ProofCase = ReturnType<typeof proofCase>

function outcomeDiffers(path: string, verify: (c: ProofCase) => void): string[] {
  const found = proofCase(path)
  try {
    verify(found)
    return found.refused ? [path] : []
  } catch {
    return found.refused ? [] : [path]
  }
}

describe.skipIf(!sharedPresent)('published proof vectors (needs ../shared)', () => {
  test('inclusion: 98 cases', () => {
    const paths = sharedPaths('merkle', 'inclusion')
    expect(paths).toHaveLength(98)
    const verify = (c: ProofCase) =>
      verifyInclusion(sha256, {
        index: c.number('leafIdx'),
        size: c.number('treeSize'),
        leaf: c.hash('leafHash'),
        root: c.hash('root'),
        proof: c.proof,
      })
    expect(paths.flatMap((path) => outcomeDiffers(path, verify))).toEqual([])
  })

  test('consistency: 98 cases, one with roots of 12 bytes refused', () => {
    const paths = sharedPaths('merkle', 'consistency')
    expect(paths).toHaveLength(98)
    const verify = (c: ProofCase) =>
      verifyConsistency(sha256, {
        oldSize: c.number('size1'),
        newSize: c.number('size2'),
        oldRoot: c.hash('root1'),
        newRoot: c.hash('root2'),
        proof: c.proof,
      })
    expect(paths.flatMap((path) => outcomeDiffers(path, verify))).toEqual([
      'merkle/consistency/additional/sizes-are-equal-one-and-proof-is-empty.json',
    ])
  })

  test('subtree inclusion: 204 cases', () => {
    const paths = sharedPaths('merkle', 'subtreeinclusion')
    expect(paths).toHaveLength(204)
    const verify = (c: ProofCase) =>
      verifySubtreeInclusion(sha256, {
        index: c.number('leafIdx'),
        start: c.number('start'),
        end: c.number('end'),
        leaf: c.hash('leafHash'),
        root: c.hash('root'),
        proof: c.proof,
      })
    expect(paths.flatMap((path) => outcomeDiffers(path, verify))).toEqual([])
  })

  test('subtree consistency: 118 cases, seven refused because we take no empty subtree and no root of 12 bytes', () => {
    const paths = sharedPaths('merkle', 'subtreeconsistency')
    expect(paths).toHaveLength(118)
    const verify = (c: ProofCase) =>
      verifySubtreeConsistency(sha256, {
        start: c.number('start'),
        end: c.number('end'),
        size: c.number('size'),
        subtreeRoot: c.hash('root1'),
        root: c.hash('root2'),
        proof: c.proof,
      })
    expect(paths.flatMap((path) => outcomeDiffers(path, verify))).toEqual(STRICTER)
  })

  test('the 8-leaf tree', () => {
    const { leaves, leafHashes, roots } = sharedJson('merkle', 'reference-tree.json')
    const hashes = leaves.map((leaf: string) => leafHash(sha256, hex(leaf)))
    expect(hashes.map(toHex)).toEqual(leafHashes)
    roots.forEach((root: string, size: number) => {
      expect(toHex(treeRoot(sha256, new Uint8Array(Buffer.concat(hashes.slice(0, size)))))).toBe(root)
    })
  })
})

/** Accepted by the library these come from. */
const STRICTER = [
  'sizes-are-equal-one-and-proof-is-empty',
  'subtree-is-empty-sizes-are-equal-one-subtree-root-valid-proof-is-empty',
  'subtree-is-empty-sizes-are-equal-one-subtree-root-valid-tree-root-random-proof-is-empty',
  'subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-proof-is-empty',
  'subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-tree-root-random-proof-is-empty',
  'subtree-is-empty-subtree-root-valid-proof-is-empty',
  'subtree-is-empty-subtree-root-valid-tree-root-random-proof-is-empty',
].map((name) => `merkle/subtreeconsistency/additional/${name}.json`)

describe('our trees', () => {
  const { trees } = ownVectors('tree')

  test('roots and leaf hashes made by a second program', () => {
    for (const { size, root } of trees) {
      const leaves = Array.from({ length: size }, (_, i) => leafHash(sha256, Buffer.from(`leaf ${i}`)))
      expect(toHex(treeRoot(sha256, new Uint8Array(Buffer.concat(leaves))))).toBe(root)
      const range = leaves.reduce((grown, leaf) => appendToRange(sha256, grown, leaf), EMPTY_RANGE)
      expect(toHex(rangeRoot(sha256, range))).toBe(root)
    }
  })

  test('lengths and bounds are looked at before anything is hashed', () => {
    const zero = new Uint8Array(32)
    const never = () => expect.unreachable('nothing may be hashed')
    const claim = { index: 1n, size: 4n, leaf: zero, root: zero, proof: [zero, zero] }
    expectCode(() => verifyInclusion(never, { ...claim, index: 4n }), 'out_of_range')
    expectCode(() => verifyInclusion(never, { ...claim, index: -1n }), 'out_of_range')
    expectCode(() => verifyInclusion(never, { ...claim, size: 0n, index: 0n }), 'out_of_range')
    expectCode(() => verifyInclusion(never, { ...claim, size: 1n << 64n }), 'out_of_range')
    expectCode(() => verifyInclusion(never, { ...claim, root: zero.subarray(1) }), 'hash_length')
    expectCode(() => verifyInclusion(never, { ...claim, proof: [zero, zero.subarray(1)] }), 'hash_length')
    expectCode(() => verifyInclusion(never, { ...claim, proof: [zero] }), 'proof_length')
    const grown = { oldSize: 3n, newSize: 5n, oldRoot: zero, newRoot: zero, proof: [zero, zero, zero, zero] }
    expectCode(() => verifyConsistency(never, { ...grown, oldSize: 6n }), 'out_of_range')
    expectCode(() => verifyConsistency(never, { ...grown, proof: [] }), 'proof_length')
    expectCode(() => verifyConsistency(never, { ...grown, oldRoot: new Uint8Array(12) }), 'hash_length')
    expectCode(() => verifyConsistency(never, { ...grown, oldSize: 0n }), 'proof_length')
    expectCode(() => verifyConsistency(never, { ...grown, oldSize: 0n, proof: [] }), 'consistency_mismatch')
    expectCode(() => treeRoot(never, new Uint8Array(33)), 'hash_length')
  })

  test('the leaf hashes given in stay as they are, in a Buffer too', () => {
    const hashes = Buffer.from(Array.from({ length: 5 * 32 }, (_, at) => at))
    const before = toHex(hashes)
    const root = toHex(treeRoot(sha256, hashes))
    expect(toHex(hashes)).toBe(before)
    expect(toHex(treeRoot(sha256, hashes))).toBe(root)
  })

  test('a wrong root has a code of its own for each kind of proof', () => {
    const zero = new Uint8Array(32)
    const leaf = leafHash(sha256, zero)
    expectCode(
      () => verifyInclusion(sha256, { index: 0n, size: 1n, leaf, root: zero, proof: [] }),
      'inclusion_mismatch',
    )
    expectCode(
      () => verifyConsistency(sha256, { oldSize: 1n, newSize: 2n, oldRoot: leaf, newRoot: zero, proof: [leaf] }),
      'consistency_mismatch',
    )
  })
})
