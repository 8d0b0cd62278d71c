import { Client } from 'pg'
import type { Leadership } from '../../../service/log/log-store.ts'
import { OUTBOX_CHANNEL } from './append.ts'

/** Every process that sequences logs of this database takes this lock. */
const SEQUENCER_LOCK = 7_301_011

const BEAT_MS = 4_000
/** A process that stands still longer loses its session, and with it the lock (`idle_session_timeout`, PostgreSQL 14). */
const STANDSTILL_MS = 15_000

/**
 * Takes the lock on a connection of its own, which must lead to PostgreSQL itself: a pooler in transaction mode would
 * give the lock to whoever comes next. null: somebody else holds it. Raises the term, so that nothing of an older holder
 * commits, whatever became of its session.
 */
export async function tryLead(connectionString: string, log: number): Promise<Leadership | null> {
  const client = new Client({
    connectionString,
    application_name: 'recourse sequencer',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    query_timeout: STANDSTILL_MS,
  })
  const lost = new AbortController()
  let beat: NodeJS.Timeout | undefined
  const end = async (): Promise<void> => {
    clearInterval(beat)
    lost.abort()
    await client.end().catch(() => undefined)
  }
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  try {
    await client.connect()
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [SEQUENCER_LOCK])
    if (rows[0]?.held !== true) {
      await end()
      return null
    }
    await client.query(`SET idle_session_timeout = ${STANDSTILL_MS}`)
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`)
    const { rows: raised } = await client.query<{ term: string }>(
      'UPDATE log_head SET term = term + 1 WHERE log = $1 RETURNING term',
      [log],
    )
    const term = raised[0]?.term
    if (term === undefined) throw new Error(`log ${log} has no head`)
    beat = setInterval(() => {
      client.query('SELECT 1').catch(() => lost.abort())
    }, BEAT_MS)
    beat.unref()
    return {
      term: BigInt(term),
      lost: lost.signal,
      onWake(wake) {
        client.on('notification', wake)
      },
      release: end,
    }
  } catch (error) {
    await end()
    throw error
  }
}
