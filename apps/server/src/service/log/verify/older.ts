import {
  consistencyRanges,
  fullNodes,
  nodesFromTiles,
  proveConsistency,
  rootFromNodes,
  type Sha256,
  type TileId,
  type TreeNode,
  tilePath,
  tilesOf,
} from '@recourse/log'
import { readTile } from './read-tile.ts'
import type { LogReader } from './reader.ts'

/** Loads the tiles that hold these nodes of the tree of `size`; missing ones are left out. Throws LogUnreadable. */
async function loadTiles(
  reader: LogReader,
  nodes: readonly TreeNode[],
  size: bigint,
): Promise<(tile: TileId) => Uint8Array | undefined> {
  const loaded = await Promise.all(
    tilesOf(nodes, size).map(async (tile) => [tilePath(tile), await readTile(reader, tile)] as const),
  )
  const tiles = new Map(
    loaded.flatMap(([path, found]) => (found.kind === 'read' ? [[path, found.bytes] as const] : [])),
  )
  return (tile) => tiles.get(tilePath(tile))
}

/** The root that the tiles of the tree of `size` give its first `older` leaves. Throws LogError (tile_missing, tile_length), LogUnreadable. */
export async function rootOfOlder(sha256: Sha256, reader: LogReader, older: bigint, size: bigint): Promise<Uint8Array> {
  const nodes = fullNodes({ start: 0n, end: older })
  return rootFromNodes(sha256, nodesFromTiles(sha256, size, await loadTiles(reader, nodes, size)), older)
}

/** A consistency proof out of tiles, to be verified by whoever uses it. Throws LogError (tile_missing, tile_length), LogUnreadable. */
export async function proofFromTiles(
  sha256: Sha256,
  reader: LogReader,
  older: bigint,
  size: bigint,
): Promise<Uint8Array[]> {
  if (older === 0n) return []
  const nodes = consistencyRanges({ start: 0n, end: older }, size).flatMap(fullNodes)
  return proveConsistency(sha256, nodesFromTiles(sha256, size, await loadTiles(reader, nodes, size)), older, size)
}
