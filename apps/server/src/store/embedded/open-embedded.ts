import type { DatabaseHandle } from '../database-handle.ts'
import { StoreError } from '../error.ts'
import { APPLICATION, ensureApplicationDatabase } from './application-database.ts'
import { ensureCluster } from './cluster.ts'
import { guardProcess } from './guard.ts'
import { leave, release } from './leave.ts'
import { obtain, refuseAborted } from './obtain.ts'
import { own } from './own.ts'
import { type Place, preparePlace } from './place.ts'
import type { Secrets } from './secrets.ts'
import type { Session } from './session.ts'
import type { EmbeddedSettings } from './settings.ts'
import { supervise } from './supervise.ts'

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
