import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError } from '../error.ts'
import { refuseAborted } from './obtain.ts'
import type { Place } from './place.ts'
import { claim, isGone, type Session } from './session.ts'
import type { EmbeddedSettings } from './settings.ts'

/** How long the lock of an owner that is already dead may linger. */
const DEAD_OWNER_MS = 5_000

/** Takes the data folder for this process, or says who has it. The lock of a dead owner goes with its connection. */
export async function own(place: Place, session: Session, settings: EmbeddedSettings): Promise<void> {
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
