import { fromBase64, type Sha256 } from '@recourse/log'
import { type EntryPath, entryPath } from './entry-path.ts'
import type { GrowthDay, LogView, LogViews } from './log-view.ts'
import type { ReadLogFile } from './stream-proof.ts'

/** What pages and API show of the log. */
export interface LogPages {
  /** null: this server keeps no log. */
  view(): Promise<LogView | null>
  /** By day, oldest first. */
  growth(): Promise<readonly GrowthDay[]>
  /** The way of one entry in the tree that `view` shows; null: it has none of that number. Reads public files alone. */
  path(view: LogView, index: bigint): Promise<EntryPath | null>
}

/** `filesOf`: reads below one log's folder. */
export function logPages(views: LogViews, sha256: Sha256, filesOf: (folder: string) => ReadLogFile): LogPages {
  return {
    view: () => views.view(),
    growth: () => views.growth(),
    async path({ folder, size, root }, index) {
      if (root === '') return null
      return entryPath(sha256, filesOf(folder), { index, size: BigInt(size), root: fromBase64(root) })
    },
  }
}

/** Of a server without a log. */
export const NO_LOG: LogPages = Object.freeze({
  view: async () => null,
  growth: async () => [],
  path: async () => null,
})
