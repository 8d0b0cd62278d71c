import { readFile } from 'node:fs/promises'
import type { Pool } from 'pg'
import type { Config } from './config.ts'
import { type IndexBuckets, indexBuckets } from './service/log/index-buckets.ts'
import { type IndexRoots, indexRoots } from './service/log/index-root.ts'
import type { InitParts } from './service/log/init.ts'
import type { LogViewStore } from './service/log/log-view.ts'
import { LOG_SETTINGS } from './service/log/parts.ts'
import { readWitnessPolicy } from './service/log/policy-file.ts'
import { LogStop } from './service/log/ports.ts'
import type { Clock } from './service/ports.ts'
import { keyFolder } from './store/keys/key-folder.ts'
import { type LogKeys, logKeys } from './store/keys/log-keys.ts'
import { sha256 } from './store/keys/sha256.ts'
import { signatureChecks } from './store/keys/signature.ts'
import { postgresIndexStore } from './store/postgres/log/label-index.ts'
import { postgresLog } from './store/postgres/log/log-store.ts'
import { postgresLogView } from './store/postgres/log/log-view.ts'
import { tileStores } from './store/tiles/tile-stores.ts'
import { httpPost } from './store/witness/http-post.ts'

/** Everything that acts on the log, joined from the settings. */
export interface LogActs extends InitParts {
  /** As `keysOf`, and signs under other names too. */
  signingKeys(origin: string, folder: string): Promise<LogKeys>
  readonly indexRoots: IndexRoots
  readonly indexBuckets: IndexBuckets
  readonly logView: LogViewStore
}

/** The computer's own clock, which may go back: the log stops where it does. */
export const wallClock: Clock = { now: () => Date.now() }

/** Touches neither database nor tiles yet. @throws LogStop `policy_unfit` */
export async function openLog(options: {
  readonly config: Pick<Config, 'origin' | 'keysFolder' | 'tiles' | 'witnessesFile' | 'publishing'>
  readonly pool: Pool
  /** Leads to PostgreSQL itself, not through a pooler in transaction mode. */
  readonly connectionString: string
}): Promise<LogActs> {
  const { config, pool, connectionString } = options
  const tiles = await tileStores(config.tiles)
  const keys = keyFolder(config.keysFolder)
  const labels = postgresIndexStore(pool)
  const roots = indexRoots({ store: labels, clock: wallClock, sha256 })
  return {
    store: postgresLog(pool, connectionString),
    tilesOf: (folder) => tiles.of(folder),
    hasNoTiles: () => tiles.isEmpty(),
    keysOf: (origin, folder) => logKeys(keys, origin, folder),
    signingKeys: (origin, folder) => logKeys(keys, origin, folder),
    makeKeys: (origin, folder) => logKeys(keys, origin, folder, { make: true }),
    async keyFiles(folder) {
      const names = [`log-${folder}-ed25519`, `log-${folder}-ml-dsa-44`]
      const found: string[] = []
      for (const name of names) if ((await keys.read(name)) !== null) found.push(`${keys.path}/${name}.key`)
      return found
    },
    indexRoots: roots,
    indexBuckets: indexBuckets(labels, roots),
    logView: postgresLogView(pool),
    queueIndexRoot: async (log) => {
      await roots.force(log)
    },
    origin: config.origin,
    crypto: { sha256, checks: signatureChecks },
    clock: wallClock,
    policy: readWitnessPolicy(sha256, await policyBytes(config.witnessesFile)),
    post: httpPost,
    settings: { ...LOG_SETTINGS, publishing: config.publishing },
  }
}

async function policyBytes(file: string | null): Promise<Uint8Array | null> {
  if (file === null) return null
  try {
    return await readFile(file)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new LogStop('policy_unfit', 'log.md 8', `The policy file of RECOURSE_WITNESSES cannot be read: ${why}`, {
      cause,
    })
  }
}
