import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseHandle } from '../database-handle.ts'
import { StoreError } from '../error.ts'
import { APPLICATION, ensureApplicationDatabase } from './application-database.ts'
import { ensureCluster } from './cluster.ts'
import { launch } from './launch.ts'
import { type Place, preparePlace } from './place.ts'
import { readPostmaster } from './postmaster.ts'
import type { Secrets } from './secrets.ts'
import { attach, claim, isGone, isLast, type Session, sessionName } from './session.ts'
import { stopServer } from './stop.ts'
import { supervise } from './supervise.ts'

export interface EmbeddedSettings {
  readonly dataFolder: string
  /** `server`: the one owner of the data folder, who brings the server back when it dies. `command`: a passing user. */
  readonly role: 'server' | 'command'
  readonly signal?: AbortSignal | undefined
  onNote(text: string): void
  /** The server is gone and could not be brought back: the process should end. Owners only. */
  onLost?: ((error: StoreError) => void) | undefined
  /** For tests: where root puts what an unprivileged user cannot reach. */
  readonly systemFolder?: string
  /** For tests: false skips every flush to disk. */
  readonly durable?: boolean
  /** For tests: leave the server running at `close`. */
  readonly keepRunning?: boolean
}

/** How long processes of the cluster may live without answering, before we say so. */
const SILENCE_MS = 60_000
/** A server that is killed as often while it starts is not started again. */
const KILLS_AT_MOST = 5
/** How long the lock of an owner that is already dead may linger. */
const DEAD_OWNER_MS = 5_000

/**
 * A running server over `<data>/postgres`: the one found there, or a new one. Whoever leaves last stops it, so two
 * commands at once, or a `start` while a command runs, need no agreement but the locks of `session.ts`.
 * Refuses with `data_folder_in_use` (role `server`, while another owner lives), `data_folder_version`,
 * `data_folder_damaged`, `data_folder_unwritable`, `binaries_missing`, `open_aborted`.
 */
export async function openEmbedded(settings: EmbeddedSettings): Promise<DatabaseHandle> {
  const place = await preparePlace(settings)
  const secrets = await ensureCluster(place, { ...settings, durable: settings.durable ?? true })
  const { session, started } = await obtain(place, secrets, settings)
  try {
    if (settings.role === 'server') await own(place, session, settings)
    await ensureApplicationDatabase(session.client, secrets)
    refuseAborted(settings.signal)
  } catch (error) {
    await release(place, session, settings)
    throw error
  }
  const supervised = supervise({
    session,
    restore:
      settings.role === 'server' ? (signal) => restore(place, secrets, session.port, { ...settings, signal }) : null,
    onLost: settings.onLost ?? (() => undefined),
  })
  let closed: Promise<void> | null = null
  return {
    connectionString: `postgresql://${APPLICATION}:${secrets.application}@127.0.0.1:${session.port}/${APPLICATION}`,
    embedded: true,
    owner: settings.role === 'server' || started,
    place: place.cluster,
    close: () => {
      closed ??= supervised.end().then((last) => leave(place, secrets, last, settings))
      return closed
    },
  }
}

interface Obtained {
  readonly session: Session
  /** We started the server ourselves. */
  readonly started: boolean
}

/** Attaches to the living server, or starts one; PostgreSQL and the cluster's lock decide among several who try. */
async function obtain(place: Place, secrets: Secrets, settings: EmbeddedSettings, samePort = false): Promise<Obtained> {
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

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new StoreError('open_aborted', 'Opening the database was interrupted.')
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

/** Takes the data folder for this process, or says who has it. The lock of a dead owner goes with its connection. */
async function own(place: Place, session: Session, settings: EmbeddedSettings): Promise<void> {
  const since = performance.now()
  for (;;) {
    const claimed = await claim(session)
    if (claimed === 'owner') return
    if (!isGone(claimed) || performance.now() - since > DEAD_OWNER_MS) {
      const holder = claimed.heldBy === 0 ? 'another process' : `process ${claimed.heldBy}`
      const remedy = claimed.heldBy === 0 ? 'Stop it' : `Stop it (kill ${claimed.heldBy})`
      throw new StoreError(
        'data_folder_in_use',
        `The data folder ${place.dataFolder} is served by ${holder} already. ${remedy}, ` +
          'or start with another folder by --data or RECOURSE_DATA. Commands work beside it.',
      )
    }
    refuseAborted(settings.signal)
    await sleep(25)
  }
}

/** Brings a dead server back on its old port, where the pools of this process look for it. */
async function restore(place: Place, secrets: Secrets, port: number, settings: EmbeddedSettings): Promise<Session> {
  settings.onNote(`PostgreSQL over ${place.cluster} ended unexpectedly and is started again`)
  const { session } = await obtain(place, secrets, settings, true)
  try {
    if (session.port !== port) {
      throw new StoreError(
        'database_unreachable',
        `PostgreSQL over ${place.cluster} came back on port ${session.port} instead of ${port}. Start again.`,
      )
    }
    await own(place, session, settings)
    settings.onNote(`PostgreSQL over ${place.cluster} answers again`)
    return session
  } catch (error) {
    await release(place, session, settings)
    throw error
  }
}

/** At the end: also a server that we use no longer, because our connection broke, must not be left alone. */
async function leave(
  place: Place,
  secrets: Secrets,
  session: Session | null,
  settings: EmbeddedSettings,
): Promise<void> {
  if (session !== null && (await release(place, session, settings))) return
  const again = await attach(place, secrets, sessionName(settings.role))
  if (typeof again === 'object') await release(place, again, settings)
}

/** Ends our use, and the server with it where we were the last. False: the connection was broken already. */
async function release(place: Place, session: Session, settings: EmbeddedSettings): Promise<boolean> {
  try {
    if (settings.keepRunning !== true && (await isLast(session))) await stopServer(place, settings.onNote)
    return true
  } catch {
    // Counted as broken: the caller looks once more whether a server lives.
    return false
  } finally {
    await session.client.end().catch(() => undefined)
  }
}
