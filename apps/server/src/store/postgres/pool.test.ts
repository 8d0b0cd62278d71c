import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../embedded/testing.ts'
import { openPool } from './pool.ts'
import { storeTrouble } from './trouble.ts'

let database: TestDatabase
let pool: Pool
let troubles: Error[]

beforeEach(async () => {
  database = await testDatabase({ migrations: null })
  troubles = []
  pool = openPool({
    connectionString: database.connectionString,
    name: 'recourse pool test',
    size: 2,
    statementTimeoutMs: 300,
    onTrouble: (error) => troubles.push(error),
  })
})

afterEach(async () => {
  if (!pool.ended) await pool.end()
  await database.close()
})

const rejection = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('the pool', () => {
  test('names itself, and limits statements and idle transactions', async () => {
    const { rows } = await pool.query(
      `SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    )
    expect(rows).toEqual([{ name: 'recourse pool test', statement: '300ms', idle: '1min' }])
  })

  test('ends a statement that takes too long, as trouble to repeat', async () => {
    const error = await rejection(pool.query('SELECT pg_sleep(5)'))
    expect(storeTrouble(error)?.code).toBe('database_timeout')
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  test('reads a date as it was written, wherever the computer is', async () => {
    const { rows } = await pool.query(
      "SELECT DATE '2025-01-31' AS day, NULL::date AS none, ARRAY[DATE '2025-01-31'] AS days",
    )
    expect(rows[0]).toMatchObject({ day: '2025-01-31', none: null })
  })

  test('survives the loss of idle and of used connections, and tells of it', async () => {
    const used = await pool.connect()
    const idle = await pool.connect()
    const { rows } = await idle.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    idle.release()
    const other = openPool({ connectionString: database.connectionString, name: 'killer', onTrouble: () => undefined })
    await other.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
      ['recourse pool test'],
    )
    await other.end()
    await expect.poll(() => pool.idleCount).toBe(0)
    await expect.poll(() => troubles.length).toBeGreaterThanOrEqual(2)
    expect(storeTrouble(await rejection(used.query('SELECT 1')))?.code).toBe('database_unreachable')
    used.release(true)
    const after = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    expect(after.rows[0]?.pid).not.toBe(rows[0]?.pid)
  })

  test('an address where nothing answers is trouble, at once', async () => {
    const nowhere = openPool({
      connectionString: 'postgresql://u:p@127.0.0.1:1/x',
      name: 'x',
      onTrouble: () => undefined,
    })
    expect(storeTrouble(await rejection(nowhere.query('SELECT 1')))?.code).toBe('database_unreachable')
    await nowhere.end()
  })

  test('a wrong statement is no trouble of the store', async () => {
    expect(storeTrouble(await rejection(pool.query('SELEC 1')))).toBeNull()
    expect(storeTrouble(new TypeError('ours'))).toBeNull()
  })
})
