import type { Clock } from '../ports.ts'
import type { LogIdentity, TileStore } from './ports.ts'
import { type PublishedFiles, publishedFiles } from './published-files.ts'

/** A log whose files anyone may read: the live one, or one that is frozen and stays under its own path for ever. */
export interface PublicLog {
  readonly log: number
  readonly folder: string
  readonly files: PublishedFiles
}

/** The logs of this installation, as its readers find them. */
export interface PublicLogs {
  /** Below `/log/`; null while there is none. */
  live(): Promise<PublicLog | null>
  /** Below `/log/<folder>/`; null where no log of ours has that folder. */
  find(folder: string): Promise<PublicLog | null>
}

const LOOK_EVERY_MS = 5_000

/**
 * Which logs there are is read from the database once, and looked up again every five seconds while somebody asks, behind their back: a reader of
 * tiles never waits for the database, nor finds nothing while it is away. Another log may be made beside a running server.
 */
export function publicLogs(parts: {
  identities(): Promise<readonly LogIdentity[]>
  tilesOf(folder: string): Pick<TileStore, 'read'>
  readonly clock: Clock
}): PublicLogs {
  const { tilesOf, clock } = parts
  const byFolder = new Map<string, PublicLog>()
  let liveFolder: string | null = null
  let known: { readonly at: number } | null = null
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    const identities = await parts.identities()
    for (const { log, folder } of identities) {
      if (!byFolder.has(folder)) byFolder.set(folder, { log, folder, files: publishedFiles(tilesOf(folder), clock) })
    }
    liveFolder = identities.find(({ frozenAt }) => frozenAt === null)?.folder ?? null
    known = { at: clock.now() }
  }

  function lookOnce(): Promise<void> {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }

  /** Waits the first time only. Later trouble leaves what is known: identities are never taken back. */
  async function current(): Promise<void> {
    if (known === null) await lookOnce()
    else if (clock.now() - known.at >= LOOK_EVERY_MS) {
      known = { at: clock.now() }
      lookOnce().catch(() => undefined)
    }
  }

  return {
    async live() {
      await current()
      return liveFolder === null ? null : (byFolder.get(liveFolder) ?? null)
    },
    async find(folder) {
      await current()
      return byFolder.get(folder) ?? null
    },
  }
}
