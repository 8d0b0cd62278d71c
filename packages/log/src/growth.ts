import { decodeBundle, encodeBundle } from './bundle.ts'
import { concat, sameBytes } from './bytes.ts'
import { LogError } from './error.ts'
import { assertHash, emptyRoot, HASH_BYTES, hashLeafInto, type Sha256 } from './hash.ts'
import { foldRight, treeRoot } from './merkle.ts'
import { assertTile, TILE_WIDTH, type TileId, tileAt, tilePath, treeShape } from './tile.ts'

/**
 * What a sequencer keeps in memory: the partial tile of each level and the partial bundle. Tile and bundle bytes are empty where the width is 0.
 * INVARIANT: `tiles[l]` holds floor(size / 256^l) mod 256 hashes.
 */
export interface LogEdge {
  readonly size: bigint
  readonly tiles: readonly Uint8Array[]
  readonly bundle: Uint8Array
}

/** One file of a batch. `path` lies below the log's prefix. */
export interface LogFile {
  readonly tile: TileId
  readonly path: string
  readonly bytes: Uint8Array
}

export const EMPTY_EDGE: LogEdge = Object.freeze({ size: 0n, tiles: Object.freeze([]), bundle: new Uint8Array() })

/** A log of ours stops growing here, so that a leaf index stays a JavaScript number (log.md section 1). */
const MAX_OWN_SIZE = 0x1f_ffff_ffff_ffffn

function fileOf(level: TileId['level'], index: bigint, width: number, bytes: Uint8Array): LogFile {
  const tile = { level, index, width }
  return { tile, path: tilePath(tile), bytes }
}

/** Cuts what follows place `from` of a level into files of 256; gives the remainder. `bytesOf` cuts bytes for places counted from the first file. */
function cut(
  level: TileId['level'],
  from: bigint,
  count: number,
  bytesOf: (start: number, end: number) => Uint8Array,
): LogFile[] {
  const files: LogFile[] = []
  for (let start = 0; start < count; start += TILE_WIDTH) {
    const end = Math.min(start + TILE_WIDTH, count)
    files.push(fileOf(level, from / 256n + BigInt(start / TILE_WIDTH), end - start, bytesOf(start, end)))
  }
  return files
}

function partialOf(files: readonly LogFile[]): Uint8Array {
  const last = files.at(-1)
  return last === undefined || last.tile.width === TILE_WIDTH ? new Uint8Array() : last.bytes
}

/**
 * Appends entries: the new edge, its root, and every file of the new tree that the old one did not have, bundles first. Pure: the caller writes the
 * files after its commit. Throws entry_too_large, out_of_range (beyond 2^53-1 leaves).
 */
export function grow(
  sha256: Sha256,
  edge: LogEdge,
  entries: readonly Uint8Array[],
): { readonly edge: LogEdge; readonly root: Uint8Array; readonly files: readonly LogFile[] } {
  const size = edge.size + BigInt(entries.length)
  if (size > MAX_OWN_SIZE) throw new LogError('out_of_range', 'a log of ours ends at 2^53-1 leaves')
  if (entries.length === 0) return { edge, root: edgeRoot(sha256, edge), files: [] }

  const kept = decodeBundle(edge.bundle, Number(edge.size % 256n))
  const all = [...kept, ...entries]
  const bundles = cut('entries', edge.size, all.length, (start, end) => encodeBundle(all.slice(start, end)))
  const files = [...bundles]

  let added = new Uint8Array(entries.length * HASH_BYTES)
  entries.forEach((entry, i) => {
    hashLeafInto(sha256, entry, added, i * HASH_BYTES)
  })
  const tiles: Uint8Array[] = []
  for (let level = 0; level < edge.tiles.length || added.length > 0; level++) {
    const old = edge.tiles[level] ?? new Uint8Array()
    if (added.length === 0) {
      tiles.push(old)
      continue
    }
    const hashes = concat([old, added])
    const written = cut(level, edge.size >> BigInt(8 * level), hashes.length / HASH_BYTES, (start, end) =>
      hashes.slice(start * HASH_BYTES, end * HASH_BYTES),
    )
    files.push(...written)
    tiles.push(partialOf(written))
    // A hash of the next level is the root of a full tile of this one.
    const full = written.filter(({ tile }) => tile.width === TILE_WIDTH)
    added = new Uint8Array(full.length * HASH_BYTES)
    full.forEach(({ bytes }, i) => {
      added.set(treeRoot(sha256, bytes), i * HASH_BYTES)
    })
  }
  const grown = { size, tiles, bundle: partialOf(bundles) }
  return { edge: grown, root: edgeRoot(sha256, grown), files }
}

/** The root of the tree that ends at this edge. Throws tile_length where a tile does not have the width that the size demands. */
export function edgeRoot(sha256: Sha256, edge: LogEdge): Uint8Array {
  let right: Uint8Array | undefined
  for (const { level, partial } of treeShape(edge.size)) {
    const tile = edge.tiles[level] ?? new Uint8Array()
    assertTile({ level, index: 0n, width: partial }, tile)
    const hashes: Uint8Array[] = []
    let from = 0
    for (let bit = 128; bit >= 1; bit /= 2) {
      if ((partial & bit) === 0) continue
      hashes.push(treeRoot(sha256, tile.subarray(from * HASH_BYTES, (from + bit) * HASH_BYTES)))
      from += bit
    }
    if (right !== undefined) hashes.push(right)
    if (hashes.length > 0) right = foldRight(sha256, hashes)
  }
  return right ?? emptyRoot()
}

/** The partial files from which `openEdge` builds the edge of a log of `size`. */
export function edgeTiles(size: bigint): TileId[] {
  const tiles: TileId[] = treeShape(size).flatMap(({ level, full, partial }) =>
    partial === 0 ? [] : [{ level, index: full, width: partial }],
  )
  const bottom = tiles.find(({ level }) => level === 0)
  return bottom === undefined ? tiles : [...tiles, { ...bottom, level: 'entries' }]
}

/**
 * The edge of a stored log, hashed up to `root`; the last bundle is checked against its tile. Throws tile_missing, tile_length, bundle_malformed, and
 * tile_mismatch where the files do not lead to the root.
 */
export function openEdge(
  sha256: Sha256,
  size: bigint,
  root: Uint8Array,
  fileOfTile: (tile: TileId) => Uint8Array | undefined,
): LogEdge {
  assertHash(root)
  const read = (tile: TileId): Uint8Array => {
    const bytes = fileOfTile(tile)
    if (bytes === undefined) throw new LogError('tile_missing', `${tilePath(tile)} is needed and absent`)
    return bytes
  }
  const tiles = treeShape(size).map(({ level, full, partial }) =>
    partial === 0 ? new Uint8Array() : read({ level, index: full, width: partial }),
  )
  const bundle = size % 256n === 0n ? new Uint8Array() : read(tileAt('entries', size - 1n, size))
  const edge = { size, tiles, bundle }
  if (!sameBytes(edgeRoot(sha256, edge), root)) {
    throw new LogError('tile_mismatch', `the right-edge tiles of size ${size} do not lead to the given root`)
  }
  checkBundle(sha256, tileAtEdge(size), bundle, tiles[0] ?? new Uint8Array())
  return edge
}

function tileAtEdge(size: bigint): TileId {
  return { level: 'entries', index: size / 256n, width: Number(size % 256n) }
}

function checkBundle(sha256: Sha256, bundle: TileId, bytes: Uint8Array, hashes: Uint8Array): void {
  const found = new Uint8Array(HASH_BYTES)
  decodeBundle(bytes, bundle.width).forEach((entry, i) => {
    hashLeafInto(sha256, entry, found, 0)
    if (!sameBytes(found, hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))) {
      throw new LogError(
        'tile_mismatch',
        `entry ${bundle.index * 256n + BigInt(i)} does not have the hash its tile holds`,
      )
    }
  })
}

/**
 * Computes the root of `size` a second time, from nothing but the bytes about to be written and the edge before them, so that a bit flipped in memory
 * stops the signature. Throws tile_missing, tile_length, bundle_malformed, tile_mismatch.
 */
export function checkGrowth(sha256: Sha256, before: LogEdge, size: bigint, files: readonly LogFile[]): Uint8Array {
  const byPath = new Map(files.map((file) => [file.path, file.bytes]))
  const hashAt = (level: number, place: bigint): Uint8Array => {
    const tile = tileAt(level, place, size)
    const old = place < before.size >> BigInt(8 * level) ? before.tiles[level] : undefined
    const bytes = byPath.get(tilePath(tile)) ?? old
    if (bytes === undefined) throw new LogError('tile_missing', `${tilePath(tile)} is not among the files`)
    const at = Number(place & 255n) * HASH_BYTES
    return bytes.subarray(at, at + HASH_BYTES)
  }
  for (const { tile, path, bytes } of files) {
    if (tilePath(tile) !== path) throw new LogError('tile_path', `${path} is not the path of its tile`)
    const from = tile.index * 256n
    if (tile.level === 'entries') {
      const hashes = Array.from({ length: tile.width }, (_, i) => hashAt(0, from + BigInt(i)))
      checkBundle(sha256, tile, bytes, concat(hashes))
      continue
    }
    assertTile(tile, bytes)
    const kept = before.size >> BigInt(8 * tile.level)
    const old = kept / 256n === tile.index ? (before.tiles[tile.level] ?? new Uint8Array()) : new Uint8Array()
    const differs = !sameBytes(bytes.subarray(0, old.length), old)
    const lifted = tile.width === TILE_WIDTH ? hashAt(tile.level + 1, tile.index) : undefined
    if (differs || (lifted !== undefined && !sameBytes(treeRoot(sha256, bytes), lifted))) {
      throw new LogError('tile_mismatch', `${path} does not fit the tiles before it or above it`)
    }
  }
  const tiles = treeShape(size).map(({ level, full, partial }) => {
    if (partial === 0) return new Uint8Array()
    const unchanged = before.size >> BigInt(8 * level) === size >> BigInt(8 * level)
    const bytes =
      byPath.get(tilePath({ level, index: full, width: partial })) ?? (unchanged ? before.tiles[level] : undefined)
    if (bytes === undefined) throw new LogError('tile_missing', `level ${level} has no partial tile among the files`)
    return bytes
  })
  return edgeRoot(sha256, { size, tiles, bundle: new Uint8Array() })
}
