import type { DatabaseHandle } from '../database-handle.ts'
import { StoreError } from '../error.ts'
import { storeTrouble } from '../postgres/trouble.ts'
import { APPLICATION, ensureApplicationDatabase } from './application-database.ts'
import { ensureCluster } from './cluster.ts'
import { guardProcess } from './guard.ts'
import { leave } from './leave.ts'
import { type Obtained, obtain, refuseAborted } from './obtain.ts'
import { own } from './own.ts'
import { type Place, preparePlace } from './place.ts'
import type { Secrets } from './secrets.ts'
import type { Session } from './session.ts'
import type { EmbeddedSettings } from './settings.ts'
import { supervise } from './supervise.ts'

/** A server that dies as often while we come to it has another trouble than chance. */
const LOSSES_AT_MOST = 5

/**
 * A running server over `<data>/postgres`: the one found there, or a new one. Whoever leaves last stops it, so two
 * commands at once, or a `start` while a command runs, need no agreement but the locks of `session.ts`.
 * Refuses with `data_folder_in_use` (role `server`, while another owner lives), `data_folder_version`,
 * `data_folder_damaged`, `data_folder_unwritable`, `binaries_missing`, `open_aborted`.
 */
export async function openEmbedded(settings: EmbeddedSettings): Promise<DatabaseHandle> {
  const interrupted = new AbortController()
  const signal = AbortSignal.any([interrupted.signal, ...(settings.signal === undefined ? [] : [settings.signal])])
  const opened = open({ ...settings, signal })
  const letGo = guardProcess(settings, async () => {
    interrupted.abort()
    const handle = await opened.catch(() => null)
    await handle?.close()
  })
  try {
    const handle = await opened
    return { ...handle, close: () => handle.close().finally(letGo) }
  } catch (error) {
    // The guard lets the process die of its signal, once all is undone: there is nobody left to tell.
    if (interrupted.signal.aborted) await new Promise(() => undefined)
    letGo()
    throw error
  }
}

async function open(settings: EmbeddedSettings): Promise<DatabaseHandle> {
  const place = await preparePlace(settings)
  const secrets = await ensureCluster(place, { ...settings, durable: settings.durable ?? true })
  const { session, started } = await enter(place, secrets, settings, null)
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

/** Brings a dead server back on its old port, where the pools of this process look for it. */
async function restore(place: Place, secrets: Secrets, port: number, settings: EmbeddedSettings): Promise<Session> {
  settings.onNote(`PostgreSQL over ${place.cluster} ended unexpectedly and is started again`)
  const { session } = await enter(place, secrets, settings, port)
  settings.onNote(`PostgreSQL over ${place.cluster} answers again`)
  return session
}

/** Comes to a server and makes all of it ours that the role asks for. One that dies meanwhile is come to again. */
async function enter(
  place: Place,
  secrets: Secrets,
  settings: EmbeddedSettings,
  port: number | null,
): Promise<Obtained> {
  let started = false
  for (let losses = 1; ; losses++) {
    const obtained = await obtain(place, secrets, settings, port !== null)
    started ||= obtained.started
    try {
      if (port !== null) refuseOtherPort(place, obtained.session, port)
      if (settings.role === 'server') await own(place, obtained.session, settings)
      await ensureApplicationDatabase(obtained.session.client, secrets)
      refuseAborted(settings.signal)
      return { session: obtained.session, started }
    } catch (error) {
      await leave(place, secrets, obtained.session, settings)
      const trouble = storeTrouble(error)
      if (error instanceof StoreError || trouble === null || losses === LOSSES_AT_MOST) throw trouble ?? error
    }
  }
}

function refuseOtherPort(place: Place, session: Session, port: number): void {
  if (session.port === port) return
  throw new StoreError(
    'database_unreachable',
    `PostgreSQL over ${place.cluster} came back on port ${session.port} instead of ${port}. Start again.`,
  )
}
