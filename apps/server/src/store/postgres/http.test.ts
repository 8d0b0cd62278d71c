import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keptRepliesContract, keyed } from '../../service/border/testing/kept-replies.contract.ts'
import { rateLimiterContract } from '../../service/border/testing/rate-limiter.contract.ts'
import { type TestDatabase, testDatabase } from '../embedded/testing.ts'
import { postgresKeptReplies } from './idempotency.ts'
import { openPool } from './pool.ts'
import { postgresRateLimiter } from './rate-limiter.ts'
import { inTransaction } from './transaction.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', size: 6, onTrouble: () => undefined })
})
afterAll(async () => {
  await pool.end()
  await database.close()
})
beforeEach(() => pool.query('TRUNCATE idempotency, rate_limit, rate_key'))

const NOON = Date.UTC(2026, 4, 4, 12)
const reply = { status: 201, headers: {}, body: '{}' }

describe('postgresKeptReplies', () => {
  beforeAll(() => pool.query('CREATE TABLE written (what text)'))
  beforeEach(() => pool.query('TRUNCATE written'))
  const written = async () =>
    (await pool.query<{ what: string }>('SELECT what FROM written ORDER BY what')).rows.map(({ what }) => what)
  const write = (what: string) =>
    inTransaction(pool, (client) => client.query('INSERT INTO written VALUES ($1)', [what]))

  keptRepliesContract(async () => postgresKeptReplies(pool))

  test('what was written and the reply are kept together, or neither', async () => {
    const replies = postgresKeptReplies(pool)
    await expect(
      replies.once(keyed('a', 'x'), async () => {
        await write('lost')
        throw new Error('crash before the reply')
      }),
    ).rejects.toThrow('crash')
    await replies.once(keyed('b', 'x'), async () => {
      await write('declined')
      return { keep: false, reply }
    })
    await replies.once(keyed('c', 'x'), async () => {
      await write('kept')
      await write('kept too')
      return { keep: true, reply }
    })
    expect(await written()).toEqual(['kept', 'kept too'])
    expect((await pool.query('SELECT 1 FROM idempotency')).rowCount).toBe(1)
  })

  test('a failure inside that its caller swallowed still keeps nothing', async () => {
    const replies = postgresKeptReplies(pool)
    const outcome = replies.once(keyed('a', 'x'), async () => {
      await write('half')
      await inTransaction(pool, (client) => client.query('SELECT 1/0')).catch(() => undefined)
      return { keep: true, reply }
    })
    await expect(outcome).rejects.toThrow('division by zero')
    expect(await written()).toEqual([])
  })

  test('two processes are one: the second is told, then has the reply', async () => {
    const other = openPool({ connectionString: database.connectionString, name: 'other', onTrouble: () => undefined })
    const [here, there] = [postgresKeptReplies(pool), postgresKeptReplies(other)]
    const outcomes: string[] = []
    await here.once(keyed('k', 'x'), async () => {
      outcomes.push((await there.once(keyed('k', 'x'), () => Promise.reject(new Error('performed twice')))).kind)
      return { keep: true, reply }
    })
    outcomes.push((await there.once(keyed('k', 'x'), () => Promise.reject(new Error('performed twice')))).kind)
    await other.end()
    expect(outcomes).toEqual(['in_progress', 'kept'])
  })

  test('a process that dies at work leaves the key free', async () => {
    const dying = new Pool({ connectionString: database.connectionString, max: 2 })
    dying.on('error', () => undefined)
    dying.on('connect', (client) => client.on('error', () => undefined))
    const lost = postgresKeptReplies(dying).once(keyed('k', 'x'), async () => {
      await inTransaction(dying, (client) => client.query("INSERT INTO written VALUES ('lost')"))
      await pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()",
      )
      return { keep: true, reply }
    })
    await expect(lost).rejects.toThrow()
    await dying.end()
    expect((await postgresKeptReplies(pool).once(keyed('k', 'x'), async () => ({ keep: true, reply }))).kind).toBe(
      'performed',
    )
    expect(await written()).toEqual([])
  })

  test('more writes at once than connections all end, though each reads beside its transaction', async () => {
    const replies = postgresKeptReplies(pool)
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        replies.once(keyed(`k${index}`, 'x'), async () => {
          await pool.query('SELECT pg_sleep(0.005)')
          await write(`${index}`)
          return { keep: true, reply }
        }),
      ),
    )
    expect(outcomes.every(({ kind }) => kind === 'performed')).toBe(true)
    expect(await written()).toHaveLength(40)
  })

  test('work that outlives its request writes in a transaction of its own', async () => {
    let later: Promise<unknown> = Promise.resolve()
    await postgresKeptReplies(pool).once(keyed('k', 'x'), async () => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(() => write('later'))
      return { keep: true, reply }
    })
    await later
    expect(await written()).toEqual(['later'])
  })

  test('neither the key, the request nor the minute is in the table', async () => {
    await postgresKeptReplies(pool).once(keyed('MARKER', 'MARKER body', NOON + 1_234_567), async () => ({
      keep: true,
      reply,
    }))
    const { rows } = await pool.query<{ row: string; at: Date }>('SELECT idempotency::text AS row, at FROM idempotency')
    expect(rows[0]?.row).not.toContain('MARKER')
    expect(rows[0]?.at.getTime()).toBe(NOON + 3_600_000)
  })
})

describe('postgresRateLimiter', () => {
  rateLimiterContract(async () => postgresRateLimiter(pool))

  test('two processes share a measure', async () => {
    const [here, there] = [postgresRateLimiter(pool), postgresRateLimiter(pool)]
    const rate = { perMinute: 4 }
    const taken = []
    for (let asked = 0; asked < 3; asked++)
      taken.push(await here.take('192.0.2.1', rate, NOON), await there.take('192.0.2.1', rate, NOON))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(4)
  })

  test('processes that begin together agree on one key', async () => {
    const limiters = Array.from({ length: 5 }, () => postgresRateLimiter(pool))
    await Promise.all(limiters.map((limiter) => limiter.take('192.0.2.1', { perMinute: 60 }, NOON)))
    expect((await pool.query('SELECT 1 FROM rate_key')).rowCount).toBe(1)
    expect((await pool.query('SELECT 1 FROM rate_limit')).rowCount).toBe(1)
  })

  test('no address is stored; a bucket stands for thousands; nothing enters the write-ahead log', async () => {
    const limiter = postgresRateLimiter(pool)
    for (let host = 0; host < 50; host++) await limiter.take(`203.0.113.${host}`, { perMinute: 60 }, NOON)
    const { rows } = await pool.query<{ row: string; bucket: number }>(
      'SELECT rate_limit::text AS row, bucket FROM rate_limit',
    )
    expect(rows.every(({ row }) => !row.includes('203.0.113'))).toBe(true)
    expect(rows.every(({ bucket }) => bucket >= 0 && bucket < 2 ** 20)).toBe(true)
    const kinds = await pool.query<{ kind: string }>(
      "SELECT relpersistence AS kind FROM pg_class WHERE relname IN ('rate_limit', 'rate_key')",
    )
    expect(kinds.rows.map(({ kind }) => kind)).toEqual(['u', 'u'])
  })

  test('yesterday’s key and counts are gone from the tables', async () => {
    const limiter = postgresRateLimiter(pool)
    await limiter.take('192.0.2.1', { perMinute: 60 }, NOON)
    await limiter.take('192.0.2.2', { perMinute: 60 }, NOON + 86_400_000)
    expect((await pool.query('SELECT 1 FROM rate_limit')).rowCount).toBe(1)
    expect((await pool.query<{ day: number }>('SELECT day FROM rate_key')).rows).toEqual([
      { day: Math.floor(NOON / 86_400_000) + 1 },
    ])
    await limiter.forget()
    expect((await pool.query('SELECT 1 FROM rate_key')).rowCount).toBe(0)
  })
})

describe('inTransaction', () => {
  afterEach(() => pool.query('DROP TABLE IF EXISTS joined'))

  test('inner work joins the outer transaction: committed together, rolled back together', async () => {
    await pool.query('CREATE TABLE joined (n integer)')
    const insert = (n: number) => inTransaction(pool, (client) => client.query('INSERT INTO joined VALUES ($1)', [n]))
    await inTransaction(pool, async (outer) => {
      await insert(1)
      expect((await outer.query('SELECT n FROM joined')).rowCount).toBe(1)
      expect((await pool.query('SELECT n FROM joined')).rowCount).toBe(0)
    })
    const failed = inTransaction(pool, async () => {
      await insert(2)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect((await pool.query('SELECT n FROM joined')).rows).toEqual([{ n: 1 }])
  })
})
