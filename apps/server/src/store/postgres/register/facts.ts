import type { AgencySource, Award, ColumnStatus, MatchReview } from '@recourse/register'
import type { Pool } from 'pg'
import type { RecordLog } from '../../../service/log/record-log.ts'
import type { ReviewedPair, StoredFacts } from '../../../service/ports.ts'
import { inTransaction } from '../transaction.ts'
import { standingAnswers } from './answer.ts'
import { ENTRY_COLUMNS, type EntryRow, entryOf, loadLayouts } from './entry-row.ts'
import { logRegister } from './logged.ts'

/** One snapshot: entries, awards and the version they belong to are of the same instant. */
export function loadFacts(pool: Pool): Promise<StoredFacts> {
  return inTransaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const state = await client.query<{ facts_version: string }>('SELECT facts_version FROM register_state')
    const layouts = await loadLayouts(client)
    const entries = await client.query<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM entry e ORDER BY e.format, e.year, e.row, e.key`,
    )
    const status = await client.query<ColumnStatus>(
      'SELECT agency, column_name AS "column", status, file, row FROM column_status ORDER BY agency, column_name',
    )
    const sources = await client.query<AgencySource>(
      `SELECT agency, agency_name AS "agencyName", address, method, retrieved, rows, file, row FROM agency_source
       ORDER BY agency`,
    )
    const awards = await client.query<Award>(`${SELECT_AWARD} ORDER BY file, row`)
    const reviews = await client.query<MatchReview>(
      'SELECT from_key AS "from", to_key AS "to", verdict FROM match_review ORDER BY from_key, to_key',
    )
    return {
      version: Number(state.rows[0]?.facts_version ?? 0),
      entries: entries.rows.filter((row) => row.present).map((row) => entryOf(row, layouts)),
      absent: entries.rows.filter((row) => !row.present).map((row) => entryOf(row, layouts)),
      columnStatus: status.rows,
      sources: sources.rows,
      awards: awards.rows,
      reviews: reviews.rows,
      answers: await standingAnswers(client),
    }
  })
}

export const SELECT_AWARD = `SELECT award_id AS "awardId", vendor, office, agency, obligated_usd::float8 AS "obligatedUsd",
  description, modifications, naics, psc, start_date AS "startDate", permalink, file, row FROM award`

export async function matchReviews(pool: Pool): Promise<readonly ReviewedPair[]> {
  const { rows } = await pool.query<ReviewedPair>(
    `SELECT from_key AS "from", to_key AS "to", verdict, reviewer, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
     FROM match_review ORDER BY from_key, to_key`,
  )
  return rows
}

/** A settled pair changes what the rules see, so it raises the facts version. */
export function saveMatchReview(
  pool: Pool,
  review: MatchReview,
  { reviewer, at, log }: { readonly reviewer: string; readonly at: number; readonly log: RecordLog | null },
): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO match_review (from_key, to_key, verdict, reviewer, at) VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0))
       ON CONFLICT (from_key, to_key) DO UPDATE SET verdict = excluded.verdict, reviewer = excluded.reviewer, at = excluded.at,
         logged = NULL`,
      [review.from, review.to, review.verdict, reviewer, at],
    )
    await logRegister(client, log, at)
    await client.query('UPDATE register_state SET facts_version = facts_version + 1')
  })
}
