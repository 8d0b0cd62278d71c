import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../embedded/testing.ts'
import { StoreError, type StoreErrorCode } from '../error.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await testDatabase({ migrations: null })
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
})

afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

async function put(name: string, sql: string): Promise<void> {
  await writeFile(join(folder, name), sql)
}

function run(): ReturnType<typeof migrate> {
  return migrate({ connectionString: database.connectionString, folder })
}

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function refusal(): Promise<{ code: StoreErrorCode; message: string }> {
  const error = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof StoreError) return { code: error.code, message: error.message }
  throw new Error(`expected a StoreError, came ${String(error)}`)
}

describe('migrate', () => {
  test('applies in order, records each, and does nothing the second time', async () => {
    await put('0001-first.sql', 'CREATE TABLE a (n int); INSERT INTO a VALUES (1);')
    await put('0002-second.sql', 'ALTER TABLE a ADD m int DEFAULT 2;')
    expect(await run()).toEqual({ applied: ['0001-first', '0002-second'], current: '0002-second' })
    expect(await run()).toEqual({ applied: [], current: '0002-second' })
    expect(await query('SELECT n, m FROM a')).toEqual([{ n: 1, m: 2 }])
    expect(await query('SELECT number, name FROM schema_migration ORDER BY number')).toEqual([
      { number: 1, name: '0001-first' },
      { number: 2, name: '0002-second' },
    ])
  })

  test('an empty folder is no migration at all', async () => {
    expect(await run()).toEqual({ applied: [], current: '' })
  })

  test('eight processes at once apply each migration once', async () => {
    await put('0001-count.sql', 'CREATE TABLE count (n int); SELECT pg_sleep(0.1);')
    for (let n = 2; n <= 6; n++) await put(`000${n}-add.sql`, `INSERT INTO count VALUES (${n});`)
    const results = await Promise.all(Array.from({ length: 8 }, run))
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual([
      '0001-count',
      '0002-add',
      '0003-add',
      '0004-add',
      '0005-add',
      '0006-add',
    ])
    expect(await query('SELECT n FROM count ORDER BY n')).toEqual([2, 3, 4, 5, 6].map((n) => ({ n })))
  })

  test('a failing migration leaves nothing of itself and all before it; mended, it goes on', async () => {
    await put('0001-good.sql', 'CREATE TABLE good (n int);')
    await put('0002-bad.sql', 'CREATE TABLE half (n int);\nINSERT INTO half VALUES (1);\nSELECT missing FROM half;\n')
    const refused = await refusal()
    expect(refused.code).toBe('migration_failed')
    expect(refused.message).toContain('0002-bad, line 3')
    expect(refused.message).toContain('column "missing" does not exist')
    expect(await query("SELECT to_regclass('good') IS NULL AS good, to_regclass('half') IS NULL AS half")).toEqual([
      { good: false, half: true },
    ])
    await put('0002-bad.sql', 'CREATE TABLE half (n int);')
    expect((await run()).applied).toEqual(['0002-bad'])
  })

  test('an applied migration with other text is refused; other line endings are the same text', async () => {
    await put('0001-first.sql', 'CREATE TABLE a (n int);\n-- the end\n')
    await run()
    await put('0001-first.sql', 'CREATE TABLE a (n int);\r\n-- the end\r\n')
    expect((await run()).applied).toEqual([])
    await put('0001-first.sql', 'CREATE TABLE a (n bigint);\n')
    expect((await refusal()).code).toBe('migration_changed')
  })

  test('a database that a newer version migrated is refused', async () => {
    await put('0001-first.sql', 'CREATE TABLE a (n int);')
    await put('0002-later.sql', 'CREATE TABLE b (n int);')
    await run()
    await rm(join(folder, '0002-later.sql'))
    const refused = await refusal()
    expect(refused.code).toBe('migration_unknown')
    expect(refused.message).toContain('0002-later')
  })

  test.each([
    ['a gap', ['0001-a.sql', '0003-c.sql'], '0002-name.sql'],
    ['a double number', ['0001-a.sql', '0001-b.sql'], '0002-name.sql'],
    ['a stray name', ['first.sql'], '0001-name.sql'],
  ])('%s in the folder is refused by name', async (_, names, wanted) => {
    for (const name of names) await put(name, 'SELECT 1;')
    const refused = await refusal()
    expect(refused.code).toBe('migration_failed')
    expect(refused.message).toContain(wanted)
  })

  test('the trusted extension pg_trgm can be created without a superuser', async () => {
    await put('0001-trigram.sql', 'CREATE EXTENSION IF NOT EXISTS pg_trgm; SELECT similarity($$ab$$, $$abc$$);')
    expect((await run()).applied).toEqual(['0001-trigram'])
  })

  test('an extension that cannot be created says which, and what to do', async () => {
    await put('0001-absent.sql', 'CREATE EXTENSION not_installed_here;')
    const refused = await refusal()
    expect(refused.code).toBe('extension_unavailable')
    expect(refused.message).toContain('CREATE EXTENSION not_installed_here;')
  })

  test('a user who may not create tables is told what right is missing', async () => {
    await put('0001-first.sql', 'CREATE TABLE a (n int);')
    await query('REVOKE CREATE ON SCHEMA public FROM PUBLIC; REVOKE CREATE ON SCHEMA public FROM pg_database_owner;')
    const refused = await refusal()
    expect(refused.code).toBe('migration_failed')
    expect(refused.message).toMatch(/permission denied for schema public.*OWNER TO/s)
  })

  test('a database that is not there is unreachable', async () => {
    await database.close()
    expect((await refusal()).code).toBe('database_unreachable')
  })
})
