import { bigEndian, byteReader, compareBytes, sameBytes } from './bytes.ts'
import { LogError } from './error.ts'
import { assertHash, digest, HASH_BYTES, type Sha256 } from './hash.ts'

/** A label and the leaf that holds it. */
export interface LabelPlace {
  readonly label: Uint8Array
  readonly index: bigint
}

/** Siblings run from the root down. `other` is the lone label at which the path of an absent one ends; without it the path ends in nothing. */
export type LabelProof =
  | { readonly kind: 'present'; readonly index: bigint; readonly siblings: readonly Uint8Array[] }
  | { readonly kind: 'absent'; readonly other?: LabelPlace; readonly siblings: readonly Uint8Array[] }

const LABEL_BITS = 256

function nothing(): Uint8Array {
  return new Uint8Array(HASH_BYTES)
}

function isNothing(hash: Uint8Array): boolean {
  return hash.every((byte) => byte === 0)
}

/** Bits from the most significant. */
function bitOf(label: Uint8Array, depth: number): 0 | 1 {
  return (((label[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1) === 1 ? 1 : 0
}

function sharesBits(a: Uint8Array, b: Uint8Array, depth: number): boolean {
  for (let bit = 0; bit < depth; bit++) if (bitOf(a, bit) !== bitOf(b, bit)) return false
  return true
}

function labelLeaf(sha256: Sha256, { label, index }: LabelPlace): Uint8Array {
  return digest(sha256, Uint8Array.of(2), label, bigEndian(index, 8))
}

function join(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return digest(sha256, Uint8Array.of(3), left, right)
}

/** Labels in rising order, each once; made by `sortLabels` or checked there. */
export type SortedLabels = readonly LabelPlace[]

/** Sorts by label. Throws label_order where a label stands twice (the first leaf is the one; a second is evidence of misconduct), hash_length. */
export function sortLabels(places: readonly LabelPlace[]): SortedLabels {
  for (const { label } of places) assertHash(label)
  const sorted = [...places].sort((a, b) => compareBytes(a.label, b.label))
  assertRising(sorted)
  return sorted
}

function assertRising(places: readonly LabelPlace[]): void {
  places.forEach(({ label, index }, i) => {
    const before = places[i - 1]
    if (before !== undefined && compareBytes(before.label, label) >= 0) {
      throw new LogError('label_order', `the label of leaf ${index} stands twice or out of order`)
    }
  })
}

/** Where the labels with a 1 at `depth` begin, in places [from, to) of which all share the bits before. */
function parting(places: SortedLabels, from: number, to: number, depth: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    const place = places[middle]
    if (place !== undefined && bitOf(place.label, depth) === 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Hash of the subtree at `depth` that holds places [from, to). */
function subtreeHash(sha256: Sha256, places: SortedLabels, from: number, to: number, depth: number): Uint8Array {
  const first = places[from]
  if (first === undefined || from >= to) return nothing()
  if (to - from === 1) return labelLeaf(sha256, first)
  const middle = parting(places, from, to, depth)
  const left = subtreeHash(sha256, places, from, middle, depth + 1)
  return join(sha256, left, subtreeHash(sha256, places, middle, to, depth + 1))
}

/** Root of the sparse tree over these labels (log.md section 4); 32 zero bytes over none. */
export function labelIndexRoot(sha256: Sha256, places: SortedLabels): Uint8Array {
  return subtreeHash(sha256, places, 0, places.length, 0)
}

function descend(
  sha256: Sha256,
  places: SortedLabels,
  label: Uint8Array,
  maxDepth: number,
  startDepth: number = 0,
): { siblings: Uint8Array[]; from: number; to: number } {
  const siblings: Uint8Array[] = []
  let from = 0
  let to = places.length
  for (let depth = startDepth; depth < maxDepth && to - from > 1; depth++) {
    const middle = parting(places, from, to, depth)
    const isRight = bitOf(label, depth) === 1
    siblings.push(subtreeHash(sha256, places, isRight ? from : middle, isRight ? middle : to, depth + 1))
    if (isRight) from = middle
    else to = middle
  }
  return { siblings, from, to }
}

function proofAt(label: Uint8Array, end: LabelPlace | undefined, siblings: readonly Uint8Array[]): LabelProof {
  if (end === undefined) return { kind: 'absent', siblings }
  if (sameBytes(end.label, label)) return { kind: 'present', index: end.index, siblings }
  return { kind: 'absent', other: end, siblings }
}

/** Proves that a label is, or is not, among these. */
export function proveLabel(sha256: Sha256, places: SortedLabels, label: Uint8Array): LabelProof {
  assertHash(label)
  const { siblings, from, to } = descend(sha256, places, label, LABEL_BITS)
  return proofAt(label, from < to ? places[from] : undefined, siblings)
}

function fold(sha256: Sha256, label: Uint8Array, end: Uint8Array, siblings: readonly Uint8Array[]): Uint8Array {
  return siblings.reduceRight(
    (hash, sibling, depth) => (bitOf(label, depth) === 1 ? join(sha256, sibling, hash) : join(sha256, hash, sibling)),
    end,
  )
}

/**
 * Throws index_proof_malformed (more than 256 siblings, a last sibling of zeros, another label off the path), hash_length, index_mismatch.
 */
export function verifyLabel(sha256: Sha256, root: Uint8Array, label: Uint8Array, proof: LabelProof): void {
  assertHash(root)
  assertHash(label)
  const { siblings } = proof
  siblings.forEach(assertHash)
  const last = siblings.at(-1)
  if (siblings.length > LABEL_BITS || (last !== undefined && isNothing(last))) {
    throw new LogError('index_proof_malformed', 'a proof has at most 256 siblings, and the last is not empty')
  }
  let end = nothing()
  if (proof.kind === 'present') end = labelLeaf(sha256, { label, index: proof.index })
  else if (proof.other !== undefined) {
    assertHash(proof.other.label)
    if (sameBytes(proof.other.label, label) || !sharesBits(proof.other.label, label, siblings.length)) {
      throw new LogError(
        'index_proof_malformed',
        'the path of an absent label ends at another label that shares its bits',
      )
    }
    end = labelLeaf(sha256, proof.other)
  }
  if (!sameBytes(fold(sha256, label, end, siblings), root)) {
    throw new LogError('index_mismatch', 'the index proof does not lead to the index root')
  }
}

/** Bits of a bucket's path for a log of `size` leaves: clamp(floor(log2(size / 128)), 0, 16). */
export function bucketBits(size: bigint): number {
  return Math.min(Math.max(size.toString(2).length - 1 - 7, 0), 16)
}

/** All labels whose first `siblings.length` bits are those of the bucket's path. */
export interface LabelBucket {
  readonly siblings: readonly Uint8Array[]
  readonly places: SortedLabels
}

/** The bucket of the labels that begin as `label` does, at most `bits` deep: less where the path ends sooner. */
export function labelBucket(sha256: Sha256, places: SortedLabels, label: Uint8Array, bits: number): LabelBucket {
  assertHash(label)
  const { siblings, from, to } = descend(sha256, places, label, bits)
  return { siblings, places: places.slice(from, to) }
}

/** A proof out of a bucket whose path `label` shares; the bucket need not be verified first, the proof is. Throws index_bucket_malformed. */
export function proveFromBucket(sha256: Sha256, { siblings, places }: LabelBucket, label: Uint8Array): LabelProof {
  assertHash(label)
  const depth = siblings.length
  // A lone label stands above its bucket: then the path ends there, and it need share no more bits than that.
  if (!places.every((place) => sharesBits(place.label, label, depth))) {
    throw new LogError('index_bucket_malformed', 'the bucket is not on the path of this label')
  }
  const below = descend(sha256, places, label, LABEL_BITS, depth)
  return proofAt(label, below.from < below.to ? places[below.from] : undefined, [...siblings, ...below.siblings])
}

/** u8 depth, siblings, then (label, u64) pairs in rising order. Throws out_of_range, hash_length. */
export function encodeBucket({ siblings, places }: LabelBucket): Uint8Array {
  siblings.forEach(assertHash)
  const pairs = 1 + siblings.length * HASH_BYTES
  const out = new Uint8Array(pairs + places.length * (HASH_BYTES + 8))
  out.set(bigEndian(siblings.length, 1))
  siblings.forEach((sibling, i) => {
    out.set(sibling, 1 + i * HASH_BYTES)
  })
  places.forEach(({ label, index }, i) => {
    assertHash(label)
    out.set(label, pairs + i * (HASH_BYTES + 8))
    out.set(bigEndian(index, 8), pairs + i * (HASH_BYTES + 8) + HASH_BYTES)
  })
  return out
}

/**
 * The bucket of bytes, read and not yet believed: its labels are in rising order and share as many bits as it has siblings, so it takes time linear in
 * its length. Throws index_bucket_malformed, label_order.
 */
export function decodeBucket(bytes: Uint8Array): LabelBucket {
  const reader = byteReader(bytes, 'index_bucket_malformed', 'the bucket')
  const siblings = Array.from({ length: reader.u8() }, () => reader.take(HASH_BYTES))
  const places: LabelPlace[] = []
  while (reader.left() > 0) places.push({ label: reader.take(HASH_BYTES), index: reader.u64() })
  assertRising(places)
  const first = places[0]
  const last = places.at(-1)
  if (first !== undefined && last !== undefined && !sharesBits(first.label, last.label, siblings.length)) {
    throw new LogError('index_bucket_malformed', 'the labels of the bucket do not share its path')
  }
  return { siblings, places }
}
