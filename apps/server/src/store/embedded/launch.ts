import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError } from '../error.ts'
import { LOCK_HELD, underLock } from './lock.ts'
import { type Place, unwritable } from './place.ts'
import { freePort } from './port.ts'
import { isServerOf, lastPort, readPostmaster } from './postmaster.ts'
import { isAlive } from './scratch.ts'
import { LOG_FILE, openLog, readLog, type ServerLog } from './server-log.ts'

/**
 * - `ready`: it answers.
 * - `busy`: processes of this cluster still live (another start was quicker, or a killed server's last statements end).
 * - `port_taken`: another program has the port; the next attempt takes another.
 * - `killed`: it was ended from outside before it was ready, as the system does when memory runs out.
 */
export type Launched = 'ready' | 'busy' | 'port_taken' | 'killed'

export interface LaunchSettings {
  readonly durable: boolean
  /** Ask for another port than the last one. */
  readonly freshPort: boolean
  readonly signal?: AbortSignal | undefined
  onNote(text: string): void
}

/** Modest for a computer that does other things as well; nothing of a statement or a value reaches the log. */
const OPTIONS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  // A statement whose process was killed ends within this time, and sets the cluster free.
  client_connection_check_interval: '2s',
}

/** The log refuses such a server but where it says of itself that all it holds is for tests. */
const NOT_DURABLE = { fsync: 'off', full_page_writes: 'off', 'recourse.throwaway': 'yes' }

/**
 * Starts a server over the cluster, in a session of its own: Ctrl-C at our terminal must not reach it before we have
 * finished with it. It holds a lock file of the operating system, and so do all its processes, as long as one lives:
 * two servers over one cluster cannot be, whatever became of `postmaster.pid`.
 * Refuses with `data_folder_unwritable`, `data_folder_damaged`, `open_aborted`.
 */
export async function launch(place: Place, settings: LaunchSettings): Promise<Launched> {
  const port = (settings.freshPort ? null : await lastPort(place.cluster)) ?? (await freePort())
  const log = await openLog(place)
  try {
    const child = await spawnServer(
      place,
      { ...OPTIONS, port: String(port), ...(settings.durable ? {} : NOT_DURABLE) },
      log.fd,
    )
    return await outcome(place, child, log, settings)
  } catch (error) {
    throw error instanceof StoreError ? error : unwritable(place.cluster, error)
  } finally {
    closeSync(log.fd)
  }
}

async function spawnServer(
  place: Place,
  options: Readonly<Record<string, string>>,
  log: number,
): Promise<ChildProcess> {
  const server = [
    join(place.binaries.folder, 'bin', 'postgres'),
    '-D',
    place.cluster,
    ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const { command, held } = await underLock(place, await withoutStaleFile(place.cluster, server))
  const [program = '', ...rest] = command
  try {
    const child = spawn(program, rest, {
      ...place.user?.ids,
      cwd: '/',
      detached: true,
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' },
      stdio: ['ignore', log, log, ...(held === null ? [] : [held])],
    })
    child.unref()
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
    return child
  } finally {
    if (held !== null) closeSync(held)
  }
}

/**
 * PostgreSQL refuses to start while the process named in `postmaster.pid` lives, even where that is another program by
 * now. Then the file goes first: under the lock, and only while it still names that process.
 */
async function withoutStaleFile(cluster: string, server: readonly string[]): Promise<readonly string[]> {
  const stale = await readPostmaster(cluster)
  if (stale === null || !isAlive(stale.pid) || (await isServerOf(stale.pid, cluster))) return server
  const script = '[ "$(head -n 1 "$1")" = "$2" ] && rm -f "$1"; shift 2; exec "$@"'
  return ['/bin/sh', '-c', script, 'sh', join(cluster, 'postmaster.pid'), String(stale.pid), ...server]
}

/** Waits until the server is ready or has ended. Recovery after a kill may take its time: then `onNote` says so. */
async function outcome(place: Place, child: ChildProcess, log: ServerLog, settings: LaunchSettings): Promise<Launched> {
  const since = performance.now()
  let noted = false
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      if (settings.signal?.aborted === true)
        throw new StoreError('open_aborted', 'Starting PostgreSQL was interrupted.')
      return child.signalCode === null ? explainEnd(place, child.exitCode, await readLog(log)) : 'killed'
    }
    const postmaster = await readPostmaster(place.cluster)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return 'ready'
    if (settings.signal?.aborted === true) child.kill('SIGINT')
    if (!noted && performance.now() - since > 5_000) {
      noted = true
      settings.onNote(`PostgreSQL is recovering ${place.cluster} after it was not stopped properly`)
    }
    await sleep(10)
  }
}

function explainEnd(place: Place, exitCode: number | null, log: string): Launched {
  if (exitCode === LOCK_HELD || /lock file "postmaster\.pid"|pre-existing shared memory block/.test(log)) return 'busy'
  if (/could not bind|could not create any TCP\/IP sockets/.test(log)) return 'port_taken'
  if (/terminated by signal 9/.test(log)) return 'killed'
  const lines = log.split('\n').filter((line) => /FATAL|PANIC|could not|flock:|sh:/.test(line))
  const said =
    lines
      .slice(-3)
      .map((line) => line.replace(/^.*?(?=FATAL|PANIC)/, ''))
      .join('; ') || `exit code ${exitCode}`
  if (/No space left|Disk quota|Permission denied|Read-only file system/i.test(log))
    throw unwritable(place.cluster, new Error(said))
  throw new StoreError(
    'data_folder_damaged',
    `PostgreSQL did not start over ${place.cluster}: ${said}. All it said stands in ${join(place.cluster, LOG_FILE)}.`,
  )
}
