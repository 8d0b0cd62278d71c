import type { Sha256 } from '@recourse/log'

const HASH = 32
const NODE = 65
const WIDTH = 256

/** Hashes of one bundle and the tree above them, in one buffer that is used again for the next. */
export interface TileHasher {
  /**
   * Hashes the `width` entries of a bundle; the text of what is wrong with it, or null. Overwrites the low length bytes,
   * so that the 00 of a leaf stands before each entry without a copy.
   */
  hashBundle(bytes: Uint8Array, width: number): string | null
  /** The first of the hashed entries whose hash is not the one of `tile`; -1 when all agree. */
  firstDifference(tile: Uint8Array, width: number): number
  /** The hashes as a tile holds them. */
  hashes(width: number): Uint8Array
  /** Writes the root over 256 hashed entries into `out` from `at`; the hashes are gone then. */
  rootInto(out: Buffer, at: number): void
  /** As `rootInto`, for the 256 hashes of a full tile. */
  rootOfTile(tile: Uint8Array, out: Buffer, at: number): void
}

/**
 * The hot loop of a verifier (log.md section 12): every hash is written where the next one reads it. Pair p of a level lies at
 * 65p as 01 ‖ left ‖ right, which is the input of its parent.
 */
export function tileHasher(sha256: Sha256): TileHasher {
  const pairs = Buffer.alloc((WIDTH / 2) * NODE)
  const inputs = Array.from({ length: WIDTH / 2 }, (_, p) => pairs.subarray(p * NODE, (p + 1) * NODE))
  for (const input of inputs) input[0] = 1
  let bundle = Buffer.alloc(0)
  let views: { readonly start: number; readonly end: number; readonly view: Buffer }[] = []

  const slot = (i: number): number => (i >> 1) * NODE + 1 + (i & 1) * HASH

  /** Bundles of one log mostly have one shape: views are made once for each. */
  function entryView(i: number, start: number, end: number): Buffer {
    const known = views[i]
    if (known !== undefined && known.start === start && known.end === end) return known.view
    const view = bundle.subarray(start, end)
    views[i] = { start, end, view }
    return view
  }

  function climb(out: Buffer, at: number): void {
    for (let width = WIDTH / 2; width > 1; width /= 2) {
      for (let p = 0; p < width; p++) sha256(inputs[p] ?? pairs, pairs, slot(p))
    }
    sha256(inputs[0] ?? pairs, out, at)
  }

  return {
    hashBundle(bytes, width) {
      if (bundle.length < bytes.length) {
        bundle = Buffer.alloc(Math.max(bytes.length, 2 * bundle.length))
        views = []
      }
      bundle.set(bytes)
      let at = 0
      for (let i = 0; i < width; i++) {
        const end = at + 2 + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0)
        if (at + 2 > bytes.length || end > bytes.length) return `it ends within entry ${i} of ${width}`
        bundle[at + 1] = 0
        sha256(entryView(i, at + 1, end), pairs, slot(i))
        at = end
      }
      return at === bytes.length ? null : `${bytes.length - at} bytes are left over behind ${width} entries`
    },
    firstDifference(tile, width) {
      for (let i = 0; i < width; i += 2) {
        const from = slot(i)
        const hashes = Math.min(2, width - i)
        if (pairs.compare(tile, i * HASH, (i + hashes) * HASH, from, from + hashes * HASH) === 0) continue
        return pairs.compare(tile, i * HASH, (i + 1) * HASH, from, from + HASH) === 0 ? i + 1 : i
      }
      return -1
    },
    hashes(width) {
      const tile = new Uint8Array(width * HASH)
      for (let i = 0; i < width; i++) tile.set(pairs.subarray(slot(i), slot(i) + HASH), i * HASH)
      return tile
    },
    rootInto: climb,
    rootOfTile(tile, out, at) {
      for (let p = 0; p < WIDTH / 2; p++) pairs.set(tile.subarray(2 * p * HASH, 2 * (p + 1) * HASH), p * NODE + 1)
      climb(out, at)
    },
  }
}
