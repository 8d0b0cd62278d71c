import { TILE_WIDTH, type TileId, tilePath, tilesBetween, treeRoot, treeShape } from '@recourse/log'
import type { LogCrypto, TileStore } from '../ports.ts'
import { readAhead, readTile } from '../verify/read-tile.ts'
import type { LogReader } from '../verify/reader.ts'
import { tileHasher } from '../verify/tile-hasher.ts'

/** Files made durable at once. */
const BATCH = 128

/** What a source served is not what its checkpoint signs: nothing of it is kept. */
export class SourceDiffers extends Error {
  readonly place: string

  constructor(place: string, detail: string) {
    super(`${place}: ${detail}`)
    this.name = 'SourceDiffers'
    this.place = place
  }
}

export interface FetchTree {
  readonly crypto: LogCrypto
  readonly source: LogReader
  readonly store: TileStore
  /** Sizes of the tree that is held already, and of the one to fetch. */
  readonly since: bigint
  readonly size: bigint
  /** The partial tiles of the new tree by path, already led to its signed root. */
  readonly edge: ReadonlyMap<string, Uint8Array>
  readonly signal?: AbortSignal
  readonly onFiles?: (files: number) => void
}

/**
 * Fetches what a larger tree needs and an older one did not, from the top down: every tile is led to the signed root by the one above it
 * before it is stored, so that whenever this is interrupted, all that lies there is true. Throws SourceDiffers, LogUnreadable, LogStop.
 */
export async function fetchTree(fetch: FetchTree): Promise<void> {
  const { size, since, source, store, signal, onFiles } = fetch
  const check = tileChecks(fetch)
  const levels = treeShape(size).map(({ level }) => level)
  let files = 0
  for (const level of levels.reverse()) {
    let batch: { path: string; bytes: Uint8Array }[] = []
    const put = async (): Promise<void> => {
      if (batch.length === 0) return
      await store.create(batch)
      files += batch.length
      onFiles?.(files)
      batch = []
    }
    const wanted = level === 0 ? pairsBetween(since, size) : tilesOfLevel(level, since, size)
    for await (const { item, found } of readAhead(wanted, source.concurrency, (tile) => held(fetch, tile))) {
      signal?.throwIfAborted()
      const bytes = await check(item, found.bytes)
      if (!found.held) batch.push({ path: tilePath(item), bytes })
      if (batch.length >= BATCH) await put()
    }
    await put()
  }
}

function* tilesOfLevel(level: number, since: bigint, size: bigint): Generator<TileId> {
  for (const tile of tilesBetween(since, size)) if (tile.level === level) yield tile
}

/** Tiles of level 0, each followed by its bundle. */
function* pairsBetween(since: bigint, size: bigint): Generator<TileId> {
  for (const tile of tilesBetween(since, size)) if (tile.level === 0 || tile.level === 'entries') yield tile
}

interface Found {
  readonly bytes: Uint8Array
  /** Stored before an interruption. */
  readonly held: boolean
}

async function held({ store, source, edge }: FetchTree, tile: TileId): Promise<Found> {
  const path = tilePath(tile)
  const stored = await store.read(path)
  if (stored !== null) return { bytes: new Uint8Array(stored), held: true }
  const known = edge.get(path)
  if (known !== undefined) return { bytes: known, held: false }
  const found = await readTile(source, tile)
  if (found.kind === 'missing') throw new SourceDiffers(path, 'the checkpoint needs it and it is not served')
  if (found.kind === 'unfit') throw new SourceDiffers(path, found.detail)
  if (tile.level !== 'entries' || found.width === tile.width) return { bytes: found.bytes, held: false }
  return { bytes: firstEntries(found.bytes, tile.width), held: false }
}

/** A full bundle took the place of the partial one. */
export function firstEntries(bytes: Uint8Array, width: number): Uint8Array {
  let at = 0
  for (let i = 0; i < width; i++) at += 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  return bytes.slice(0, at)
}

/** Gives the bytes of a tile that its parent, or a bundle that its tile, bears out. */
function tileChecks({ crypto, source, store, edge, size }: FetchTree) {
  const hasher = tileHasher(crypto.sha256)
  const above = new Map<string, Uint8Array>()
  let tile0: { readonly index: bigint; readonly bytes: Uint8Array } | null = null

  async function parentHash({ level, index }: TileId): Promise<Uint8Array> {
    const next = Number(level) + 1
    const hashes = size >> BigInt(8 * next)
    const full = (index / 256n + 1n) * 256n <= hashes
    const path = tilePath({ level: next, index: index / 256n, width: full ? TILE_WIDTH : Number(hashes % 256n) })
    let bytes = above.get(path) ?? edge.get(path)
    if (bytes === undefined) {
      const stored = await store.read(path)
      if (stored === null) throw new SourceDiffers(path, 'it was stored and is gone')
      bytes = new Uint8Array(stored)
      // Children come in order: the parent just read serves the next 255 too.
      above.clear()
      above.set(path, bytes)
    }
    const at = Number(index % 256n) * 32
    return bytes.subarray(at, at + 32)
  }

  return async (tile: TileId, bytes: Uint8Array): Promise<Uint8Array> => {
    const path = tilePath(tile)
    if (tile.level === 'entries') return checkBundle(tile, path, bytes)
    if (tile.width === TILE_WIDTH) {
      if (bytes.length !== TILE_WIDTH * 32) throw new SourceDiffers(path, `it has ${bytes.length} bytes`)
      const root = treeRoot(crypto.sha256, bytes)
      if (!Buffer.from(root).equals(await parentHash(tile))) {
        throw new SourceDiffers(path, 'it does not have the root that the tile above it holds')
      }
    } else if (!Buffer.from(bytes).equals(edge.get(path) ?? new Uint8Array())) {
      throw new SourceDiffers(path, 'it is not the tile that leads to the signed root')
    }
    if (tile.level === 0) tile0 = { index: tile.index, bytes }
    return bytes
  }

  function checkBundle(tile: TileId, path: string, bytes: Uint8Array): Uint8Array {
    if (tile0?.index !== tile.index) throw new SourceDiffers(path, 'it came without its tile')
    let whole = bytes
    let problem = hasher.hashBundle(whole, tile.width)
    const unpacked = problem === null ? null : (source.unpack?.(bytes, 0x100_0000) ?? null)
    if (unpacked !== null) {
      whole = unpacked
      problem = hasher.hashBundle(whole, tile.width)
    }
    if (problem !== null) throw new SourceDiffers(path, problem)
    const wrong = hasher.firstDifference(tile0.bytes, tile.width)
    if (wrong >= 0) {
      throw new SourceDiffers(
        path,
        `leaf ${tile.index * 256n + BigInt(wrong)} does not have the hash that its tile holds`,
      )
    }
    return whole
  }
}
