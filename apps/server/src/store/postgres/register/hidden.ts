import type { Evidence } from '@recourse/register'
import type { Pool } from 'pg'
import { loadLayouts } from './entry-row.ts'

/**
 * Whether a quoted cell is one whose text is hidden: evidence names it by file, record and printed header, a report by
 * entry and canonical column.
 */
export async function hiddenPlaces(pool: Pool): Promise<(evidence: Evidence) => boolean> {
  const { rows } = await pool.query<{ file: string; row: number; layout_id: string; column: string }>(
    `SELECT DISTINCT e.file, e.row, e.layout_id, r.column_name AS "column" FROM error_report r
     JOIN entry e ON e.key = r.entry_key AND e.year = r.year
     WHERE r.column_name <> '' AND (r.state = 'text-hidden' OR (r.state = 'open' AND r.hidden_until IS NOT NULL))`,
  )
  if (rows.length === 0) return () => false
  const layouts = await loadLayouts(pool)
  const places = new Set(
    rows.map(({ file, row, layout_id, column }) => {
      const header = layouts.get(layout_id)?.columns.find((one) => one.name === column)?.header
      return placeOf(file, row, header ?? column)
    }),
  )
  return ({ file, row, column }) => places.has(placeOf(file, row, column))
}

function placeOf(file: string, row: number | null, column: string | null): string {
  return JSON.stringify([file, row, column])
}
