import { assertTile, LogError, parseCheckpoint, parseNote, parseTilePath, TILE_WIDTH, type TileId } from '@recourse/log'
import type { Clock } from '../ports.ts'
import type { LogPath, TileStore } from './ports.ts'

/** What a reader may have of a log, and whether it can ever change. */
export interface PublishedFile {
  readonly bytes: Uint8Array
  readonly kind: 'checkpoint' | 'text' | 'tile'
}

/** The files of one log as far as its published checkpoint goes. */
export interface PublishedFiles {
  /** null: there is no such file, or none yet. Throws where the store is in trouble. */
  read(path: LogPath): Promise<PublishedFile | null>
}

interface Published {
  readonly note: Uint8Array | null
  readonly size: bigint
}

/** A checkpoint of another process is seen at the latest after this. */
const KEEP_MS = 1_000
/** A tile beyond what we know makes us look again, not more often than this: its reader may have the newer checkpoint from another process. */
const LOOK_AGAIN_MS = 100

const TEXTS: readonly LogPath[] = ['policy', 'vkey', 'keys']

/**
 * Reads the tile store, never the database. What lies beyond the published size is not there for anyone: until it is published it could still become
 * another, and a cache would keep it (C2SP tlog-tiles; log.md section 1).
 */
export function publishedFiles(tiles: Pick<TileStore, 'read'>, clock: Clock): PublishedFiles {
  let known: Promise<Published> | null = null
  let askedAt = 0

  function published(keepMs: number): Promise<Published> {
    const now = clock.now()
    if (known !== null && now >= askedAt && now - askedAt < keepMs) return known
    askedAt = now
    const asked = readPublished(tiles)
    known = asked
    asked.catch(() => {
      if (known === asked) known = null
    })
    return asked
  }

  async function isPublished(tile: TileId): Promise<boolean> {
    if (holds(await published(KEEP_MS), tile)) return true
    return holds(await published(LOOK_AGAIN_MS), tile)
  }

  return {
    async read(path) {
      if (path === 'checkpoint') {
        const { note } = await published(KEEP_MS)
        return note === null ? null : { bytes: note, kind: 'checkpoint' }
      }
      const tile = TEXTS.includes(path) ? null : tileOf(path)
      if (tile === undefined || (tile !== null && !(await isPublished(tile)))) return null
      const bytes = await tiles.read(path)
      if (bytes !== null && tile !== null) assertShape(path, tile, bytes)
      return bytes === null ? null : { bytes, kind: tile === null ? 'text' : 'tile' }
    },
  }
}

async function readPublished(tiles: Pick<TileStore, 'read'>): Promise<Published> {
  const note = await tiles.read('checkpoint')
  return { note, size: note === null ? 0n : parseCheckpoint(parseNote(note).text).size }
}

/** undefined: no path of a tile. */
function tileOf(path: LogPath): TileId | undefined {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}

/** Caches keep a tile for ever: one that was cut short, or grew, must not get there. Its hashes are for whoever verifies. */
function assertShape(path: LogPath, tile: TileId, bytes: Uint8Array): void {
  assertTile(tile, bytes)
  if (tile.level !== 'entries') return
  let end = 0
  for (let entry = 0; entry < tile.width; entry++) {
    end += 2 + (bytes[end] ?? 0) * 256 + (bytes[end + 1] ?? 0)
  }
  if (end !== bytes.length) throw new Error(`${path} does not hold ${tile.width} entries`)
}

function holds({ size }: Published, { level, index, width }: TileId): boolean {
  const count = level === 'entries' ? size : size >> BigInt(8 * level)
  return index * BigInt(TILE_WIDTH) + BigInt(width) <= count
}
