import type { EditorAccess } from '../service/editor/editor-access.ts'
import type { LogPages } from '../service/log/log-pages.ts'
import type { Clock, Ids, RegisterStore } from '../service/ports.ts'
import type { Site } from './frame.ts'

/** What every page's routes are made from: `export function homeRoutes(deps: SiteDeps): Routes` in each page's `routes.ts`. */
export interface SiteDeps {
  readonly site: Site
  readonly store: RegisterStore
  readonly clock: Clock
  readonly ids: Ids
  readonly editor: EditorAccess
  readonly log: LogPages
  /** Text of the policy that the live log publishes, as it is served under `/log/policy`; null where there is no log. */
  readonly logPolicy?: () => Promise<string | null>
}
