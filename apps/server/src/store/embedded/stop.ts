import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place.ts'
import { isServerOf, readPostmaster } from './postmaster.ts'

const FAST_MS = 60_000
const IMMEDIATE_MS = 10_000

/**
 * Stops the server of a cluster and resolves when it is gone: what `pg_ctl stop` does, for a server that need not be
 * our child. Fast first (open transactions are rolled back, all is flushed), after a minute without flushing, which
 * only makes the next start read the log. Call it only while a connection to that server is open: this is what
 * makes the process id in its file trustworthy.
 */
export async function stopServer(place: Place, onNote: (text: string) => void): Promise<void> {
  const postmaster = await readPostmaster(place.cluster)
  if (postmaster === null || !(await isServerOf(postmaster.pid, place.cluster))) return
  if (await signalAndWait(place, postmaster.pid, 'SIGINT', FAST_MS)) return
  onNote(`PostgreSQL over ${place.cluster} did not stop within a minute and is ended at once`)
  await signalAndWait(place, postmaster.pid, 'SIGQUIT', IMMEDIATE_MS)
}

async function signalAndWait(
  place: Place,
  pid: number,
  signal: 'SIGINT' | 'SIGQUIT',
  limitMs: number,
): Promise<boolean> {
  process.kill(pid, signal)
  const since = performance.now()
  while (performance.now() - since < limitMs) {
    if (!(await isServerOf(pid, place.cluster))) return true
    await sleep(10)
  }
  return false
}
