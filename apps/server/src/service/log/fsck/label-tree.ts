import type { Sha256 } from '@recourse/log'

/** A label and its leaf as they lie in a bucket: 32 bytes, then the index as u64. */
const RECORD = 40
const BUCKET_BITS = 16
const BUCKETS = 1 << BUCKET_BITS

/**
 * The label index over millions of leaves, packed: 40 bytes a label. Gives the very roots of `labelIndexRoot` (log.md section 4)
 * for one covered size after the other, hashing only the buckets that changed in between.
 */
export interface LabelTree {
  /** The leaf that holds the label at `from` already, or null: then it is added. */
  add(labels: Uint8Array, from: number, leaf: number): number | null
  /** Root and number of the labels of leaves below `size`. Cheap while the sizes rise. */
  at(size: bigint): { readonly root: Uint8Array; readonly labels: number }
}

export function labelTree(sha256: Sha256): LabelTree {
  const buckets: ({ bytes: Buffer; count: number } | undefined)[] = new Array(BUCKETS)
  // A heap: node 1 is the root, bucket b lies at BUCKETS + b.
  const hashes = Buffer.alloc(2 * BUCKETS * 32)
  const counts = new Uint32Array(2 * BUCKETS)
  let dirty = new Set<number>()
  let covered = 0n
  const leafInput = Buffer.alloc(1 + RECORD, 2)
  const nodeInput = Buffer.alloc(65, 3)

  /** Where the label stands, or would. Four bytes behind those all share in a bucket nearly always tell. */
  function placeOf(
    { bytes, count }: { bytes: Buffer; count: number },
    labels: Uint8Array,
    from: number,
  ): { at: number; found: boolean } {
    const wanted = wordAt(labels, from)
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      const word = wordAt(bytes, middle * RECORD)
      const order =
        word === wanted ? bytes.compare(labels, from, from + 32, middle * RECORD, middle * RECORD + 32) : word - wanted
      if (order === 0) return { at: middle, found: true }
      if (order < 0) low = middle + 1
      else high = middle
    }
    return { at: low, found: false }
  }

  /** Hash of the records of `from` to `to` that share `depth` bits, into `out` at `at`. */
  function subtree(records: Buffer, from: number, to: number, depth: number, out: Buffer, at: number): void {
    if (from >= to) {
      out.fill(0, at, at + 32)
    } else if (to - from === 1) {
      records.copy(leafInput, 1, from * RECORD, to * RECORD)
      sha256(leafInput, out, at)
    } else {
      let middle = from
      while (middle < to && bit(records, middle, depth) === 0) middle++
      const pair = Buffer.alloc(64)
      subtree(records, from, middle, depth + 1, pair, 0)
      subtree(records, middle, to, depth + 1, pair, 32)
      pair.copy(nodeInput, 1)
      sha256(nodeInput, out, at)
    }
  }

  /** Rehashes one bucket with the leaves below `size`; true when all its labels are among them. */
  function settle(number: number, size: bigint): boolean {
    const bucket = buckets[number]
    if (bucket === undefined) return true
    const kept: Buffer[] = []
    for (let i = 0; i < bucket.count; i++) {
      const record = bucket.bytes.subarray(i * RECORD, (i + 1) * RECORD)
      if (record.readBigUInt64BE(32) < size) kept.push(record)
    }
    const node = BUCKETS + number
    subtree(Buffer.concat(kept), 0, kept.length, BUCKET_BITS, hashes, node * 32)
    counts[node] = kept.length
    return kept.length === bucket.count
  }

  function join(node: number): void {
    const [left, right] = [2 * node, 2 * node + 1]
    const count = (counts[left] ?? 0) + (counts[right] ?? 0)
    counts[node] = count
    if (count <= 1) {
      // Nothing, or a lone label, which rises as its own leaf.
      const from = (counts[left] ?? 0) === 1 ? left : right
      hashes.copy(hashes, node * 32, from * 32, from * 32 + 32)
    } else {
      hashes.copy(nodeInput, 1, left * 32, left * 32 + 64)
      sha256(nodeInput, hashes, node * 32)
    }
  }

  return {
    add(labels, from, leaf) {
      const number = ((labels[from] ?? 0) << 8) | (labels[from + 1] ?? 0)
      let bucket = buckets[number]
      if (bucket === undefined) {
        bucket = { bytes: Buffer.alloc(4 * RECORD), count: 0 }
        buckets[number] = bucket
      }
      const { at, found } = placeOf(bucket, labels, from)
      if (found) return Number(bucket.bytes.readBigUInt64BE(at * RECORD + 32))
      if ((bucket.count + 1) * RECORD > bucket.bytes.length) {
        const wider = Buffer.alloc(Math.ceil(bucket.count * 1.25 + 4) * RECORD)
        bucket.bytes.copy(wider)
        bucket.bytes = wider
      }
      if (at < bucket.count) bucket.bytes.copyWithin((at + 1) * RECORD, at * RECORD, bucket.count * RECORD)
      for (let i = 0; i < 32; i++) bucket.bytes[at * RECORD + i] = labels[from + i] ?? 0
      bucket.bytes.writeUInt32BE(Math.floor(leaf / 2 ** 32), at * RECORD + 32)
      bucket.bytes.writeUInt32BE(leaf % 2 ** 32, at * RECORD + 36)
      bucket.count++
      dirty.add(number)
      return null
    },
    at(size) {
      // A smaller size than before: any bucket may hold too much.
      const changed = size < covered ? new Set<number>() : dirty
      if (size < covered) for (const number of buckets.keys()) changed.add(number)
      covered = size
      const waiting = new Set<number>()
      let level = new Set<number>()
      for (const number of changed) {
        if (!settle(number, size)) waiting.add(number)
        level.add((BUCKETS + number) >> 1)
      }
      dirty = waiting
      while (level.size > 0) {
        const above = new Set<number>()
        for (const node of level) {
          join(node)
          if (node > 1) above.add(node >> 1)
        }
        level = above
      }
      return { root: new Uint8Array(hashes.subarray(32, 64)), labels: counts[1] ?? 0 }
    },
  }
}

/** Bytes 2 to 5 of a label. */
function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at + 2] ?? 0) * 0x100_0000 +
    ((bytes[at + 3] ?? 0) << 16) +
    ((bytes[at + 4] ?? 0) << 8) +
    (bytes[at + 5] ?? 0)
  )
}

function bit(records: Buffer, record: number, depth: number): number {
  return ((records[record * RECORD + (depth >> 3)] ?? 0) >> (7 - (depth & 7))) & 1
}
