import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, type Stats } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { FileTooLarge, type LogReader, LogUnreadable, type Room } from '../../service/log/verify/reader.ts'
import { isDraft } from './durable-file.ts'

/** Without it a pipe in place of a file would be waited for. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * A log in a folder, read in this thread: small files from a warm cache cost less than a promise. `packed`: bundles that
 * another implementation stored as gzip are read too; without it a file is what it is byte for byte.
 */
export function directoryReader(folder: string, { packed = false }: { readonly packed?: boolean } = {}): LogReader {
  const root = resolve(folder)
  return {
    place: root,
    concurrency: 1,
    read: (path, limit, room) => readWhole(join(root, path), path, limit, room),
    ...(packed ? { unpack } : {}),
    async *list() {
      yield* filesBelow(root, '')
    },
  }
}

function readWhole(file: string, path: string, limit: number, room: Room = ownRoom): Uint8Array | null {
  let fd: number
  try {
    fd = openSync(file, READ)
  } catch (error) {
    if (isAbsent(error)) return null
    throw unreadable(file, error)
  }
  try {
    const found: Stats = fstatSync(fd)
    if (!found.isFile()) throw new LogUnreadable(`${file} is not a file`)
    if (found.size > limit) throw new FileTooLarge(path, limit)
    // Room for one byte more: a file that grew meanwhile is seen.
    const bytes = room(found.size + 1).subarray(0, found.size + 1)
    let at = 0
    for (let got = -1; got !== 0 && at < bytes.length; at += got) got = readSync(fd, bytes, at, bytes.length - at, at)
    return bytes.subarray(0, at)
  } catch (error) {
    if (error instanceof LogUnreadable || error instanceof FileTooLarge) throw error
    throw unreadable(file, error)
  } finally {
    closeSync(fd)
  }
}

function ownRoom(bytes: number): Uint8Array {
  return new Uint8Array(bytes)
}

function* filesBelow(root: string, below: string): Generator<string> {
  let found: ReturnType<typeof namesIn>
  try {
    found = namesIn(join(root, below))
  } catch (error) {
    if (below === '' && isAbsent(error)) return
    throw unreadable(join(root, below), error)
  }
  for (const one of found) {
    const path = below === '' ? one.name : `${below}/${one.name}`
    if (one.isDirectory()) yield* filesBelow(root, path)
    // A file in the making, or left of one: it means nothing.
    else if (!isDraft(one.name)) yield path
  }
}

function namesIn(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
}

/** Null where it is no gzip, or holds more than the limit. */
function unpack(bytes: Uint8Array, limit: number): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return null
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: limit }))
  } catch {
    // Damaged, or a bomb: then it is not the bundle, and the caller says so.
    return null
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))
}

function unreadable(file: string, error: unknown): LogUnreadable {
  return new LogUnreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  })
}
