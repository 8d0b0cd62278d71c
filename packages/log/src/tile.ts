import { LogError } from './error.ts'
import { assertHash, HASH_BYTES, type Sha256 } from './hash.ts'
import { assertSize, treeRoot } from './merkle.ts'
import type { ReadNode, TreeNode } from './prove.ts'

/** Leaves, or hashes, of a full tile or bundle. */
export const TILE_WIDTH = 256

/** One file of the log: hashes of a level (0 to 63), or `entries`. `width` 256 is a full one, 1 to 255 a partial one (C2SP tlog-tiles). */
export interface TileId {
  readonly level: number | 'entries'
  readonly index: bigint
  readonly width: number
}

const PATH = /^tile\/(0|[1-9][0-9]?|entries)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/
/** Eight groups hold every index below 2^64 / 256. */
const LONGEST_PATH = 64

/** Path below the log's prefix, as `tile/0/x001/x234/067.p/8`. Throws tile_path for a level, index or width that has none. */
export function tilePath({ level, index, width }: TileId): string {
  const isLevel = level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= 63)
  if (!isLevel || index < 0n || !Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    throw new LogError('tile_path', `no tile has level ${level}, index ${index} and width ${width}`)
  }
  const digits = index.toString()
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/[0-9]{3}/g) ?? []
  const name = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The tile of a path below the prefix; only the one spelling that `tilePath` writes. Throws tile_path. */
export function parseTilePath(path: string): TileId {
  const [, level, name, width] = (path.length <= LONGEST_PATH && PATH.exec(path)) || []
  if (level !== undefined && name !== undefined && Number(width ?? 1) < TILE_WIDTH) {
    const tile: TileId = {
      level: level === 'entries' ? level : Number(level),
      index: BigInt(name.replace(/[x/]/g, '')),
      width: width === undefined ? TILE_WIDTH : Number(width),
    }
    if ((tile.level === 'entries' || tile.level <= 63) && tilePath(tile) === path) return tile
  }
  throw new LogError('tile_path', 'expected a path as tile/0/x001/234.p/5 or tile/entries/000')
}

/** Full tiles and width of the partial one (0: none) of one level. */
export interface LevelShape {
  readonly level: number
  readonly full: bigint
  readonly partial: number
}

/** The levels of a tree that have tiles, lowest first (C2SP tlog-tiles "Merkle Tree"). Bundles have the shape of level 0. */
export function treeShape(size: bigint): LevelShape[] {
  assertSize(size)
  const shape: LevelShape[] = []
  for (let hashes = size; hashes > 0n; hashes /= 256n) {
    shape.push({ level: shape.length, full: hashes / 256n, partial: Number(hashes % 256n) })
  }
  return shape
}

/** The tile that holds place `place` of `level` in a tree of `size`: full where the tree fills it, else the partial one. Throws out_of_range. */
export function tileAt(level: number | 'entries', place: bigint, size: bigint): TileId {
  assertSize(size)
  const count = level === 'entries' ? size : size >> BigInt(8 * level)
  if (place < 0n || place >= count)
    throw new LogError('out_of_range', `level ${level} of a tree of ${size} has no place ${place}`)
  const index = place / 256n
  const left = count - index * 256n
  return { level, index, width: left < 256n ? Number(left) : TILE_WIDTH }
}

/** Every file that a checkpoint of `size` implies and one of `since` did not, bundles beside tiles of level 0. Lazily: a large tree has many. */
export function* tilesBetween(since: bigint, size: bigint): Generator<TileId> {
  assertSize(since)
  for (const { level, full, partial } of treeShape(size)) {
    const before = since >> BigInt(8 * level)
    if (before === full * 256n + BigInt(partial)) continue
    for (let index = before / 256n; index < full; index++) {
      yield { level, index, width: TILE_WIDTH }
      if (level === 0) yield { level: 'entries', index, width: TILE_WIDTH }
    }
    if (partial > 0) {
      yield { level, index: full, width: partial }
      if (level === 0) yield { level: 'entries', index: full, width: partial }
    }
  }
}

/** Where a full subtree lies: its tile, and the hashes of that tile it covers. Throws out_of_range where the tree does not hold it. */
export function nodeInTile({ level, index }: TreeNode, size: bigint): { tile: TileId; first: number; count: number } {
  const height = level % 8
  const first = index << BigInt(height)
  const count = 1 << height
  const tile = tileAt((level - height) / 8, first + BigInt(count - 1), size)
  return { tile, first: Number(first & 255n), count }
}

/** The tiles to fetch for these nodes, each once, in the order of first need. */
export function tilesOf(nodes: readonly TreeNode[], size: bigint): TileId[] {
  return [...new Map(nodes.map((node) => nodeInTile(node, size).tile).map((tile) => [tilePath(tile), tile])).values()]
}

/** Throws tile_length: a tile of `width` hashes has 32 bytes for each and not one more. */
export function assertTile({ level, width }: TileId, bytes: Uint8Array): void {
  if (level !== 'entries' && bytes.length !== width * HASH_BYTES) {
    throw new LogError('tile_length', `a tile of ${width} hashes has ${width * HASH_BYTES} bytes, got ${bytes.length}`)
  }
}

/**
 * Reads nodes out of tiles that `tileOf` hands over (already loaded; undefined where missing). The hashes are as good as the tiles: a proof made of
 * them is to be verified against a checkpoint. Throws tile_missing, tile_length, out_of_range.
 */
export function nodesFromTiles(
  sha256: Sha256,
  size: bigint,
  tileOf: (tile: TileId) => Uint8Array | undefined,
): ReadNode {
  return (node) => {
    const { tile, first, count } = nodeInTile(node, size)
    const bytes = tileOf(tile)
    if (bytes === undefined) throw new LogError('tile_missing', `${tilePath(tile)} is needed and absent`)
    assertTile(tile, bytes)
    const hash = treeRoot(sha256, bytes.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES))
    assertHash(hash)
    return hash
  }
}
