import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from './config.ts'
import type { OpenDatabase } from './open-register.ts'
import { checkLog, checkLogKeys } from './operate-log.ts'
import type { Clock, RegisterStore } from './service/ports.ts'
import { RULES_DIGEST } from './service/register/judge.ts'

export interface InstallationCheck {
  readonly id: string
  readonly ok: boolean
  readonly detail: string
}

const LEAST_FREE_BYTES = 1_073_741_824
const MOST_CLOCK_GAP_MS = 5_000

/** What must be in order for this installation to serve readers. A check that throws has failed. */
export async function checkInstallation(parts: {
  readonly database: OpenDatabase
  readonly config: Config
  readonly store: RegisterStore
  readonly clock: Clock
}): Promise<readonly InstallationCheck[]> {
  const { database, config, store, clock } = parts
  const { pool } = database
  return [
    await checked('database', async () => {
      const { rows } = await pool.query<{ version: string }>("SELECT current_setting('server_version') AS version")
      return { ok: true, detail: `PostgreSQL ${rows[0]?.version ?? '?'} in ${database.place}` }
    }),
    await checked('migrations', async () => {
      const { rows } = await pool.query<{ name: string }>(
        'SELECT name FROM schema_migration ORDER BY number DESC LIMIT 1',
      )
      return { ok: rows[0] !== undefined, detail: rows[0]?.name ?? 'none applied' }
    }),
    await checked('judgement', async () => {
      const version = await store.version()
      if (version.facts === 0 && version.judged === 0) return { ok: true, detail: 'nothing is imported yet' }
      const ok = version.facts === version.judged && version.rules === RULES_DIGEST
      return {
        ok,
        detail: ok ? `of ${version.asOf}` : 'behind the facts; "recourse start" or any import brings it up to date',
      }
    }),
    await checked('keys', () => checkLogKeys({ config, database })),
    await checked('log', () => checkLog({ config, database })),
    await checked('clock', async () => {
      const { rows } = await pool.query<{ now: number }>(
        'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
      )
      const gap = Math.abs((rows[0]?.now ?? 0) - clock.now())
      return { ok: gap <= MOST_CLOCK_GAP_MS, detail: `${Math.round(gap)} ms from the database's` }
    }),
    await checked('disk', async () => {
      const folder = await nearestFolder(config.dataFolder)
      const disk = await statfs(folder)
      const free = disk.bavail * disk.bsize
      return {
        ok: free >= LEAST_FREE_BYTES,
        detail: `${(free / 1_073_741_824).toFixed(1)} GB free at ${folder}`,
      }
    }),
  ]
}

/** Beside an external database there may be no data folder yet. */
async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  return found !== null || dirname(path) === path ? path : nearestFolder(dirname(path))
}

async function checked(
  id: string,
  ask: () => Promise<{ readonly ok: boolean; readonly detail: string }>,
): Promise<InstallationCheck> {
  try {
    return { id, ...(await ask()) }
  } catch (error) {
    return { id, ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}
