import {
  appendToRange,
  type CompactRange,
  decodeBundle,
  decodeEntry,
  EMPTY_RANGE,
  LogError,
  leafHash,
  rangeRoot,
  tileAt,
  tilePath,
} from '@recourse/log'
import type { SequencedRow } from './log-store.ts'
import { type LogCrypto, LogStop, type TileStore } from './ports.ts'
import { sameBytes } from './same-bytes.ts'

const AT_ONCE = 16

/**
 * Every entry of a log as its bundles hold it, a bundle at a time, with label and leaf hash. The last step throws unless
 * they lead to `root`: whoever stores what comes here does it in one transaction.
 * @throws LogStop `edge_differs`: a bundle is missing, or they lead to another root; `outbox_unfit`: no entry of ours
 */
export async function* readEntries(
  { sha256 }: LogCrypto,
  tiles: TileStore,
  tree: { readonly size: bigint; readonly root: Uint8Array; readonly granularityHours: number },
): AsyncGenerator<readonly SequencedRow[]> {
  const { size, root, granularityHours } = tree
  let range: CompactRange = EMPTY_RANGE
  for (let from = 0n; from < size; from += 256n * BigInt(AT_ONCE)) {
    const starts = Array.from({ length: AT_ONCE }, (_, i) => from + BigInt(i) * 256n).filter((start) => start < size)
    const bundles = await Promise.all(starts.map((start) => readBundle(tiles, start, size)))
    for (const [i, entries] of bundles.entries()) {
      const first = from + BigInt(i) * 256n
      const rows = entries.map((entry, at): SequencedRow => {
        const idx = first + BigInt(at)
        return { ...rowOf(entry, idx, granularityHours), leafHash: leafHash(sha256, entry) }
      })
      for (const row of rows) range = appendToRange(sha256, range, row.leafHash)
      yield rows
    }
  }
  if (sameBytes(rangeRoot(sha256, range), root)) return
  throw new LogStop(
    'edge_differs',
    'log.md 7.4',
    `The bundles in ${tiles.place} do not lead to the root of size ${size}. Run "recourse log fsck", and put damaged files back from a mirror.`,
  )
}

async function readBundle(tiles: TileStore, start: bigint, size: bigint): Promise<readonly Uint8Array[]> {
  const tile = tileAt('entries', start, size)
  const bytes = await tiles.read(tilePath(tile))
  if (bytes !== null) return decodeBundle(bytes, tile.width)
  // A client falls back to the full one (C2SP tlog-tiles "Partial Tiles").
  const full = tile.width === 256 ? null : await tiles.read(tilePath({ ...tile, width: 256 }))
  if (full !== null) return decodeBundle(full, 256).slice(0, tile.width)
  throw new LogStop(
    'edge_differs',
    'log.md 7.4',
    `${tiles.place} lacks ${tilePath(tile)}, which size ${size} implies. Put it back from a mirror.`,
  )
}

function rowOf(bytes: Uint8Array, idx: bigint, granularityHours: number): Omit<SequencedRow, 'leafHash'> {
  try {
    const entry = decodeEntry(bytes, granularityHours)
    return { id: 0n, idx, label: entry.type === 'event' ? entry.label : null, entry: bytes.slice(), record: null }
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    throw new LogStop(
      'outbox_unfit',
      'log.md 2',
      `Entry ${idx} is none of a log of ours with a granularity of ${granularityHours} hours: ${cause.message}`,
      { cause },
    )
  }
}
