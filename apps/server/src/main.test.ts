import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { createLog } from './http/logging.ts'
import { type RunningServer, startServer } from './main.ts'
import { type TestDatabase, testDatabase } from './store/embedded/testing.ts'
import { openPool } from './store/postgres/pool.ts'

let database: TestDatabase
let running: RunningServer | null = null
const lines: string[] = []

beforeEach(async () => {
  lines.length = 0
  database = await testDatabase()
})
afterEach(async () => {
  await running?.stop()
  running = null
  await database.close()
})

async function start(): Promise<RunningServer> {
  running = await startServer({
    config: readConfig({ PORT: '0', DATABASE_URL: database.connectionString, RECOURSE_WRITES_PER_MINUTE: '3' }),
    log: createLog({ level: 'debug', sink: { write: (line) => lines.push(line) } }),
    site: { routes: () => [], staticFolder: null },
    onNote: () => undefined,
  })
  return running
}

describe('startServer', () => {
  test('migrates, serves, is ready, and says where', async () => {
    const { address } = await start()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const ready = await fetch(`${address}/readyz`)
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'ready', checks: [{ id: 'database' }, { id: 'migrations' }, { id: 'register' }] },
    ])
    const list = await fetch(`${address}/api/v1/use-cases`)
    expect(list.status).toBe(200)
    expect(await list.json()).toMatchObject({ total: 0, useCases: [], next: null })
    const again = await fetch(`${address}/api/v1/use-cases`, {
      headers: { 'if-none-match': list.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
    expect((await fetch(`${address}/api/v1/openapi.json`)).status).toBe(200)
  })

  test('findings of what is no rule are refused, a rule is known in any case', async () => {
    const { address } = await start()
    const unknown = await fetch(`${address}/api/v1/findings?rule=NOPE`)
    expect([unknown.status, await unknown.json()]).toMatchObject([
      400,
      {
        code: 'request_malformed',
        errors: [{ path: 'query.rule', message: 'Unknown rule: expected an id that /api/v1/rules lists' }],
      },
    ])
    expect((await fetch(`${address}/api/v1/findings?rule=hi-02`)).status).toBe(200)
  })

  test('a write that is refused, and one beyond the measure', async () => {
    const { address } = await start()
    const report = (key: string) =>
      fetch(`${address}/api/v1/use-cases/none/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ year: 2025, kind: 'wrong', text: 'it was retired' }),
      })
    const refused = await report('a')
    expect([refused.status, await refused.json()]).toMatchObject([404, { code: 'unknown_entry' }])
    await report('b')
    await report('c')
    const over = await report('d')
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '20'])
  })

  test('a database out of reach: alive, not ready, 503 and when to come back; nothing of it in the answer', async () => {
    const { address } = await start()
    await database.close()
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    const ready = await fetch(`${address}/readyz`)
    expect([ready.status, await ready.json()]).toMatchObject([503, { checks: [{ id: 'database', ok: false }] }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    const reply = await fetch(`${address}/api/v1/use-cases`)
    const body = await reply.text()
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5'])
    expect(JSON.parse(body).code).toBe('unavailable')
    expect(body).not.toMatch(/postgres|127\.0\.0\.1|recourse_test/)
  })

  test('seizure of the database: no row holds a word of a reader, an address or a key (abuse.md P03, R07)', async () => {
    const { address } = await start()
    const headers = {
      'user-agent': 'MARKER',
      cookie: 'a=MARKER',
      referer: 'https://marker.example/',
      'idempotency-key': 'MARKER-key',
    }
    for (const path of [
      '/api/v1/use-cases?query=MARKER',
      '/api/v1/use-cases/MARKER',
      '/api/v1/findings?agency=MARKER',
      '/MARKER',
    ]) {
      await fetch(`${address}${path}`, { headers })
    }
    const body = JSON.stringify({ year: 2025, kind: 'wrong', text: 'MARKER' })
    await fetch(`${address}/api/v1/use-cases/MARKER/reports`, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json' },
    })

    const pool = openPool({ connectionString: database.connectionString, name: 'seizure', onTrouble: () => undefined })
    const tables = await pool.query<{ name: string }>(
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'",
    )
    const dump: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)
      dump.push(...rows.map(({ row }) => `${name} ${row}`))
    }
    await pool.end()
    expect(dump.filter((row) => row.startsWith('rate_limit'))).toHaveLength(1)
    expect(dump.join('\n')).not.toMatch(/marker|127\.0\.0\.1/i)
    expect(lines.join('\n')).not.toMatch(/marker/i)
  })

  test('stopping twice is stopping once, and nothing listens afterwards', async () => {
    const { address, stop } = await start()
    await Promise.all([stop(), stop()])
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
    expect(lines.filter((line) => line.includes('"stopped"'))).toHaveLength(1)
  })

  test('a start that fails lets go of what it had opened', async () => {
    const first = await start()
    const port = new URL(first.address).port
    const second = startServer({
      config: readConfig({ PORT: port, DATABASE_URL: database.connectionString }),
      log: () => undefined,
      site: { routes: () => [], staticFolder: null },
      onNote: () => undefined,
    })
    await expect(second).rejects.toThrow(`port ${port}: it is in use already`)
  })
})
