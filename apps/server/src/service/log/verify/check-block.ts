import { type LevelShape, type Sha256, TILE_WIDTH, type TileId, tilePath, treeShape } from '@recourse/log'
import { type EntryReport, entryReader } from './entry-report.ts'
import type { Finding } from './finding.ts'
import { mostBytes, type ReadTile, readAhead, readTile } from './read-tile.ts'
import { type LogReader, readingRoom } from './reader.ts'
import { type TileHasher, tileHasher } from './tile-hasher.ts'

/** Leaves of a block: what one full tile of level 1 covers. */
export const BLOCK_LEAVES: number = TILE_WIDTH * TILE_WIDTH

/** One block of a log of `size` leaves: leaves from 65,536 × `index`. */
export interface BlockTask {
  readonly index: number
  readonly size: bigint
  /** `ours`: entries are decoded as well, and what later checks need is handed back. */
  readonly entries: 'opaque' | 'ours'
  /** Trusted already: only what later checks need is read again. */
  readonly seen: boolean
}

export interface BlockReport {
  readonly index: number
  readonly leaves: number
  readonly bytes: number
  /** The roots of the full level-0 tiles, laid end to end, rebuilt from the entries. */
  readonly roots: Uint8Array
  /** The hashes of the partial level-0 tile, rebuilt from the entries; empty where there is none. */
  readonly partial: Uint8Array
  readonly findings: readonly Finding[]
  /** Some hash could neither be rebuilt nor read: what lies above cannot be told. */
  readonly hole: boolean
  readonly entries: EntryReport | null
}

/** How many blocks a log of this size has. */
export function blockCount(size: bigint): number {
  return Number((size + BigInt(BLOCK_LEAVES) - 1n) / BigInt(BLOCK_LEAVES))
}

/** Checks one block at a time; the buffers are its own and used again. Any number of them may run beside one another. */
export function blockChecker(sha256: Sha256, reader: LogReader): (task: BlockTask) => Promise<BlockReport> {
  const hasher = tileHasher(sha256)
  const ahead = Math.max(1, Math.floor(reader.concurrency / 2))
  // INVARIANT: read one at a time, a tile is done with before the next is read, so memory does not grow with the log.
  const rooms = ahead === 1 ? { bundle: readingRoom(), hashes: readingRoom() } : {}
  return async (task) => {
    const shape = treeShape(task.size)[0] ?? { level: 0, full: 0n, partial: 0 }
    const tiles = tilesOfBlock(task.index, shape)
    const report = blockReport(hasher, reader, task, tiles)
    const read = (tile: TileId): Pair | Promise<Pair> => {
      const bundle = readTile(reader, { ...tile, level: 'entries' }, rooms.bundle)
      if (task.seen) return bundle instanceof Promise ? bundle.then((one) => [one, null]) : [bundle, null]
      const hashes = readTile(reader, tile, rooms.hashes)
      return bundle instanceof Promise || hashes instanceof Promise ? Promise.all([bundle, hashes]) : [bundle, hashes]
    }
    for await (const { item, found } of readAhead(tiles, ahead, read)) await report.take(item, ...found)
    return report.done()
  }
}

type Pair = readonly [ReadTile, ReadTile | null]

function tilesOfBlock(index: number, { full, partial }: LevelShape): TileId[] {
  const first = BigInt(index) * 256n
  const tiles: TileId[] = []
  for (let tile = first; tile < first + 256n && tile <= full; tile++) {
    const width = tile < full ? TILE_WIDTH : partial
    if (width > 0) tiles.push({ level: 0, index: tile, width })
  }
  return tiles
}

function blockReport(
  hasher: TileHasher,
  reader: LogReader,
  task: BlockTask,
  tiles: readonly TileId[],
): {
  readonly take: (tile: TileId, bundle: ReadTile, hashes: ReadTile | null) => Promise<void>
  readonly done: () => BlockReport
} {
  const full = tiles.filter(({ width }) => width === TILE_WIDTH).length
  const roots = Buffer.alloc(full * 32)
  const found: Finding[] = []
  const entries = task.entries === 'ours' ? entryReader(task.index * BLOCK_LEAVES) : null
  let partial: Uint8Array = new Uint8Array()
  let bytes = 0
  let leaves = 0
  let hole = false

  const note = (one: ReadTile): void => {
    if (one.kind === 'read') bytes += one.bytes.length
    else if (one.kind === 'missing')
      found.push({ class: 'missing', place: one.path, detail: 'is needed and not there' })
    else found.push({ class: 'differs', place: one.path, detail: one.detail })
  }
  const differs = (place: string, detail: string): void => {
    found.push({ class: 'differs', place, detail })
  }
  /** Gives the bundle as it hashes, or null. */
  const rehash = (tile: TileId, bundle: ReadTile): Uint8Array | null => {
    if (bundle.kind !== 'read') return null
    const problem = hasher.hashBundle(bundle.bytes, bundle.width)
    if (problem === null) return bundle.bytes
    const unpacked = reader.unpack?.(bundle.bytes, mostBytes({ ...tile, level: 'entries' })) ?? null
    if (unpacked !== null && hasher.hashBundle(unpacked, bundle.width) === null) return unpacked
    differs(bundle.path, problem)
    return null
  }
  /** The hash that the level above holds for this tile: it tells which of two that differ is the wrong one. */
  const parentHash = async (tile: TileId): Promise<Uint8Array | null> => {
    if (tile.width < TILE_WIDTH) return null
    const width = task.size >> 16n > tile.index / 256n ? TILE_WIDTH : Number((task.size >> 8n) & 255n)
    const above = await readTile(reader, { level: 1, index: tile.index / 256n, width })
    const at = Number(tile.index % 256n) * 32
    return above.kind === 'read' ? above.bytes.subarray(at, at + 32) : null
  }

  const rootAt = (tile: TileId): number => Number(tile.index % 256n) * 32
  /** The tile above tells whether the bundle or the tile is the wrong one; what is right goes upward. */
  const blame = async (tile: TileId, path: string, stored: Uint8Array, wrong: number): Promise<void> => {
    const above = await parentHash(tile)
    const other = Buffer.alloc(32)
    if (tile.width === TILE_WIDTH) hasher.rootOfTile(stored, other, 0)
    const tileIsRight = above !== null && other.equals(above)
    if (tileIsRight) other.copy(roots, rootAt(tile))
    const place = tileIsRight ? tilePath({ ...tile, level: 'entries' }) : path
    differs(place, `leaf ${tile.index * 256n + BigInt(wrong)}: its entry does not have the hash that the tile holds`)
  }

  return {
    async take(tile, bundle, hashes) {
      const { width } = tile
      note(bundle)
      const place = leaves
      leaves += width
      if (task.seen) {
        if (bundle.kind === 'read') entries?.read(place, bundle.bytes, width, found)
        return
      }
      if (hashes !== null) note(hashes)
      const whole = rehash(tile, bundle)
      const stored = hashes?.kind === 'read' ? hashes.bytes : null
      if (whole !== null) {
        // Read before hashing would see it too, but a bundle that cannot even be cut is one finding, not 256.
        entries?.read(place, whole, width, found)
        const wrong = stored === null ? -1 : hasher.firstDifference(stored, width)
        if (width === TILE_WIDTH) hasher.rootInto(roots, rootAt(tile))
        else partial = hasher.hashes(width)
        if (wrong >= 0 && stored !== null) await blame(tile, hashes?.path ?? '', stored, wrong)
        return
      }
      if (stored === null) {
        hole = true
        return
      }
      if (width === TILE_WIDTH) hasher.rootOfTile(stored, roots, rootAt(tile))
      else partial = new Uint8Array(stored)
    },
    done: () => ({
      index: task.index,
      leaves,
      bytes,
      roots: new Uint8Array(roots),
      partial,
      findings: found,
      hole,
      entries: entries?.done() ?? null,
    }),
  }
}
