import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool, PoolClient } from 'pg'

interface Ambient {
  readonly pool: Pool
  readonly client: PoolClient
  /** false once it ended: work that outlives its caller begins a transaction of its own. */
  open: boolean
  /** The first failure inside: nothing commits after it, even where a caller caught it. */
  failure: { readonly error: unknown } | null
}

const ambient = new AsyncLocalStorage<Ambient>()

/**
 * Runs `work` in one transaction on one connection: commits when it resolves, rolls back when it throws. Called within
 * another one's `work` (of the same pool) it joins that one: both commit together, or neither.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const outer = ambient.getStore()
  if (outer?.open && outer.pool === pool) return join(outer, work)

  const client = await pool.connect()
  const own: Ambient = { pool, client, open: true, failure: null }
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await ambient.run(own, () => work(client))
    if (own.failure !== null) throw own.failure.error
    own.open = false
    await client.query('COMMIT')
    return result
  } catch (error) {
    own.open = false
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    // The first failure says what went wrong; after it every statement fails for that reason alone.
    throw own.failure === null ? error : own.failure.error
  } finally {
    client.release(broken)
  }
}

async function join<Result>(outer: Ambient, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  try {
    return await work(outer.client)
  } catch (error) {
    outer.failure ??= { error }
    throw error
  }
}
