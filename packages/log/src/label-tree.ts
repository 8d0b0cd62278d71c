import { LogError } from './error.ts'
import { HASH_BYTES, type Sha256 } from './hash.ts'
import type { LabelBucket, LabelPlace } from './label-index.ts'

/** label ‖ u64 leaf index, as a bucket holds it. */
export const PLACE_BYTES = 40

/** Places laid end to end in rising order of their labels, each label once: what a bucket holds behind its siblings (log.md section 4). */
export type PackedPlaces = Uint8Array

/** What the tree keeps of a bucket: how many labels begin with its bits, and the hash of their subtree (of a lone label: its leaf). */
export interface BucketHash {
  readonly bucket: number
  readonly labels: number
  readonly hash: Uint8Array
}

/**
 * The upper levels of a label index: number of labels and hash of every node down to `bits`, in heap order (node 1 is the root, 2n and 2n+1 lie below n).
 * Changed in place by `setBuckets`: whoever keeps one owns it.
 */
export interface LabelTree {
  readonly bits: number
  readonly labels: Uint32Array
  readonly hashes: Uint8Array
}

/** Of no label. `bits` 0 to 16. Throws out_of_range. */
export function emptyLabelTree(bits: number): LabelTree {
  if (!Number.isInteger(bits) || bits < 0 || bits > 16) {
    throw new LogError('out_of_range', `a label tree keeps 0 to 16 levels, not ${bits}`)
  }
  const nodes = 2 ** (bits + 1)
  return { bits, labels: new Uint32Array(nodes), hashes: new Uint8Array(nodes * HASH_BYTES) }
}

/** The first `bits` bits (at most 16) of a label as a number. */
export function bucketOf(label: Uint8Array, bits: number): number {
  return (((label[0] ?? 0) << 8) | (label[1] ?? 0)) >> (16 - bits)
}

/** Node input: 03 ‖ left ‖ right, one buffer for each depth of one walk. */
const joins: Uint8Array[] = []

function joinAt(depth: number): Uint8Array {
  let input = joins[depth]
  if (input === undefined) {
    input = new Uint8Array(1 + 2 * HASH_BYTES)
    input[0] = 3
    joins[depth] = input
  }
  return input
}

const leafInput = Uint8Array.from({ length: 1 + PLACE_BYTES }, (_, at) => (at === 0 ? 2 : 0))

function bitAt(places: PackedPlaces, place: number, depth: number): number {
  return ((places[place * PLACE_BYTES + (depth >> 3)] ?? 0) >> (7 - (depth & 7))) & 1
}

/** Writes the hash of places [from, to), which share `depth` bits, into `out` from `at`. */
function hashInto(
  sha256: Sha256,
  places: PackedPlaces,
  { from, to, depth }: { readonly from: number; readonly to: number; readonly depth: number },
  out: Uint8Array,
  at: number,
): void {
  if (from >= to) {
    out.fill(0, at, at + HASH_BYTES)
    return
  }
  if (to - from === 1) {
    leafInput.set(places.subarray(from * PLACE_BYTES, to * PLACE_BYTES), 1)
    sha256(leafInput, out, at)
    return
  }
  if (depth >= 256) throw new LogError('label_order', 'a label stands twice')
  let middle = from
  let high = to
  while (middle < high) {
    const probe = (middle + high) >> 1
    if (bitAt(places, probe, depth) === 0) middle = probe + 1
    else high = probe
  }
  const input = joinAt(depth)
  hashInto(sha256, places, { from, to: middle, depth: depth + 1 }, input, 1)
  hashInto(sha256, places, { from: middle, to, depth: depth + 1 }, input, 1 + HASH_BYTES)
  sha256(input, out, at)
}

/** The hash of the bucket these places make up, at depth `bits`. They are in order and share those bits: `sortPlaces` or a store saw to it. */
export function hashBucket(sha256: Sha256, places: PackedPlaces, bits: number): Uint8Array {
  const out = new Uint8Array(HASH_BYTES)
  hashInto(sha256, places, { from: 0, to: places.length / PLACE_BYTES, depth: bits }, out, 0)
  return out
}

/** Puts changed buckets into the tree and hashes again what lies above them, each node once. Throws out_of_range. */
export function setBuckets(sha256: Sha256, tree: LabelTree, buckets: readonly BucketHash[]): void {
  const { bits, labels, hashes } = tree
  const first = 2 ** bits
  let changed = new Set<number>()
  for (const { bucket, labels: count, hash } of buckets) {
    if (bucket < 0 || bucket >= first || hash.length !== HASH_BYTES) {
      throw new LogError('out_of_range', `no bucket ${bucket} with a hash of ${hash.length} bytes at ${bits} bits`)
    }
    labels[first + bucket] = count
    hashes.set(hash, (first + bucket) * HASH_BYTES)
    changed.add(first + bucket)
  }
  const input = joinAt(0)
  while (!changed.has(1) && changed.size > 0) {
    const above = new Set<number>()
    for (const node of changed) above.add(node >> 1)
    for (const node of above) {
      const left = labels[2 * node] ?? 0
      const right = labels[2 * node + 1] ?? 0
      labels[node] = left + right
      const below = 2 * node * HASH_BYTES
      // A lone label is lifted: it stands where its path is alone.
      if (left + right < 2) {
        const from = left === 0 ? below + HASH_BYTES : below
        hashes.copyWithin(node * HASH_BYTES, from, from + HASH_BYTES)
        continue
      }
      input.set(hashes.subarray(below, below + 2 * HASH_BYTES), 1)
      sha256(input, hashes, node * HASH_BYTES)
    }
    changed = above
  }
}

function nodeHashOf({ hashes }: LabelTree, node: number): Uint8Array {
  return hashes.slice(node * HASH_BYTES, (node + 1) * HASH_BYTES)
}

/** Number of labels and root, as an index-root entry holds them. */
export function labelTreeRoot(tree: LabelTree): { readonly labels: bigint; readonly root: Uint8Array } {
  return { labels: BigInt(tree.labels[1] ?? 0), root: nodeHashOf(tree, 1) }
}

/** Siblings of the bucket whose path begins with these bits, at most `bits` deep: fewer where the path ends sooner. */
export function bucketSiblings(tree: LabelTree, bucket: number, bits: number): readonly Uint8Array[] {
  const siblings: Uint8Array[] = []
  let node = 1
  for (let depth = 0; depth < Math.min(bits, tree.bits) && (tree.labels[node] ?? 0) > 1; depth++) {
    const bit = (bucket >> (bits - 1 - depth)) & 1
    siblings.push(nodeHashOf(tree, 2 * node + 1 - bit))
    node = 2 * node + bit
  }
  return siblings
}

/** Sorts places laid end to end, in any order, by their first 16 bits and then by label. Throws label_order where a label stands twice. */
export function sortPlaces(places: Uint8Array): PackedPlaces {
  const count = places.length / PLACE_BYTES
  const starts = new Uint32Array(65_537)
  const startOf = (place: number): number =>
    ((places[place * PLACE_BYTES] ?? 0) << 8) | (places[place * PLACE_BYTES + 1] ?? 0)
  for (let place = 0; place < count; place++) {
    const bucket = startOf(place) + 1
    starts[bucket] = (starts[bucket] ?? 0) + 1
  }
  for (let bucket = 1; bucket <= 65_536; bucket++) starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(count)
  for (let place = 0; place < count; place++) {
    const bucket = startOf(place)
    order[next[bucket] ?? 0] = place
    next[bucket] = (next[bucket] ?? 0) + 1
  }
  const compare = (a: number, b: number): number => {
    for (let at = 2; at < HASH_BYTES; at++) {
      const difference = (places[a * PLACE_BYTES + at] ?? 0) - (places[b * PLACE_BYTES + at] ?? 0)
      if (difference !== 0) return difference
    }
    return 0
  }
  const sorted = new Uint8Array(places.length)
  for (let bucket = 0; bucket < 65_536; bucket++) {
    const from = starts[bucket] ?? 0
    const within = order.subarray(from, starts[bucket + 1] ?? count).sort(compare)
    within.forEach((place, i) => {
      const before = within[i - 1]
      if (before !== undefined && compare(before, place) === 0) {
        throw new LogError('label_order', 'a label stands twice: the first leaf is the one, a second is evidence')
      }
      sorted.set(places.subarray(place * PLACE_BYTES, (place + 1) * PLACE_BYTES), (from + i) * PLACE_BYTES)
    })
  }
  return sorted
}

/** A whole index ready for proofs: all places in order, and the tree above them. */
export interface ReadyIndex {
  readonly places: PackedPlaces
  readonly tree: LabelTree
  /** Place at which each bucket of the tree begins; one more for the end. */
  readonly starts: Uint32Array
}

/** Hashes a whole index once, so that every proof after it costs one bucket. `places` come from `sortPlaces`. */
export function readyIndex(sha256: Sha256, places: PackedPlaces, bits: number): ReadyIndex {
  const tree = emptyLabelTree(bits)
  const buckets = 2 ** bits
  const starts = new Uint32Array(buckets + 1)
  const count = places.length / PLACE_BYTES
  for (let place = 0; place < count; place++) {
    const at = bucketOf(places.subarray(place * PLACE_BYTES), bits) + 1
    starts[at] = (starts[at] ?? 0) + 1
  }
  for (let bucket = 1; bucket <= buckets; bucket++) starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0)
  const hashed: BucketHash[] = []
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [from, to] = [starts[bucket] ?? 0, starts[bucket + 1] ?? 0]
    if (from === to) continue
    const own = places.subarray(from * PLACE_BYTES, to * PLACE_BYTES)
    hashed.push({ bucket, labels: to - from, hash: hashBucket(sha256, own, bits) })
  }
  setBuckets(sha256, tree, hashed)
  return { places, tree, starts }
}

/** The bucket in which `label` stands or would stand: what `proveFromBucket` takes. */
export function bucketOfIndex({ places, tree, starts }: ReadyIndex, label: Uint8Array): LabelBucket {
  const bucket = bucketOf(label, tree.bits)
  const siblings = bucketSiblings(tree, bucket, tree.bits)
  // Where the path ends sooner the subtree is wider than a bucket, and holds one label at most.
  const spare = tree.bits - siblings.length
  const first = (bucket >> spare) << spare
  const from = starts[first] ?? 0
  const to = starts[first + 2 ** spare] ?? 0
  return { siblings, places: unpackPlaces(places.subarray(from * PLACE_BYTES, to * PLACE_BYTES)) }
}

/** The places one by one; labels are views. */
export function unpackPlaces(places: PackedPlaces): LabelPlace[] {
  const view = new DataView(places.buffer, places.byteOffset, places.byteLength)
  return Array.from({ length: places.length / PLACE_BYTES }, (_, i) => ({
    label: places.subarray(i * PLACE_BYTES, i * PLACE_BYTES + HASH_BYTES),
    index: view.getBigUint64(i * PLACE_BYTES + HASH_BYTES),
  }))
}
