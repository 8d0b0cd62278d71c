import type { Pool } from 'pg'
import { unseal } from '../../keys/sealing.ts'
import { type SealingKeys, streamKeyContext } from './sealing-keys.ts'

/** K of a case's stream; null for a public stream, an unknown one, and one whose key was erased. */
export async function streamKey(pool: Pool, sealing: SealingKeys, stream: Uint8Array): Promise<Uint8Array | null> {
  const { rows } = await pool.query<{ wrapped_key: Buffer | null; sealing_key: string | null }>(
    'SELECT wrapped_key, sealing_key FROM log_stream WHERE id = $1',
    [Buffer.from(stream)],
  )
  const { wrapped_key: wrapped = null, sealing_key: id = null } = rows[0] ?? {}
  if (wrapped === null || id === null) return null
  const key = (await sealing.find(pool, [id])).get(id)
  return key === undefined ? null : unseal(key, wrapped, streamKeyContext(stream))
}
