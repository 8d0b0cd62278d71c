import { toBase64 } from '@recourse/log'
import type { Pool } from 'pg'
import type { LogViewStore, WitnessAnswerView } from '../../../service/log/log-view.ts'

interface IdentityRow {
  readonly log: number
  readonly origin: string
  readonly folder: string
  readonly inception: Date
  readonly frozen: Date | null
  readonly granularity: number
  readonly kinds: 'full' | 'groups'
  readonly vkeys: readonly string[]
  readonly demonstration: boolean
  readonly published: string
}

const CHECKPOINTS = 10

/** The log as its page shows it: numbers that stand in the log too, and what witnesses last answered. */
export function postgresLogView(pool: Pool): LogViewStore {
  return {
    async read() {
      const { rows } = await pool.query<IdentityRow>(
        `SELECT i.log, i.origin, i.folder, i.inception, i.frozen_at AS frozen, i.granularity_hours AS granularity, i.kinds,
           i.vkeys, i.demonstration, coalesce(h.published_size, 0) AS published
         FROM log_identity i LEFT JOIN log_head h USING (log) ORDER BY i.log`,
      )
      const live = rows.find(({ frozen }) => frozen === null)
      if (live === undefined) return null
      const { log } = live
      const [checkpoints, answers, index] = await Promise.all([
        pool.query<{ size: string; at: string; quorum: string | null; note: Buffer }>(
          `SELECT size, published_at AS at, quorum_at AS quorum, note FROM log_checkpoint WHERE log = $1
           ORDER BY size DESC, published_at DESC LIMIT ${CHECKPOINTS}`,
          [log],
        ),
        pool.query<WitnessAnswerView & { size: string; answeredAt: Date; cosignedAt: Date | null }>(
          `SELECT name, size, answer, answered_at AS "answeredAt", cosigned_at AS "cosignedAt" FROM log_witness
           WHERE log = $1 ORDER BY name`,
          [log],
        ),
        pool.query<{ size: string; labels: string; idx: string }>(
          `SELECT size, labels, idx FROM log_index_root WHERE log = $1 AND idx < $2 ORDER BY size DESC LIMIT 1`,
          [log, live.published],
        ),
      ])
      const covered = index.rows[0]
      return {
        origin: live.origin,
        folder: live.folder,
        vkeys: live.vkeys,
        demonstration: live.demonstration,
        granularityHours: live.granularity,
        kinds: live.kinds,
        size: Number(live.published),
        root: rootLine(checkpoints.rows.find((row) => row.size === live.published)?.note),
        checkpoints: checkpoints.rows.map(({ size, at, quorum }) => ({
          size: Number(size),
          publishedAt: instant(at),
          quorumAt: quorum === null ? null : instant(quorum),
        })),
        answers: answers.rows.map(({ name, size, answer, answeredAt, cosignedAt }) => ({
          name,
          size: Number(size),
          answer,
          answeredAt: answeredAt.toISOString(),
          cosignedAt: cosignedAt?.toISOString() ?? null,
        })),
        index:
          covered === undefined
            ? null
            : { size: Number(covered.size), labels: Number(covered.labels), leaf: Number(covered.idx) },
        shards: rows.map((row) => ({
          log: row.log,
          origin: row.origin,
          folder: row.folder,
          inception: row.inception.toISOString(),
          frozenAt: row.frozen?.toISOString() ?? null,
          size: Number(row.published),
        })),
      }
    },
    async growth() {
      const { rows } = await pool.query<{ day: string; size: string }>(
        `SELECT to_char(to_timestamp(published_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, max(size) AS size
         FROM log_checkpoint WHERE log = (SELECT log FROM log_identity WHERE frozen_at IS NULL) GROUP BY 1 ORDER BY 1`,
      )
      return rows.map(({ day, size }) => ({ day, size: Number(size) }))
    },
  }
}

function instant(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString()
}

/** The third line of the note; '' where there is none. */
function rootLine(note: Buffer | undefined): string {
  const line = note?.toString('utf8').split('\n')[2] ?? ''
  return Buffer.from(line, 'base64').length === 32 ? toBase64(Buffer.from(line, 'base64')) : ''
}
