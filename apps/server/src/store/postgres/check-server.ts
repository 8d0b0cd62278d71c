import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { DatabaseHandle } from '../database-handle.ts'
import { StoreError } from '../error.ts'
import { codeOf, storeTrouble } from './trouble.ts'

const OLDEST_MAJOR = 15
const CONNECT_TIMEOUT_MS = 10_000
/** A server that says it is starting is waited for. */
const STARTING_MS = 30_000

interface Facts {
  readonly version: string
  readonly number: string
  readonly encoding: string
  readonly recovering: boolean
}

/**
 * Checks an external server before anything relies on it: it answers, is PostgreSQL 15 or later, stores UTF-8 and takes
 * writes. Refuses with `database_unreachable`, `database_version`, `database_encoding`, `database_read_only`.
 */
export async function checkServer(databaseUrl: string): Promise<DatabaseHandle> {
  const place = describe(databaseUrl)
  const facts = await ask(databaseUrl, place)
  if (Math.floor(Number(facts.number) / 10_000) < OLDEST_MAJOR) {
    throw new StoreError(
      'database_version',
      `The database at ${place} is PostgreSQL ${facts.version}; ${OLDEST_MAJOR} is the oldest that works. ` +
        'Upgrade it, or unset DATABASE_URL for the embedded one.',
    )
  }
  if (facts.encoding !== 'UTF8') {
    throw new StoreError(
      'database_encoding',
      `The database at ${place} stores text as ${facts.encoding}. Create one that stores UTF-8: ` +
        "CREATE DATABASE recourse ENCODING 'UTF8' TEMPLATE template0;",
    )
  }
  if (facts.recovering) {
    throw new StoreError(
      'database_read_only',
      `The database at ${place} is a standby. Name the primary in DATABASE_URL.`,
    )
  }
  return { connectionString: databaseUrl, embedded: false, owner: false, place, close: () => Promise.resolve() }
}

/** Host, port and database, without user and password. */
function describe(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StoreError(
      'database_unreachable',
      'DATABASE_URL is not of the form postgresql://user:password@host:5432/database.',
    )
  }
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  return `${host || 'localhost'}:${url.port || '5432'}${url.pathname}`
}

async function ask(connectionString: string, place: string): Promise<Facts> {
  const since = performance.now()
  for (;;) {
    const client = new Client({
      connectionString,
      application_name: 'recourse',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<Facts>(
        `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
                current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS recovering`,
      )
      if (rows[0] !== undefined) return rows[0]
      throw new StoreError('database_unreachable', `The database at ${place} answers, but not as PostgreSQL does.`)
    } catch (error) {
      const starting = codeOf(error) === '57P03' && performance.now() - since < STARTING_MS
      if (!starting) throw unreachable(place, error)
      await sleep(250)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

function unreachable(place: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const reason = storeTrouble(error)?.cause ?? error
  const said = reason instanceof Error ? reason.message || codeOf(reason) : String(reason)
  return new StoreError(
    'database_unreachable',
    `The database at ${place} cannot be used: ${said}. Check DATABASE_URL, or unset it for the embedded database.`,
    { cause: error },
  )
}
