import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bucketBits,
  decodeBucket,
  digest,
  encodeBucket,
  type LabelPlace,
  type LabelProof,
  labelBucket,
  labelIndexRoot,
  proveFromBucket,
  proveLabel,
  publicStreamKey,
  sortLabels,
  streamId,
  streamLabel,
  toHex,
  verifyLabel,
} from './index.ts'
import { ascii, expectCode, flip, hex, refusesOnlyByLogError, sha256, sharedJson, sharedPresent } from './testing.ts'

interface VectorProof {
  label: string
  kind: 'present' | 'absent'
  index?: number
  other?: { label: string; index: number }
  siblings: string[]
}

function proofOf({ kind, index, other, siblings }: VectorProof): LabelProof {
  if (kind === 'present') return { kind, index: BigInt(index ?? -1), siblings: siblings.map(hex) }
  if (other === undefined) return { kind, siblings: siblings.map(hex) }
  return { kind, other: { label: hex(other.label), index: BigInt(other.index) }, siblings: siblings.map(hex) }
}

describe.skipIf(!sharedPresent)('published labels and index (needs ../shared)', () => {
  test('labels of a stream and its id', () => {
    const { key, streamId: id, labels } = sharedJson('recourse', 'labels.json')
    expect(toHex(streamId(sha256, hex(key)))).toBe(id)
    for (const { seq, label } of labels) expect(toHex(streamLabel(sha256, hex(key), BigInt(seq)))).toBe(label)
  })

  test('roots and proofs, made and verified', () => {
    for (const { root, keys, proofs } of sharedJson('recourse', 'index.json').cases) {
      const places = sortLabels(
        keys.map((k: { label: string; index: number }) => ({ label: hex(k.label), index: BigInt(k.index) })),
      )
      expect(toHex(labelIndexRoot(sha256, places))).toBe(root)
      for (const proof of proofs) {
        expect(proveLabel(sha256, places, hex(proof.label))).toEqual(proofOf(proof))
        verifyLabel(sha256, hex(root), hex(proof.label), proofOf(proof))
      }
    }
  })

  test('proofs to refuse', () => {
    for (const { root, proof } of sharedJson('recourse', 'index.json').reject) {
      expectCode(
        () => verifyLabel(sha256, hex(root), hex(proof.label), proofOf(proof)),
        'index_mismatch',
        'index_proof_malformed',
      )
    }
  })
})

describe('the label index', () => {
  const label = (i: number): Uint8Array => digest(sha256, ascii(`label ${i}`))
  const some = (count: number): LabelPlace[] =>
    Array.from({ length: count }, (_, i) => ({ label: label(i), index: BigInt(i) }))

  test('every label is proven present or absent, from the index and from its bucket, and not both', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(800), fc.nat(16), fc.nat(), (count, asked, bits, bit) => {
        const places = sortLabels(some(count))
        const root = labelIndexRoot(sha256, places)
        const proof = proveLabel(sha256, places, label(asked))
        expect(proof.kind).toBe(asked < count ? 'present' : 'absent')
        verifyLabel(sha256, root, label(asked), proof)
        const bucket = decodeBucket(encodeBucket(labelBucket(sha256, places, label(asked), bits)))
        expect(bucket.siblings.length).toBeLessThanOrEqual(bits)
        expect(proveFromBucket(sha256, bucket, label(asked))).toEqual(proof)

        const refused = (changed: LabelProof) =>
          expectCode(() => verifyLabel(sha256, root, label(asked), changed), 'index_mismatch', 'index_proof_malformed')
        const { siblings } = proof
        if (count > 0)
          refused(proof.kind === 'present' ? { kind: 'absent', siblings } : { kind: 'present', index: 1n, siblings })
        if (proof.kind === 'present') refused({ ...proof, index: proof.index + 1n })
        if (siblings.length > 0) {
          const at = bit % siblings.length
          refused({ ...proof, siblings: siblings.map((sibling, i) => (i === at ? flip(sibling, bit & 255) : sibling)) })
          refused({ ...proof, siblings: siblings.slice(1) })
        }
        refused({ ...proof, siblings: [...siblings, new Uint8Array(32)] })
      }),
      { numRuns: 40 },
    )
  })

  test('only grows: what was proven keeps its leaf, and order of arrival does not matter', () => {
    const places = sortLabels(some(50))
    expect(labelIndexRoot(sha256, sortLabels([...some(50)].reverse()))).toEqual(labelIndexRoot(sha256, places))
    expect(labelIndexRoot(sha256, [])).toEqual(new Uint8Array(32))
  })

  test('labels that share 255 bits make 256 siblings, and verify', () => {
    const a = new Uint8Array(32)
    const places = sortLabels([
      { label: flip(a, 248), index: 1n },
      { label: a, index: 0n },
    ])
    const proof = proveLabel(sha256, places, a)
    expect(proof.siblings).toHaveLength(256)
    verifyLabel(sha256, labelIndexRoot(sha256, places), a, proof)
    expectCode(
      () =>
        verifyLabel(sha256, labelIndexRoot(sha256, places), a, {
          ...proof,
          siblings: [...proof.siblings, a.map(() => 1)],
        }),
      'index_proof_malformed',
    )
  })

  test('a label that stands twice is evidence, not an index', () => {
    expectCode(() => sortLabels([...some(3), { label: label(1), index: 9n }]), 'label_order')
  })

  test('another label that does not share the path is refused', () => {
    const places = sortLabels(some(20))
    const root = labelIndexRoot(sha256, places)
    const absent = proveLabel(sha256, places, label(100))
    const other = { label: label(100), index: 3n }
    expectCode(
      () => verifyLabel(sha256, root, label(100), { kind: 'absent', other, siblings: absent.siblings }),
      'index_proof_malformed',
    )
  })

  test('a lone label below the place where it stands is not canonical, even where a root was made of it', () => {
    const any = digest(sha256, ascii('a leaf beside nothing'))
    const asked = any.map((byte, i) => (i === 0 ? byte & 0x7f : byte))
    const eight = new Uint8Array(8)
    const leaf = digest(sha256, Uint8Array.of(2), asked, eight)
    const root = digest(sha256, Uint8Array.of(3), leaf, new Uint8Array(32))
    const proof: LabelProof = { kind: 'present', index: 0n, siblings: [new Uint8Array(32)] }
    expectCode(() => verifyLabel(sha256, root, asked, proof), 'index_proof_malformed')
    verifyLabel(sha256, leaf, asked, { ...proof, siblings: [] })
  })

  test('bits of buckets', () => {
    const bits = [0n, 1n, 128n, 255n, 256n, 1024n, 10_000_000n, 1n << 23n, 1n << 60n].map(bucketBits)
    expect(bits).toEqual([0, 0, 0, 0, 1, 3, 16, 16, 16])
  })

  test('buckets that are cut, out of order or off their path are refused', () => {
    const places = sortLabels(some(200))
    const bytes = encodeBucket(labelBucket(sha256, places, label(0), 3))
    expectCode(() => decodeBucket(bytes.subarray(0, -1)), 'index_bucket_malformed')
    expectCode(() => decodeBucket(new Uint8Array()), 'index_bucket_malformed')
    const [first, ...rest] = labelBucket(sha256, places, label(0), 0).places
    if (first === undefined) throw new Error('there are labels')
    expectCode(() => decodeBucket(encodeBucket({ siblings: [], places: [...rest, first] })), 'label_order')
    const zero = new Uint8Array(32)
    expectCode(() => decodeBucket(encodeBucket({ siblings: [zero], places })), 'index_bucket_malformed')
    const far = flip(label(0), 7)
    expectCode(() => proveFromBucket(sha256, labelBucket(sha256, places, label(0), 3), far), 'index_bucket_malformed')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (random) => refusesOnlyByLogError(() => decodeBucket(random))),
    )
  })

  test('keys of public streams differ by name; a key of another length opens nothing', () => {
    expect(publicStreamKey(sha256, 'a')).not.toEqual(publicStreamKey(sha256, 'b'))
    expectCode(() => streamLabel(sha256, new Uint8Array(31), 1n), 'hash_length')
  })
})
