import type { Clock, Ids, RegisterStore } from '../service/ports.ts'

/** What the register's routes answer from. */
export interface ApiDeps {
  readonly store: RegisterStore
  readonly clock: Clock
  readonly ids: Ids
}
