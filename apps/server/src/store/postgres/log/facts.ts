import type { Pool } from 'pg'
import type { ServerFacts } from '../../../service/log/log-store.ts'

const SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

interface FactsRow {
  readonly system_id: string
  readonly timeline: number
  readonly fsync: string
  readonly full_page_writes: string
  readonly synchronous_commit: string
  readonly throwaway: string | null
}

/** See `ServerFacts`. A server started for tests loses everything anyway, and says so itself (`recourse.throwaway`). */
export async function serverFacts(pool: Pool): Promise<ServerFacts> {
  const { rows } = await pool.query<FactsRow>(
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system_id,
            ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int AS timeline,
            current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
            current_setting('synchronous_commit') AS synchronous_commit,
            current_setting('recourse.throwaway', true) AS throwaway`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('PostgreSQL says nothing of itself')
  const isSafe = (value: string): boolean => value === 'on' || value === 'remote_apply'
  const unsafe = SETTINGS.filter((name) => !isSafe(row[name])).map((name) => `${name} = ${row[name]}`)
  return { systemId: row.system_id, timeline: row.timeline, unsafe: row.throwaway === 'yes' ? [] : unsafe }
}
