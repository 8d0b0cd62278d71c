import { fchownSync, openSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Place, unwritable } from './place.ts'

export const LOG_FILE = 'recourse.log'

const LIMIT_BYTES = 4 * 1024 * 1024

/** Where a server writes what it has to say. A file, not a pipe: it outlives us when we are killed. */
export interface ServerLog {
  readonly path: string
  readonly fd: number
  /** What was written before this start, in bytes. */
  readonly from: number
}

/** Opens the log for a server about to start; a grown one is put aside as `.old`. The caller closes `fd`. */
export async function openLog(place: Place): Promise<ServerLog> {
  const path = join(place.cluster, LOG_FILE)
  const before = await stat(path).catch(() => null)
  if (before !== null && before.size > LIMIT_BYTES) await rename(path, `${path}.old`)
  try {
    const fd = openSync(path, 'a', 0o600)
    if (place.user !== null) fchownSync(fd, place.user.ids.uid, place.user.ids.gid)
    return { path, fd, from: (await stat(path)).size }
  } catch (error) {
    throw unwritable(place.cluster, error)
  }
}

/** What the server has said since this start, at most 64 kB of it. */
export async function readLog(log: ServerLog): Promise<string> {
  const file = await open(log.path, 'r')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(Math.max(size - log.from, 0), 64 * 1024))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, log.from)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
