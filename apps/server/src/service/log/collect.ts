import { TILE_WIDTH, type TileId, tilePath } from '@recourse/log'
import type { LogParts } from './parts.ts'
import { LogStop, type TileStore } from './ports.ts'

const MOST_TILES = 100

/**
 * Step 7 of log.md section 5: removes partial tiles whose full tile is there, below the published size and above the mark,
 * of at most 100 full tiles a run. Gives the number of full tiles it went through.
 * @throws LogStop `edge_differs`: a full tile that the published size implies is not there; nothing more is removed
 */
export async function collect(
  { store, step }: Pick<LogParts, 'store' | 'step'>,
  { log, tiles, publishedSize }: { readonly log: number; readonly tiles: TileStore; readonly publishedSize: bigint },
): Promise<number> {
  const mark = await store.gcMark(log)
  const { full, next } = fullTiles(mark, publishedSize)
  if (next === mark) return 0
  for (const tile of full) {
    if ((await tiles.read(tilePath(tile))) !== null) continue
    throw new LogStop(
      'edge_differs',
      'log.md 5.7',
      `${tiles.place} lacks ${tilePath(tile)}, which the published size ${publishedSize} implies. Run "recourse log fsck".`,
    )
  }
  await tiles.remove(full.flatMap(partialsOf))
  await store.raiseGcMark(log, next)
  await step?.({ at: 'collected' })
  return full.length
}

/** Full tiles that end between the mark and the size: two for each 256 leaves, and one more wherever a higher level fills. */
function fullTiles(mark: bigint, size: bigint): { readonly full: readonly TileId[]; readonly next: bigint } {
  const full: TileId[] = []
  let next = mark - (mark % 256n)
  while (next + 256n <= size && full.length + 2 <= MOST_TILES) {
    const index = next / 256n
    full.push({ level: 'entries', index, width: TILE_WIDTH }, { level: 0, index, width: TILE_WIDTH })
    next += 256n
    for (let level = 1, places = next / 256n; places % 256n === 0n && places > 0n; level++, places /= 256n) {
      full.push({ level, index: places / 256n - 1n, width: TILE_WIDTH })
    }
  }
  return { full, next: next > mark ? next : mark }
}

function partialsOf({ level, index }: TileId): readonly string[] {
  return Array.from({ length: TILE_WIDTH - 1 }, (_, i) => tilePath({ level, index, width: i + 1 }))
}
