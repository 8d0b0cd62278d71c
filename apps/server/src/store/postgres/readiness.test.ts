import type { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../embedded/testing.ts'
import { openPool } from './pool.ts'
import { databaseChecks } from './readiness.ts'

let database: TestDatabase
let pool: Pool

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
})
afterEach(async () => {
  await pool.end()
  await database.close()
})

const failing = async () => (await databaseChecks(pool)).filter(({ ok }) => !ok)

test('an empty register of this version is ready', async () => {
  expect(await databaseChecks(pool)).toMatchObject([
    { id: 'database', ok: true },
    { id: 'migrations', ok: true },
    { id: 'register', ok: true, detail: 'judged' },
  ])
})

test('a missing migration, or one of a newer version, is not', async () => {
  await pool.query("UPDATE schema_migration SET name = '0002-other' WHERE number = 2")
  expect(await failing()).toEqual([
    { id: 'migrations', ok: false, detail: 'missing 0002-http; newer than this version: 0002-other' },
  ])
})

test('facts that were never judged are not; facts that changed since are', async () => {
  await pool.query('UPDATE register_state SET facts_version = 3')
  expect(await failing()).toEqual([{ id: 'register', ok: false, detail: 'not judged yet' }])
  await pool.query('UPDATE register_state SET judged_version = 2')
  expect(await failing()).toEqual([])
})

test('a database out of reach is told as such, without its address', async () => {
  await database.close()
  const checks = await databaseChecks(pool)
  expect(checks).toEqual([{ id: 'database', ok: false, detail: expect.stringMatching(/^database_\w+$/) }])
})
