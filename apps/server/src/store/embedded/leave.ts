import { setTimeout as sleep } from 'node:timers/promises'
import { type Place, type PlaceSettings, preparePlace } from './place.ts'
import { readSecrets, type Secrets } from './secrets.ts'
import { attach, isLast, type Session, sessionName } from './session.ts'
import type { EmbeddedSettings } from './settings.ts'
import { stopServer } from './stop.ts'

/** At the end: also a server that we use no longer, because our connection broke, must not be left alone. */
export async function leave(
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

const SWEEP_TRIES = 20
const SWEEP_EVERY_MS = 100

/** Stops the server of a data folder unless somebody uses it, on behalf of a process that died without leaving. */
export async function sweep(settings: PlaceSettings): Promise<void> {
  const place = await preparePlace(settings)
  const secrets = await readSecrets(place.cluster)
  // More than once: what the dead process held is given back only when the server notices.
  for (let tries = 0; tries < SWEEP_TRIES; tries++) {
    const session = await attach(place, secrets, sessionName('command'))
    if (session === 'absent') return
    if (typeof session === 'object') await release(place, session, { ...settings, role: 'command' })
    await sleep(SWEEP_EVERY_MS)
  }
}
