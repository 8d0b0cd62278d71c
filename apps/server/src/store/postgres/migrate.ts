import { Client, DatabaseError } from 'pg'
import { StoreError } from '../error.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { storeTrouble } from './trouble.ts'

export interface MigrateSettings {
  readonly connectionString: string
  /** Default: the migrations this version was built with. */
  readonly folder?: string
  /** Told of each migration that is applied, in words. */
  onNote?(text: string): void
}

export interface Migrated {
  /** Names of those applied now, in order; empty where nothing was to do. */
  readonly applied: readonly string[]
  /** Name of the last one the database holds; '' for none. */
  readonly current: string
}

/** Every process that migrates this database takes its turn on this lock. */
const MIGRATION_LOCK = 7_301_000

interface AppliedRow {
  readonly number: number
  readonly name: string
  readonly digest: string
}

/**
 * Brings the schema to what this version needs: forward only, each migration in a transaction of its own that also
 * records it, so a kill at any moment leaves whole migrations. Processes that start together take turns (the lock is
 * the transaction's, which a pooler in transaction mode honours too).
 * Refuses with `migration_changed`, `migration_unknown`, `migration_failed`, `extension_unavailable`,
 * `database_unreachable`; nothing of the refused migration is written.
 */
export async function migrate(settings: MigrateSettings): Promise<Migrated> {
  const { connectionString, folder, onNote = () => undefined } = settings
  const migrations = await readMigrations(folder)
  const client = new Client({ connectionString, application_name: 'recourse migrate', connectionTimeoutMillis: 10_000 })
  // A lost connection also rejects the statement under way, which is where it is answered.
  client.on('error', () => undefined)
  const applied: string[] = []
  try {
    await client.connect()
    for (;;) {
      const next = await applyNext(client, migrations, onNote)
      if (next === null) break
      applied.push(next)
    }
  } catch (error) {
    throw rightMissing(error) ?? storeTrouble(error) ?? error
  } finally {
    await client.end().catch(() => undefined)
  }
  return { applied, current: migrations.at(-1)?.name ?? '' }
}

/** Applies the first migration the database lacks, and answers its name; null when it has them all. */
async function applyNext(
  client: Client,
  migrations: readonly Migration[],
  onNote: (text: string) => void,
): Promise<string | null> {
  const known = await readApplied(client)
  checkApplied(known, migrations)
  if (known.length === migrations.length) return null
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query('SET LOCAL statement_timeout = 0')
    // Read again: whoever held the lock before may have applied it.
    const applied = await readApplied(client)
    checkApplied(applied, migrations)
    const next = migrations[applied.length]
    if (next !== undefined) await apply(client, next, onNote)
    await client.query('COMMIT')
    return next?.name ?? null
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function readApplied(client: Client): Promise<readonly AppliedRow[]> {
  // Asked of pg_class itself: `to_regclass` may answer from what the session knew before it waited for the lock.
  const { rows: found } = await client.query<{ present: boolean }>(
    `SELECT count(*) > 0 AS present FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = 'schema_migration' AND n.nspname = current_schema()`,
  )
  if (found[0]?.present !== true) return []
  const { rows } = await client.query<AppliedRow>('SELECT number, name, digest FROM schema_migration ORDER BY number')
  return rows
}

function checkApplied(applied: readonly AppliedRow[], migrations: readonly Migration[]): void {
  for (const [index, row] of applied.entries()) {
    const ours = migrations[index]
    if (ours === undefined || row.number !== ours.number) {
      throw new StoreError(
        'migration_unknown',
        `The database holds migration ${row.name}, which this version does not know: a newer Recourse has used it. ` +
          'Start that version, or restore a backup made with this one.',
      )
    }
    if (row.digest !== ours.digest) {
      throw new StoreError(
        'migration_changed',
        `Migration ${ours.name} was applied with other text than this version holds ` +
          `(database ${row.digest.slice(0, 12)}, here ${ours.digest.slice(0, 12)}). ` +
          'Start the version that applied it, or put the released file back; a change belongs in a new migration.',
      )
    }
  }
}

async function apply(client: Client, migration: Migration, onNote: (text: string) => void): Promise<void> {
  onNote(`applying migration ${migration.name}`)
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_migration (
       number integer PRIMARY KEY,
       name text NOT NULL,
       digest text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  )
  try {
    await client.query(migration.sql)
  } catch (error) {
    throw migrationTrouble(error, migration)
  }
  await client.query('INSERT INTO schema_migration (number, name, digest) VALUES ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.digest,
  ])
}

function migrationTrouble(error: unknown, migration: Migration): unknown {
  if (!(error instanceof DatabaseError)) return error
  const extension = /extension "([^"]+)"|extension\/([^/"]+)\.control/.exec(error.message)
  const cause = { cause: error }
  if (extension !== null && ['42501', '0A000', '58P01'].includes(error.code ?? '')) {
    const name = extension[1] ?? extension[2]
    return new StoreError(
      'extension_unavailable',
      `The database needs the extension ${name}, and it could not be created: ${error.message}. ` +
        `Ask the database's administrator to install it (Debian: postgresql-contrib) and to run ` +
        `CREATE EXTENSION ${name}; in this database, or to grant CREATE on the database.`,
      cause,
    )
  }
  const line = error.position === undefined ? '' : `, line ${lineAt(migration.sql, Number(error.position))}`
  const hint = error.hint === undefined ? '' : ` (${error.hint})`
  return new StoreError(
    'migration_failed',
    `Migration ${migration.name}${line} failed, and nothing of it was kept: ${error.message}${hint}`,
    cause,
  )
}

/** SQLSTATE 42501 outside of a migration: on tables of our own making. */
function rightMissing(error: unknown): StoreError | null {
  if (!(error instanceof DatabaseError) || error.code !== '42501') return null
  return new StoreError(
    'migration_failed',
    `The database's user may not change its schema: ${error.message}. Make it the owner (ALTER DATABASE ... OWNER TO ...), ` +
      'or grant it CREATE on the database and on its schema public.',
    { cause: error },
  )
}

function lineAt(sql: string, position: number): number {
  return sql.slice(0, position).split('\n').length
}
