import type { Pool, PoolClient } from 'pg'

/** What a read needs of a pool or of one connection. */
export type Queryable = Pick<PoolClient, 'query'>

/**
 * Runs several reads on one snapshot: all of them see the register at the same instant, before a judgement or after it.
 * On a connection of its own, never the ambient transaction's: what that one has not committed is nobody's to see.
 */
export async function inSnapshot<Result>(pool: Pool, read: (snapshot: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const result = await read(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}
