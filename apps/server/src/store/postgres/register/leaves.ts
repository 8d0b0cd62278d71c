import { registerStreamName } from '@recourse/register'
import type { LoggedLeaf } from '../../../service/log/record-log.ts'
import type { Queryable } from './snapshot.ts'

interface LeafRow {
  readonly record: string
  readonly code: number
  readonly at: string
  readonly idx: string | null
}

/** See `RegisterStore.leavesOf`. A leaf has its number once a published checkpoint covers it. */
export async function leavesOf(db: Queryable, entryKeys: readonly string[]): Promise<readonly LoggedLeaf[] | null> {
  const { rowCount } = await db.query('SELECT 1 FROM log_identity LIMIT 1')
  if (rowCount === 0) return null
  const { rows } = await db.query<LeafRow>(
    `SELECT r.id AS record, r.kind AS code, r.slots::json -> 4 ->> 'value' AS at,
       CASE WHEN e.idx < h.published_size THEN e.idx END AS idx
     FROM log_stream s JOIN log_record r ON r.stream = s.id
       LEFT JOIN log_entry e ON e.record = r.id LEFT JOIN log_head h ON h.log = e.log
     WHERE s.name = ANY($1) ORDER BY at, e.log, e.idx, r.seq`,
    [entryKeys.map((key) => registerStreamName({ about: 'use-case', key }))],
  )
  return rows.map(({ idx, ...row }) => ({ ...row, index: idx === null ? null : BigInt(idx) }))
}
