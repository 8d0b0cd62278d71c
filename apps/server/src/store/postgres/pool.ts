import { Pool, type PoolConfig, TypeOverrides, types } from 'pg'

export interface PoolSettings {
  readonly connectionString: string
  /** Shown in `pg_stat_activity`, for the operator. */
  readonly name: string
  /** Connections at most: stay below the server's `max_connections` divided by the processes. */
  readonly size?: number
  /** A statement is ended after this; 0 for none, as long imports need. */
  readonly statementTimeoutMs?: number
  /** Told when an idle connection breaks. The pool drops it and opens another when next asked. */
  onTrouble(error: Error): void
}

const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 30_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000
const IDLE_MS = 30_000

/**
 * A pool in which nothing waits for ever and no broken connection ends the process. Opens no connection by itself.
 * A `date` is read as `YYYY-MM-DD`: `pg` would make midnight in the computer's own time zone of it, often another day.
 */
export function openPool(settings: PoolSettings): Pool {
  const pool = new Pool(poolConfig(settings))
  // The pool listens to idle connections only: without a listener of their own, one lost while in use would end the process.
  pool.on('connect', (client) => {
    client.on('error', settings.onTrouble)
  })
  // The same trouble again, once more from the pool.
  pool.on('error', () => undefined)
  return pool
}

function poolConfig(settings: PoolSettings): PoolConfig {
  const { connectionString, name, size = 10, statementTimeoutMs = STATEMENT_TIMEOUT_MS } = settings
  return {
    connectionString,
    application_name: name,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    types: datesAsText(),
  }
}

function datesAsText(): TypeOverrides {
  const overrides = new TypeOverrides()
  overrides.setTypeParser(types.builtins.DATE, (value: string) => value)
  return overrides
}
