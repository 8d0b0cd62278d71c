import { join } from 'node:path'
import type { Config } from './config.ts'
import { LogStop, type TileStore } from './service/log/ports.ts'
import { folderTiles } from './store/tiles/folder.ts'

/** The static files of all logs of this installation. */
export interface OpenTiles {
  of(folder: string): TileStore
  /** Nothing of any log is there. */
  isEmpty(): Promise<boolean>
}

/** By RECOURSE_TILES; nothing is touched before a file is asked for. */
export function openTiles(place: Config['tiles']): OpenTiles {
  if (place.kind === 's3') {
    throw new LogStop('tile_store_unfit', 'log.md 6', 'RECOURSE_TILES names an object store; expected a folder.')
  }
  return {
    of: (folder) => folderTiles(join(place.path, folder)),
    async isEmpty() {
      for await (const _path of folderTiles(place.path).list()) return false
      return true
    },
  }
}
