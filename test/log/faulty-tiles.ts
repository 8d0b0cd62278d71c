import type { TileStore } from '../../apps/server/src/service/log/ports.ts'
import { memoryTiles } from '../../apps/server/src/store/tiles/memory.ts'

type Act = 'create' | 'publish' | 'replace' | 'read' | 'remove' | 'probe'

/** Files of one log in memory, which a test may read, change and make fail. */
export interface FaultyTiles extends TileStore {
  readonly files: Map<string, Uint8Array>
  /** Called before every act; throws to make it fail. */
  before: (act: Act) => void | Promise<void>
  /** null: no such number. */
  free: number | null
}

export function faultyTiles(files: Map<string, Uint8Array> = new Map()): FaultyTiles {
  const inner = memoryTiles(files)
  const tiles: FaultyTiles = {
    ...inner,
    before: () => undefined,
    free: null,
    async create(made) {
      await tiles.before('create')
      await inner.create(made)
    },
    async publish(previous, next) {
      await tiles.before('publish')
      await inner.publish(previous, next)
    },
    async replace(path, bytes) {
      await tiles.before('replace')
      await inner.replace(path, bytes)
    },
    async read(path) {
      await tiles.before('read')
      return inner.read(path)
    },
    async remove(paths) {
      await tiles.before('remove')
      await inner.remove(paths)
    },
    async probe() {
      await tiles.before('probe')
    },
    async freeBytes() {
      return tiles.free
    },
  }
  return tiles
}
