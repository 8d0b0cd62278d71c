import { execFile } from 'node:child_process'
import { readFile, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { isAlive } from './scratch.ts'

/** What a server says of itself in `postmaster.pid` (PostgreSQL documentation 66.1; one line each). */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** `starting`, `ready`, `stopping`, `standby`; '' before it has said so. */
  readonly status: string
}

const run = promisify(execFile)

/** null: no such file, or one just being written. A server that was killed leaves its file behind. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) || 0, status: lines[7] ?? '' } : null
}

/** The port that the last server of this cluster was started with, or null: `postmaster.opts` outlives it. */
export async function lastPort(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '')
  const port = Number(/"port=(\d+)"/.exec(text)?.[1])
  return port > 0 ? port : null
}

/**
 * Whether process `pid` is a PostgreSQL server over `cluster`. An id alone proves nothing: after a kill or a restart of
 * the computer another program may bear it, and in a container a dead server may stay in the process table.
 */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const words = await commandLine(pid)
  const program = words[0]
  if (program === undefined || basename(program) !== 'postgres') return false
  const folder = words[words.indexOf('-D') + 1]
  if (!words.includes('-D') || folder === undefined) return false
  return folder === cluster || (await realpath(folder).catch(() => folder)) === cluster
}

/** Program and arguments; empty where the process is gone, or dead and not collected. */
async function commandLine(pid: number): Promise<readonly string[]> {
  const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  if (raw !== null) return raw.split('\0')
  if (process.platform === 'linux') return []
  // macOS has no /proc. Its `ps` joins arguments by blanks: those after `-D` up to the next option are the folder.
  const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  const match = /^(.*?\/postgres) -D (.*?) -c /.exec(stdout.trim())
  return match?.[1] !== undefined && match[2] !== undefined ? [match[1], '-D', match[2]] : []
}
