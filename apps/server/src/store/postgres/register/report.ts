import type { Pool } from 'pg'
import type { ErrorReport } from '../../../service/ports.ts'
import { inTransaction } from '../transaction.ts'
import type { EntryPlace } from './entry.ts'
import type { Queryable } from './snapshot.ts'

/** Reports are counted one after another, so that many at once hide no more than one by one. */
const REPORT_LOCK = 7_301_004

/** Texts that may be hidden unanswered: of one entry, and of the whole register. */
const HIDDEN_OF_ENTRY = 3
const HIDDEN_AT_ALL = 50

/** A text is hidden by its first such report alone, and only so many wait hidden: a flood hides nothing more. */
export async function saveReport(pool: Pool, report: ErrorReport): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [REPORT_LOCK])
    await client.query(
      `INSERT INTO error_report (id, entry_key, year, column_name, kind, text, received_on, hidden_until, state)
       SELECT $1, $2, $8, $3, $4, $5, $6, CASE WHEN EXISTS (
           SELECT 1 FROM error_report WHERE entry_key = $2 AND year = $8 AND column_name = $3 AND kind IN ('names-person', 'endangers')
         ) OR (
           SELECT count(*) >= ${HIDDEN_AT_ALL} OR count(*) FILTER (WHERE entry_key = $2 AND year = $8) >= ${HIDDEN_OF_ENTRY}
           FROM error_report WHERE state = 'open' AND hidden_until IS NOT NULL
         ) THEN NULL ELSE to_timestamp($7::float8 / 1000.0) END, 'open'`,
      [
        report.id,
        report.entryKey,
        report.column,
        report.kind,
        report.text,
        report.receivedOn,
        report.hiddenUntil,
        report.year,
      ],
    )
    await client.query('UPDATE register_state SET shown_version = shown_version + 1')
  })
}

export async function openReports(pool: Pool): Promise<readonly ErrorReport[]> {
  const { rows } = await pool.query<ErrorReport>(
    `SELECT id, entry_key AS "entryKey", year, column_name AS "column", kind, coalesce(text, '') AS text,
       received_on::text AS "receivedOn", (extract(epoch FROM hidden_until) * 1000)::float8 AS "hiddenUntil"
     FROM error_report WHERE state = 'open' ORDER BY received_on, id`,
  )
  return rows
}

export async function countOpenReports(pool: Queryable, places: readonly EntryPlace[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM error_report WHERE state = 'open' AND (entry_key, year) IN (SELECT * FROM unnest($1::text[], $2::int[]))",
    [places.map((place) => place.key), places.map((place) => place.year)],
  )
  return rows[0]?.n ?? 0
}

/** The report's words go with the answer: only kind, place, days and outcome stay. */
export function settleReport(
  pool: Pool,
  id: string,
  outcome: 'kept' | 'corrected' | 'text-hidden',
  on: string,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const settled = await client.query(
      `UPDATE error_report SET state = $2, settled_on = $3, text = NULL, hidden_until = NULL WHERE id = $1 AND state = 'open'`,
      [id, outcome, on],
    )
    if (settled.rowCount !== 1) return false
    await client.query('UPDATE register_state SET shown_version = shown_version + 1')
    return true
  })
}

/** Shows again what was hidden longer than an editor may take to answer. Returns how many texts reappeared. */
export function endHiding(pool: Pool, now: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const ended = await client.query(
      "UPDATE error_report SET hidden_until = NULL WHERE state = 'open' AND hidden_until <= to_timestamp($1 / 1000.0)",
      [now],
    )
    if (ended.rowCount) await client.query('UPDATE register_state SET shown_version = shown_version + 1')
    return ended.rowCount ?? 0
  })
}

/** Texts hidden while the first report of them waits, or for good once an editor agreed. */
export async function hiddenCells(
  pool: Queryable,
): Promise<readonly { readonly key: string; readonly year: number; readonly column: string }[]> {
  const { rows } = await pool.query<{ key: string; year: number; column: string }>(
    `SELECT DISTINCT entry_key AS key, year, column_name AS "column" FROM error_report WHERE column_name <> ''
     AND (state = 'text-hidden' OR (state = 'open' AND hidden_until IS NOT NULL)) ORDER BY 1, 2, 3`,
  )
  return rows
}
