import { fchownSync, openSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './place.ts'

const LOCK_FILE = 'recourse.lock'

/** The exit code of a locked command that was not run because the lock is held. */
export const LOCK_HELD = 75

/** A command to spawn, and a file that it must inherit. */
export interface Locked {
  readonly command: readonly string[]
  /** The caller closes it after the spawn. */
  readonly held: number | null
}

/** macOS: `O_RDWR | O_NONBLOCK | O_CREAT | O_EXLOCK` of its `fcntl.h`, which Node does not name. */
const OPEN_LOCKED_ON_MACOS = 0x0002 | 0x0004 | 0x0200 | 0x0020

/**
 * The same command, run only under the cluster's lock, which lives as long as the command or any process it started:
 * the operating system's own, so no kill leaves it behind. Linux: the `flock` tool takes it; macOS: opening the file.
 * Where a Linux has no such tool, PostgreSQL's own check of `postmaster.pid` is left.
 */
export async function underLock(place: Place, command: readonly string[]): Promise<Locked> {
  const path = join(place.cluster, LOCK_FILE)
  if (process.platform === 'darwin') {
    try {
      const held = openSync(path, OPEN_LOCKED_ON_MACOS, 0o600)
      if (place.user !== null) fchownSync(held, place.user.ids.uid, place.user.ids.gid)
      return { command, held }
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK')) {
        return { command: ['/bin/sh', '-c', `exit ${LOCK_HELD}`], held: null }
      }
      throw error
    }
  }
  const tool = await firstPresent(['/usr/bin/flock', '/bin/flock'])
  if (tool === null) return { command, held: null }
  const options = ['--nonblock', '--no-fork', '--conflict-exit-code', String(LOCK_HELD), path]
  return { command: [tool, ...options, ...command], held: null }
}

async function firstPresent(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const present = await access(path).then(
      () => true,
      () => false,
    )
    if (present) return path
  }
  return null
}
