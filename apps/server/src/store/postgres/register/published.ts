import type { Pool } from 'pg'
import type { AfterPublish } from '../../../service/log/run-log.ts'

/**
 * Pages about the register say which of its leaves are published, and are kept until what they show changes. So its
 * version is raised by a publication that covers a leaf of a public stream, and by no other: cases move nothing here.
 */
export function showPublished(pool: Pool): AfterPublish {
  const shown = new Map<number, bigint>()
  return async ({ log, size }) => {
    const from = shown.get(log) ?? 0n
    if (size <= from) return
    await pool.query(
      `UPDATE register_state SET shown_version = shown_version + 1 WHERE EXISTS (
         SELECT 1 FROM log_entry e JOIN log_record r ON r.id = e.record JOIN log_stream s ON s.id = r.stream
         WHERE e.log = $1 AND e.idx >= $2 AND e.idx < $3 AND s.name IS NOT NULL)`,
      [log, from, size],
    )
    shown.set(log, size)
  }
}
