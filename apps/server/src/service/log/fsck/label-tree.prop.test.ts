import { labelIndexRoot, sortLabels } from '@recourse/log'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crypto } from '../verify/testing/made-log.ts'
import { labelTree } from './label-tree.ts'

/** Labels that often share many bits, so that lone ones, empty halves and deep forks all come up. */
const labels = fc.uniqueArray(
  fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .chain((bytes) => fc.nat({ max: 31 }).map((shared) => bytes.map((byte, i) => (i < shared ? 0 : byte)))),
  { maxLength: 60, selector: (bytes) => Buffer.from(bytes).toString('hex') },
)

test('the packed tree gives the roots of the plain one at any covered sizes', () => {
  fc.assert(
    fc.property(labels, fc.array(fc.nat({ max: 70 }), { maxLength: 6 }), (made, sizes) => {
      const tree = labelTree(crypto.sha256)
      made.forEach((label, leaf) => {
        expect(tree.add(label, 0, leaf)).toBeNull()
        expect(tree.add(label, 0, leaf + 1)).toBe(leaf)
        if (leaf !== 10) return
        tree.at(5n)
      })
      for (const size of [...sizes, made.length]) {
        const places = made.map((label, leaf) => ({ label, index: BigInt(leaf) })).filter(({ index }) => index < size)
        const { root, labels: count } = tree.at(BigInt(size))
        expect(count).toBe(places.length)
        expect(Buffer.compare(root, labelIndexRoot(crypto.sha256, sortLabels(places)))).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})
