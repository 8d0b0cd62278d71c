import type { AgencySource, ColumnStatus } from '@recourse/register'
import type { Pool } from 'pg'
import type { AgencySummary } from '../../../service/register/view.ts'

/** Agencies by name, with their use cases, entries a year, deployed high-impact uses of 2025 and findings by severity. */
export async function agencies(pool: Pool): Promise<readonly AgencySummary[]> {
  const { rows } = await pool.query<AgencySummary>(
    `WITH years AS (
       SELECT agency, json_agg(json_build_object('year', year, 'entries', n) ORDER BY year) AS by_year
       FROM (SELECT u.agency, e.year, count(*)::int AS n FROM use_case u, unnest(u.years) AS e (year)
             GROUP BY u.agency, e.year) t GROUP BY agency
     ), found AS (
       SELECT agency, count(*) FILTER (WHERE severity = 'critical')::int AS critical,
         count(*) FILTER (WHERE severity = 'high')::int AS high, count(*) FILTER (WHERE severity = 'medium')::int AS medium,
         count(*) FILTER (WHERE severity = 'low')::int AS low, count(*) FILTER (WHERE severity = 'info')::int AS info
       FROM finding WHERE ended_at IS NULL AND state <> 'withdrawn' GROUP BY agency
     )
     SELECT u.agency, max(u.agency_name) AS "agencyName", min(u.jurisdiction) AS jurisdiction, count(*)::int AS "useCases",
       count(*) FILTER (WHERE u.format = 'omb-2025' AND u.stage = 'Deployed' AND u.impact = 'High-impact')::int AS "deployedHighImpact",
       coalesce(max(y.by_year::text)::json, '[]') AS "byYear",
       json_build_object('critical', coalesce(max(f.critical), 0), 'high', coalesce(max(f.high), 0),
         'medium', coalesce(max(f.medium), 0), 'low', coalesce(max(f.low), 0), 'info', coalesce(max(f.info), 0)) AS findings
     FROM use_case u LEFT JOIN years y ON y.agency = u.agency LEFT JOIN found f ON f.agency = u.agency
     GROUP BY u.agency ORDER BY max(u.agency_name), u.agency`,
  )
  return rows
}

/** See `RegisterStore.agencySourcing`. */
export async function agencySourcing(
  pool: Pool,
  agency: string,
): Promise<{ readonly source: AgencySource | null; readonly columns: readonly ColumnStatus[] }> {
  const source = await pool.query<AgencySource>(
    `SELECT agency, agency_name AS "agencyName", address, method, retrieved, rows, file, row FROM agency_source
     WHERE agency = $1`,
    [agency],
  )
  const columns = await pool.query<ColumnStatus>(
    `SELECT agency, column_name AS "column", status, file, row FROM column_status WHERE agency = $1 ORDER BY row, column_name`,
    [agency],
  )
  return { source: source.rows[0] ?? null, columns: columns.rows }
}
