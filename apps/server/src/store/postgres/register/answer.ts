import type { Pool } from 'pg'
import type { RecordLog } from '../../../service/log/record-log.ts'
import type { AnswerToSave, StandingAnswer } from '../../../service/ports.ts'
import type { FindingAnswerView } from '../../../service/register/view.ts'
import { inTransaction } from '../transaction.ts'
import { logRegister } from './logged.ts'
import type { Queryable } from './snapshot.ts'

/** What each answered finding became: its newest answer. */
export async function standingAnswers(client: Queryable): Promise<readonly StandingAnswer[]> {
  const { rows } = await client.query<StandingAnswer>(
    'SELECT DISTINCT ON (finding_id) finding_id AS "findingId", state FROM finding_answer ORDER BY finding_id, id DESC',
  )
  return rows
}

/** See `RegisterStore.saveFindingAnswer`: it changes what a judgement makes of the facts, so it raises their version. */
export function saveFindingAnswer(pool: Pool, answer: AnswerToSave, log: RecordLog | null = null): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const saved = await client.query(
      `INSERT INTO finding_answer (finding_id, said_by, state, said_on, words, source, editor, at)
       SELECT id, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0) FROM finding WHERE id = $1`,
      [answer.findingId, answer.by, answer.state, answer.saidOn, answer.words, answer.source, answer.editor, answer.at],
    )
    if (saved.rowCount !== 1) return false
    await logRegister(client, log, answer.at)
    await client.query('UPDATE register_state SET facts_version = facts_version + 1')
    return true
  })
}

/** Answers by finding, oldest first; findings without one are absent. */
export async function answersOf(
  pool: Queryable,
  findingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FindingAnswerView[]>> {
  const { rows } = await pool.query<FindingAnswerView & { finding_id: string }>(
    `SELECT finding_id, said_by AS "by", state, said_on::text AS "saidOn", words, source FROM finding_answer
     WHERE finding_id = ANY($1) ORDER BY id`,
    [findingIds],
  )
  const found = new Map<string, FindingAnswerView[]>()
  for (const { finding_id, ...answer } of rows) found.set(finding_id, [...(found.get(finding_id) ?? []), answer])
  return found
}
