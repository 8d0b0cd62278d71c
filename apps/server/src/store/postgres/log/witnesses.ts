import type { Pool } from 'pg'
import type { LogStore } from '../../../service/log/log-store.ts'
import { type WitnessRow, witnessOf } from './rows.ts'

/** What each witness last answered; of an inconsistency the first exchange, for ever. */
export function witnesses(pool: Pool): Pick<LogStore, 'witnesses' | 'saveWitnesses'> {
  return {
    async witnesses(log) {
      const { rows } = await pool.query<WitnessRow>('SELECT * FROM log_witness WHERE log = $1 ORDER BY name', [log])
      return rows.map(witnessOf)
    },
    async saveWitnesses(log, states) {
      for (const state of states) {
        await pool.query(
          `INSERT INTO log_witness (log, name, size, answer, detail, answered_at, cosigned_at, evidence)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (log, name) DO UPDATE SET size = excluded.size, answer = excluded.answer,
             detail = excluded.detail, answered_at = excluded.answered_at,
             cosigned_at = coalesce(excluded.cosigned_at, log_witness.cosigned_at),
             evidence = coalesce(log_witness.evidence, excluded.evidence)`,
          [
            log,
            state.name,
            String(state.size),
            state.answer,
            state.detail,
            new Date(state.answeredAt),
            state.cosignedAt === null ? null : new Date(state.cosignedAt),
            state.evidence === null ? null : Buffer.from(state.evidence),
          ],
        )
      }
    },
  }
}
