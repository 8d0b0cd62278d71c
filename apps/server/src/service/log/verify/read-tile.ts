import { MAX_ENTRY_BYTES, TILE_WIDTH, type TileId, tilePath } from '@recourse/log'
import { FileTooLarge, type LogReader, type Room } from './reader.ts'

/** What stands where a tile belongs. `path` names the full tile where that was read in place of a partial one. */
export type ReadTile =
  | { readonly kind: 'read'; readonly path: string; readonly bytes: Uint8Array; readonly width: number }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'unfit'; readonly path: string; readonly detail: string }

/** The most bytes a file of this tile can have. */
export function mostBytes({ level, width }: TileId): number {
  return level === 'entries' ? width * (2 + MAX_ENTRY_BYTES) : width * 32
}

/**
 * Reads a tile; where a partial one is gone, the full tile that replaced it. Hash tiles come cut to the width that was asked for,
 * bundles whole, with the number of entries they hold. Those read into a `room` last until its next read. Throws LogUnreadable.
 */
export function readTile(reader: LogReader, tile: TileId, room?: Room): ReadTile | Promise<ReadTile> {
  const settle = (found: ReadTile) => orFull(reader, tile, found, room)
  const found = readWidth(reader, tile, room)
  return found instanceof Promise ? found.then(settle) : settle(found)
}

function orFull(
  reader: LogReader,
  tile: TileId,
  found: ReadTile,
  room: Room | undefined,
): ReadTile | Promise<ReadTile> {
  if (found.kind !== 'missing' || tile.width === TILE_WIDTH) return found
  const full = readWidth(reader, { ...tile, width: TILE_WIDTH }, room)
  const settle = (one: ReadTile): ReadTile => {
    if (one.kind !== 'read') return one.kind === 'missing' ? found : one
    return tile.level === 'entries' ? one : { ...one, bytes: one.bytes.subarray(0, tile.width * 32), width: tile.width }
  }
  return full instanceof Promise ? full.then(settle) : settle(full)
}

function readWidth(reader: LogReader, tile: TileId, room: Room | undefined): ReadTile | Promise<ReadTile> {
  const path = tilePath(tile)
  const settle = (bytes: Uint8Array | null): ReadTile => {
    if (bytes === null) return { kind: 'missing', path }
    if (tile.level !== 'entries' && bytes.length !== tile.width * 32) {
      return { kind: 'unfit', path, detail: `${tile.width} hashes have ${tile.width * 32} bytes, not ${bytes.length}` }
    }
    return { kind: 'read', path, bytes, width: tile.width }
  }
  const unfit = (error: unknown): ReadTile => {
    if (error instanceof FileTooLarge) return { kind: 'unfit', path, detail: error.message }
    throw error
  }
  try {
    const bytes = reader.read(path, mostBytes(tile), room)
    return bytes instanceof Promise ? bytes.then(settle, unfit) : settle(bytes)
  } catch (error) {
    return unfit(error)
  }
}

/** Reads ahead, `width` at once, and gives in order. With one at once nothing is read before it is asked for. */
export async function* readAhead<T, R>(
  items: Iterable<T>,
  width: number,
  read: (item: T) => R | Promise<R>,
): AsyncGenerator<{ readonly item: T; readonly found: R }> {
  const waiting: { readonly item: T; readonly found: R | Promise<R> }[] = []
  const give = async (): Promise<{ item: T; found: R } | undefined> => {
    const next = waiting.shift()
    return next === undefined ? undefined : { item: next.item, found: await next.found }
  }
  for (const item of items) {
    const found = read(item)
    // Whoever reads in order meets the failure there; until then it must not count as unhandled.
    if (found instanceof Promise) found.catch(() => undefined)
    waiting.push({ item, found })
    if (waiting.length < width) continue
    const next = await give()
    if (next !== undefined) yield next
  }
  for (let next = await give(); next !== undefined; next = await give()) yield next
}
