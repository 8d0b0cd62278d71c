import type { Pool } from 'pg'
import type { EditorSessions } from '../../service/editor/editor-sessions.ts'

export function postgresEditorSessions(pool: Pool): EditorSessions {
  return {
    async open({ digest, office, expiresAt }) {
      await pool.query(
        'INSERT INTO editor_session (digest, office, expires_at) VALUES ($1, $2, to_timestamp($3::float8 / 1000.0))',
        [digest, office, expiresAt],
      )
    },
    async officeOf(digest, now) {
      const { rows } = await pool.query<{ office: string }>(
        'SELECT office FROM editor_session WHERE digest = $1 AND expires_at > to_timestamp($2::float8 / 1000.0)',
        [digest, now],
      )
      return rows[0]?.office ?? null
    },
    async close(digest) {
      await pool.query('DELETE FROM editor_session WHERE digest = $1', [digest])
    },
    async forgetOver(now) {
      await pool.query('DELETE FROM editor_session WHERE expires_at <= to_timestamp($1::float8 / 1000.0)', [now])
    },
  }
}
