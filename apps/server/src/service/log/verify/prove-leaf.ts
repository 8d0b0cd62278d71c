import {
  fullNodes,
  inclusionRanges,
  LogError,
  nodesFromTiles,
  proveInclusion,
  tileAt,
  tilePath,
  tilesOf,
  verifyInclusion,
  writeLogProof,
} from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import { readTile } from './read-tile.ts'
import { type LogReader, LogUnreadable, MAX_SMALL_FILE } from './reader.ts'
import { openTrusted, type Trust } from './trust.ts'

export interface ProvenLeaf {
  /** The `.tlog-proof` file. */
  readonly proof: Uint8Array
  readonly origin: string
  readonly index: bigint
  readonly size: bigint
  readonly leaf: Uint8Array
}

/**
 * A proof that leaf `index` is in the published tree, out of the few tiles it needs: memory and time do not grow with the log. It is
 * verified before it is handed out. Without keys the checkpoint's signatures are left to whoever verifies the proof. Throws LogError
 * (out_of_range, tile_missing, inclusion_mismatch, signature_*), LogUnreadable.
 */
export async function proveLeaf(
  { sha256, checks }: LogCrypto,
  reader: LogReader,
  index: bigint,
  trust: Trust,
): Promise<ProvenLeaf> {
  const checkpoint = await reader.read('checkpoint', MAX_SMALL_FILE)
  if (checkpoint === null) throw new LogUnreadable(`${reader.place} has no checkpoint`)
  const { size, root, origin } = openTrusted({ sha256, checks }, checkpoint, trust).checkpoint
  const nodes = inclusionRanges(index, size).flatMap(fullNodes)
  const own = tileAt(0, index, size)
  const ids = [...new Map([own, ...tilesOf(nodes, size)].map((tile) => [tilePath(tile), tile])).values()]
  const loaded = new Map<string, Uint8Array>()
  for (const [tile, found] of await Promise.all(ids.map(async (id) => [id, await readTile(reader, id)] as const))) {
    if (found.kind === 'unfit') throw new LogError('tile_length', `${found.path}: ${found.detail}`)
    if (found.kind === 'read') loaded.set(tilePath(tile), found.bytes)
  }
  const hashes = proveInclusion(
    sha256,
    nodesFromTiles(sha256, size, (tile) => loaded.get(tilePath(tile))),
    index,
    size,
  )
  const at = Number(index % 256n) * 32
  const leaf = loaded.get(tilePath(own))?.slice(at, at + 32)
  if (leaf === undefined) throw new LogError('tile_missing', `${tilePath(own)} is needed and absent`)
  verifyInclusion(sha256, { index, size, leaf, root, proof: hashes })
  return { proof: writeLogProof({ index, hashes, checkpoint }), origin, index, size, leaf }
}
