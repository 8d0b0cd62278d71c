import { Client, escapeIdentifier } from 'pg'
import { migrate } from '../postgres/migrate.ts'
import { readMigrations } from '../postgres/migration-files.ts'
import { APPLICATION } from './application-database.ts'
import { openEmbedded } from './open-embedded.ts'
import { readSecrets } from './secrets.ts'

/** Set by `testing/setup.ts`: the folder of this run's own server. */
export const FOLDER_VARIABLE = 'RECOURSE_TEST_FOLDER'
/** An external server to test against instead; its user must be allowed to create databases. */
export const URL_VARIABLE = 'RECOURSE_TEST_DATABASE_URL'

/** A database of its own for one test, gone when closed; what is left open is dropped with the run. */
export interface TestDatabase {
  readonly connectionString: string
  close(): Promise<void>
}

export interface TestDatabaseOptions {
  /** Folder of migrations to apply; null for an empty database. Default: the migrations of this version. */
  readonly migrations?: string | null
}

interface Server {
  /** May create and drop databases. */
  readonly admin: string
  /** What the code under test signs in with: a role without other rights, where we have the choice. */
  readonly application: string
  /** `postgresql://...` of a database, for the code under test. */
  url(database: string): string
}

let made = 0
let server: Promise<Server> | null = null

/** Every database of this run starts with it. */
export function databasePrefix(folder: string): string {
  return `recourse_test_${folder
    .replace(/^.*recourse-test-/, '')
    .replace(/\W/g, '_')
    .toLowerCase()}`
}

/**
 * A fresh database within some 30 ms: copied from a template that the run migrates once. The server is one a run,
 * started by whichever test file asks first (`fsync` off), or the one named by `RECOURSE_TEST_DATABASE_URL`.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const folder = process.env[FOLDER_VARIABLE]
  if (folder === undefined) throw new Error('testing/setup.ts is not in globalSetup of vitest.config.ts')
  server ??= findServer(folder)
  const { admin, application, url } = await server
  const prefix = databasePrefix(folder)
  const name = `${prefix}_${process.pid}_${++made}`
  await withAdmin(admin, async (client) => {
    const template = await ensureTemplate(client, { admin, application, url }, prefix, options)
    await client.query(`CREATE DATABASE ${name} OWNER ${escapeIdentifier(application)} TEMPLATE ${template}`)
  })
  return {
    connectionString: url(name),
    close: () => withAdmin(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).then(),
  }
}

async function findServer(folder: string): Promise<Server> {
  const external = process.env[URL_VARIABLE]
  if (external !== undefined) {
    return {
      admin: external,
      application: decodeURIComponent(new URL(external).username),
      url: (name) => at(external, name),
    }
  }
  const handle = await openEmbedded({
    dataFolder: folder,
    role: 'command',
    durable: false,
    keepRunning: true,
    onNote: () => undefined,
  })
  await handle.close()
  const { superuser } = await readSecrets(handle.place)
  const admin = new URL(handle.connectionString)
  admin.username = 'postgres'
  admin.password = superuser
  admin.pathname = '/postgres'
  return { admin: admin.href, application: APPLICATION, url: (name) => at(handle.connectionString, name) }
}

function at(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

async function withAdmin<Result>(admin: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: admin, application_name: 'recourse test' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The migrated database that is copied; made once by whoever comes first, under its final name only when whole. */
async function ensureTemplate(
  client: Client,
  { application, url }: Server,
  prefix: string,
  { migrations }: TestDatabaseOptions,
): Promise<string> {
  if (migrations === null) return 'template0'
  const digests = (await readMigrations(migrations)).map(({ digest }) => digest.slice(0, 4)).join('')
  const template = `${prefix}_t${digests.slice(0, 20)}`
  await client.query('SELECT pg_advisory_lock(4)')
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 1) return template
    const making = `${template}_making`
    await client.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`)
    await client.query(
      `CREATE DATABASE ${making} OWNER ${escapeIdentifier(application)} ENCODING 'UTF8' TEMPLATE template0`,
    )
    await migrate({ connectionString: url(making), ...(migrations === undefined ? {} : { folder: migrations }) })
    await client.query(`ALTER DATABASE ${making} RENAME TO ${template}`)
    return template
  } finally {
    await client.query('SELECT pg_advisory_unlock(4)')
  }
}

/** Drops what tests left on an external server, which goes on living. */
export async function dropTestDatabases(folder: string): Promise<void> {
  const external = process.env[URL_VARIABLE]
  if (external === undefined) return
  await withAdmin(external, async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
      `${databasePrefix(folder).replaceAll('_', '\\_')}\\_%`,
    ])
    for (const { datname } of rows) await client.query(`DROP DATABASE ${escapeIdentifier(datname)} WITH (FORCE)`)
  })
}
