import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bucketOf,
  bucketOfIndex,
  bucketSiblings,
  digest,
  emptyLabelTree,
  encodeBucket,
  hashBucket,
  type LabelPlace,
  labelBucket,
  labelIndexRoot,
  labelTreeRoot,
  PLACE_BYTES,
  proveFromBucket,
  proveLabel,
  readyIndex,
  setBuckets,
  sortLabels,
  sortPlaces,
  toHex,
  unpackPlaces,
} from './index.ts'
import { ascii, expectCode, flip, sha256 } from './testing.ts'

const label = (i: number): Uint8Array => digest(sha256, ascii(`label ${i}`))
const some = (count: number, from = 0): LabelPlace[] =>
  Array.from({ length: count }, (_, i) => ({ label: label(from + i), index: BigInt(from + i) }))

function packed(places: readonly LabelPlace[]): Uint8Array {
  return encodeBucket({ siblings: [], places }).subarray(1)
}

describe('the label tree', () => {
  test('leads to the root of the whole index, and to its proofs and buckets, at any depth', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(600), fc.nat(16), (count, asked, bits) => {
        const places = sortLabels(some(count))
        const index = readyIndex(sha256, sortPlaces(packed(some(count))), bits)
        expect(unpackPlaces(index.places)).toEqual(places)
        const { labels, root } = labelTreeRoot(index.tree)
        expect(labels).toBe(BigInt(count))
        expect(toHex(root)).toBe(toHex(labelIndexRoot(sha256, places)))
        const bucket = bucketOfIndex(index, label(asked))
        expect(bucket).toEqual(labelBucket(sha256, places, label(asked), bits))
        expect(proveFromBucket(sha256, bucket, label(asked))).toEqual(proveLabel(sha256, places, label(asked)))
        const fewer = bits >> 1
        expect(bucketSiblings(index.tree, bucketOf(label(asked), fewer), fewer)).toEqual(
          labelBucket(sha256, places, label(asked), fewer).siblings,
        )
      }),
      { numRuns: 60 },
    )
  })

  test('grown by changed buckets alone it is the tree built at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 6 }), fc.nat(10), (steps, bits) => {
        const tree = emptyLabelTree(bits)
        let count = 0
        for (const step of steps) {
          const added = some(step, count)
          count += step
          const all = sortLabels(some(count))
          const changed = [...new Set(added.map((place) => bucketOf(place.label, bits)))]
          setBuckets(
            sha256,
            tree,
            changed.map((bucket) => {
              const own = all.filter((place) => bucketOf(place.label, bits) === bucket)
              return { bucket, labels: own.length, hash: hashBucket(sha256, packed(own), bits) }
            }),
          )
          expect(labelTreeRoot(tree)).toEqual({ labels: BigInt(count), root: labelIndexRoot(sha256, all) })
        }
      }),
      { numRuns: 40 },
    )
  })

  test('labels that share 255 bits are told apart; a label that stands twice is not', () => {
    const zero = new Uint8Array(32)
    const places = [
      { label: flip(zero, 248), index: 1n },
      { label: zero, index: 0n },
    ]
    const index = readyIndex(sha256, sortPlaces(packed(places)), 16)
    expect(labelTreeRoot(index.tree).root).toEqual(labelIndexRoot(sha256, sortLabels(places)))
    expectCode(() => sortPlaces(packed([...some(3), { label: label(1), index: 9n }])), 'label_order')
    const doubled = packed([
      { label: zero, index: 0n },
      { label: zero, index: 1n },
    ])
    expectCode(() => hashBucket(sha256, doubled, 0), 'label_order')
  })

  test('depths and buckets there are not', () => {
    expectCode(() => emptyLabelTree(17), 'out_of_range')
    const tree = emptyLabelTree(2)
    const hash = new Uint8Array(32)
    expectCode(() => setBuckets(sha256, tree, [{ bucket: 4, labels: 1, hash }]), 'out_of_range')
    expectCode(() => setBuckets(sha256, tree, [{ bucket: 0, labels: 1, hash: hash.subarray(1) }]), 'out_of_range')
    expect(PLACE_BYTES).toBe(40)
  })
})
