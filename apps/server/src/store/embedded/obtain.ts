import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError } from '../error.ts'
import { launch } from './launch.ts'
import type { Place } from './place.ts'
import { readPostmaster } from './postmaster.ts'
import type { Secrets } from './secrets.ts'
import { attach, type Session, sessionName } from './session.ts'
import type { EmbeddedSettings } from './settings.ts'

/** How long processes of the cluster may live without answering, before we say so. */
const SILENCE_MS = 60_000
/** A server that is killed as often while it starts is not started again. */
const KILLS_AT_MOST = 5

export interface Obtained {
  readonly session: Session
  /** We started the server ourselves. */
  readonly started: boolean
}

/**
 * Attaches to the living server, or starts one; PostgreSQL and the cluster's lock decide among several who try.
 * `samePort`: it must come back where it was, and waits for that port.
 */
export async function obtain(
  place: Place,
  secrets: Secrets,
  settings: EmbeddedSettings,
  samePort = false,
): Promise<Obtained> {
  const since = performance.now()
  let started = false
  let freshPort = false
  let kills = 0
  for (;;) {
    const found = await attach(place, secrets, sessionName(settings.role))
    if (typeof found === 'object') return { session: found, started }
    refuseAborted(settings.signal)
    if (found === 'absent') {
      const launched = await launch(place, { ...settings, durable: settings.durable ?? true, freshPort })
      started = launched === 'ready'
      freshPort = launched === 'port_taken' && !samePort
      if (started || freshPort) continue
      if (launched === 'killed' && ++kills === KILLS_AT_MOST) throw killedWhileStarting(place)
    }
    await refuseSilence(place, performance.now() - since)
    await sleep(25)
  }
}

function killedWhileStarting(place: Place): StoreError {
  return new StoreError(
    'database_unreachable',
    `PostgreSQL over ${place.cluster} was killed ${KILLS_AT_MOST} times while it started: something ends it from ` +
      'outside, as the system does when memory runs out.',
  )
}

async function refuseSilence(place: Place, waitedMs: number): Promise<void> {
  if (waitedMs < SILENCE_MS) return
  const postmaster = await readPostmaster(place.cluster)
  // It reads its log after a kill: that takes as long as it takes.
  if (postmaster?.status === 'starting') return
  throw new StoreError(
    'data_folder_in_use',
    `PostgreSQL processes over ${place.cluster} live and do not answer ` +
      `(${postmaster === null ? 'no postmaster.pid' : `process ${postmaster.pid}, port ${postmaster.port}`}). ` +
      'They may be stuck, or run in another container that shares this folder: stop them, or work there.',
  )
}

/** Throws `open_aborted` where the opening was interrupted. */
export function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new StoreError('open_aborted', 'Opening the database was interrupted.')
}
