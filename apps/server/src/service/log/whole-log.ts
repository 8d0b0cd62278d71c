import {
  decodeBundle,
  EMPTY_EDGE,
  edgeRoot,
  grow,
  type LogEdge,
  LogError,
  type Sha256,
  type TileId,
  tileAt,
  tilePath,
} from '@recourse/log'
import { cutTo, type ReadLogFile, readTile } from './stream-proof.ts'

const BUNDLE = 256n
/** Bundles fetched at a time, and hashed together. */
const AT_ONCE = 32n

/**
 * A log taken from somewhere else as a whole, before any question is put to it: every bundle is fetched in order, every tile is computed from them, and
 * the root is held against the checkpoint's. What the other side sees is the same for every case (abuse.md P27). Throws `LogError` tile_missing,
 * bundle_malformed, tile_mismatch where the entries are not those of the checkpoint.
 */
export async function wholeLog(
  sha256: Sha256,
  read: ReadLogFile,
  { size, root, onRead }: { readonly size: bigint; readonly root: Uint8Array; onRead?(leaves: bigint): void },
): Promise<ReadLogFile> {
  const files = new Map<string, Uint8Array>()
  let edge: LogEdge = EMPTY_EDGE
  for (let first = 0n; first < size; first += BUNDLE * AT_ONCE) {
    const tiles: TileId[] = []
    for (let at = first; at < size && at < first + BUNDLE * AT_ONCE; at += BUNDLE)
      tiles.push(tileAt('entries', at, size))
    const entries = await Promise.all(
      tiles.map(async (tile) => {
        const bytes = await readTile(read, tile)
        if (bytes === null) throw new LogError('tile_missing', `${tilePath(tile)} is needed and absent`)
        return decodeBundle(cutTo(tile, bytes), tile.width)
      }),
    )
    const grown = grow(sha256, edge, entries.flat())
    for (const { path, bytes } of grown.files) files.set(path, bytes)
    edge = grown.edge
    onRead?.(edge.size)
  }
  if (Buffer.compare(edgeRoot(sha256, edge), root) !== 0) {
    throw new LogError('tile_mismatch', `the ${size} entries that were given are not those of the checkpoint`)
  }
  return (path) => Promise.resolve(files.get(path) ?? null)
}
