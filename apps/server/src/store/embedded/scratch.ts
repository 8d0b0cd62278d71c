import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Nothing that we prepare beside a folder takes this long. */
const ABANDONED_AFTER_MS = 10 * 60_000

type Kind = 'setup' | 'copy'

/**
 * A new empty folder beside `target`, in which something is prepared and then renamed into place, so that a kill at any
 * moment leaves either nothing or the whole thing, and a scratch folder for `sweepScratch`.
 */
export async function makeScratch(target: string, kind: Kind, mode: number): Promise<string> {
  const folder = `${target}.${kind}-${process.pid}-${performance.now().toString(36).replace('.', '')}`
  await mkdir(folder, { mode })
  return folder
}

/** Removes the scratch folders of killed processes. */
export async function sweepScratch(target: string, kind: Kind): Promise<void> {
  const prefix = `${basename(target)}.${kind}-`
  const parent = dirname(target)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const folder = join(parent, name)
    const pid = Number(name.slice(prefix.length).split('-')[0])
    if (await isAbandoned(folder, pid)) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** By process id, which may be in use again by another program: then by age. */
async function isAbandoned(folder: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return true
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
  return Date.now() - mtimeMs > ABANDONED_AFTER_MS
}

/** Whether a process of this id exists, whoever owns it. A dead one that nobody collected still counts. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
