import type { LogPath, TileStore } from '../../service/log/ports.ts'
import { assertCreatable, assertLogPath, assertSameContent, fullTileOf, mayPublish } from './log-path.ts'

/** Files of a log in memory: for tests, and for what is gone with its process. `files` may be read and damaged by tests. */
export function memoryTiles(
  files: Map<LogPath, Uint8Array> = new Map(),
  place: string = 'memory',
): TileStore & { readonly files: Map<LogPath, Uint8Array> } {
  return {
    files,
    place,
    async create(wanted) {
      for (const { path, bytes } of wanted) {
        assertCreatable(path)
        const standing = files.get(path)
        if (standing !== undefined) assertSameContent(place, path, standing, bytes)
      }
      for (const { path, bytes } of wanted) if (!files.has(path)) files.set(path, new Uint8Array(bytes))
    },
    async publish(previous, next) {
      if (mayPublish(place, files.get('checkpoint') ?? null, previous, next) === 'go') {
        files.set('checkpoint', new Uint8Array(next))
      }
    },
    async replace(path, bytes) {
      assertCreatable(path)
      files.set(path, new Uint8Array(bytes))
    },
    async read(path) {
      assertLogPath(path)
      const bytes = files.get(path)
      return bytes === undefined ? null : new Uint8Array(bytes)
    },
    async remove(paths) {
      for (const path of paths) {
        if (!files.has(fullTileOf(path))) throw new Error(`${path} is kept: its full tile is not there`)
      }
      for (const path of paths) files.delete(path)
    },
    async discard(paths) {
      for (const path of paths) files.delete(path)
    },
    async *list() {
      for (const path of Array.from(files.keys())) yield path
    },
    async probe() {},
    async freeBytes() {
      return null
    },
  }
}
