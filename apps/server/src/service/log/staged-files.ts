import {
  checkGrowth,
  EMPTY_EDGE,
  edgeTiles,
  type LogEdge,
  openEdge,
  parseTilePath,
  type TileId,
  tilePath,
  tilesBetween,
} from '@recourse/log'
import type { StagedBatch, StoredFile } from './log-store.ts'
import type { OwnCheckpoint } from './own-checkpoint.ts'
import type { LogParts } from './parts.ts'
import type { LogHead, LogIdentity, TileStore } from './ports.ts'
import { sameBytes } from './same-bytes.ts'
import { opened, refusal } from './start-up-refusal.ts'

/** Files of every batch behind the published size, checked against both ends before any of them is written. */
export async function applyStaged(
  parts: LogParts,
  { log }: LogIdentity,
  head: LogHead,
  found: Pick<OwnCheckpoint, 'size' | 'root'> | null,
  tiles: TileStore,
): Promise<void> {
  const since = found?.size ?? 0n
  const staged = await parts.store.staged(log, since)
  if (since === head.size) return
  const files = new Map(staged.flatMap((batch) => batch.files.map((file) => [file.path, file] as const)))
  for (const tile of tilesBetween(since, head.size)) {
    if (files.has(tilePath(tile))) continue
    throw refusal(
      'staging_missing',
      3,
      `${tilePath(tile)} belongs to the log at size ${head.size}, ${since} are published, and no staged batch holds it. ` +
        'Restore the database whole, then start again.',
    )
  }
  const before = found === null ? EMPTY_EDGE : await edgeAt(parts, found.size, found.root, tiles)
  const root = opened(
    () => checkGrowth(parts.crypto.sha256, before, head.size, [...files.values()].map(asLogFile)),
    (cause) =>
      refusal(
        'staging_missing',
        3,
        `The staged batches from ${since} to ${head.size} do not fit together. Restore the database.`,
        cause,
      ),
  )
  if (!sameBytes(root, head.root)) {
    throw refusal(
      'root_differs',
      3,
      `The staged batches from ${since} to ${head.size} lead to another root than the head's. Restore the database.`,
    )
  }
  await apply(tiles, staged)
}

/** The one way in which files of a batch reach the tile store, at work and after a kill (log.md 5.5). */
export async function apply(tiles: TileStore, batches: readonly StagedBatch[]): Promise<void> {
  for (const { files } of batches) await tiles.create(files)
}

function asLogFile({ path, bytes }: StoredFile): StoredFile & { readonly tile: TileId } {
  return { tile: parseTilePath(path), path, bytes }
}

/** The right edge of the tree of `size`, read from its tiles and led to `root`. */
export async function edgeAt({ crypto }: LogParts, size: bigint, root: Uint8Array, tiles: TileStore): Promise<LogEdge> {
  const held = new Map<string, Uint8Array>()
  for (const tile of edgeTiles(size)) {
    const bytes = await tiles.read(tilePath(tile))
    if (bytes !== null) held.set(tilePath(tile), bytes)
  }
  return opened(
    () => openEdge(crypto.sha256, size, root, (tile) => held.get(tilePath(tile))),
    (cause) =>
      refusal(
        'edge_differs',
        4,
        `The last tiles in ${tiles.place} do not lead to the root of size ${size}. Run "recourse log fsck".`,
        cause,
      ),
  )
}
