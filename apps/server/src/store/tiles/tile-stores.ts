import { join, resolve } from 'node:path'
import type { TileStore } from '../../service/log/ports.ts'
import { folderTiles } from './folder.ts'

/** Where the files of all logs of this installation live: what `RECOURSE_TILES` and `AWS_*` say. */
export type TilePlace =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string; readonly service: ObjectService }

/** How an object store is reached; null: as the AWS client finds out itself (its files, the instance's role). */
export interface ObjectService {
  readonly endpoint: string | null
  readonly region: string | null
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string | null
  } | null
}

/** The files of all logs: one folder, or prefix, a log. */
export interface TileStores {
  /** For people: the folder, or `s3://bucket/prefix`. */
  readonly place: string
  /** The files of the log with this folder (`LogIdentity.folder`); the same object each time. @throws RangeError for a name that is no folder's. */
  of(folder: string): TileStore
  /** Nothing at all is there, of whatever log. */
  isEmpty(): Promise<boolean>
  /** Ends connections that are kept open. */
  close(): void
}

/** Names that the log itself has below `/log/`, so that no shard hides them. */
const TAKEN = ['tile', 'index', 'checkpoint', 'policy', 'vkey', 'keys']

/** Touches nothing before a store of it is used; what reaches an object store is loaded for one alone. */
export async function tileStores(place: TilePlace): Promise<TileStores> {
  const opened = new Map<string, TileStore>()
  const { whole, make, close } =
    place.kind === 'folder' ? inFolder(place.path) : (await import('./object-service.ts')).inBucket(place)
  return {
    place: whole.place,
    of(folder) {
      assertLogFolder(folder)
      const known = opened.get(folder)
      if (known !== undefined) return known
      const store = make(folder)
      opened.set(folder, store)
      return store
    },
    async isEmpty() {
      for await (const _path of whole.list()) return false
      return true
    },
    close,
  }
}

/** One part of a path, as `2026`, that is not a name the log itself uses. @throws RangeError */
function assertLogFolder(folder: string): void {
  if (!/^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,99}$/.test(folder) || TAKEN.includes(folder)) {
    throw new RangeError(
      `"${folder}" cannot be the folder of a log: expected letters, digits, dots, dashes, underscores and tildes, and none of ${TAKEN.join(', ')}`,
    )
  }
}

export interface OpenedPlace {
  /** As if all of it were one log: for what it is called, and what lies in it. */
  readonly whole: TileStore
  make(folder: string): TileStore
  close(): void
}

function inFolder(path: string): OpenedPlace {
  const root = resolve(path)
  return { whole: folderTiles(root), make: (folder) => folderTiles(join(root, folder)), close: () => undefined }
}
