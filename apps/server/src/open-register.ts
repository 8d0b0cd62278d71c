import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { type Config, readConfig } from './config.ts'
import { openRecordLog } from './open-record-log.ts'
import type { Clock, Ids, RegisterStore, Sources } from './service/ports.ts'
import { erasureList } from './store/keys/erasure-list.ts'
import { openDatabase } from './store/open-database.ts'
import { backUp, type Manifest, restore } from './store/postgres/backup.ts'
import { migrate } from './store/postgres/migrate.ts'
import { openPool } from './store/postgres/pool.ts'
import { postgresRegister } from './store/postgres/register/register-store.ts'
import { sources } from './store/source.ts'

/** What the register's services work with. */
export interface RegisterDeps {
  readonly store: RegisterStore
  readonly sources: Sources
  readonly clock: Clock
  readonly ids: Ids
}

/** The database itself, for backups and checks. */
export interface OpenDatabase {
  readonly pool: Pool
  /** Holds a password, so it is never shown. */
  readonly connectionString: string
  /** Where the data lie, for people. */
  readonly place: string
}

export interface OpenedRegister {
  readonly config: Config
  readonly deps: RegisterDeps
  readonly database: OpenDatabase
  /** When the work is done. */
  close(): Promise<void>
  /** In the middle of it: what is not committed is rolled back. The process should end then. */
  abandon(): Promise<void>
}

/** Never goes back: holds still over a step back of the computer's clock. */
export function systemClock(): Clock {
  let last = 0
  return {
    now() {
      last = Math.max(last, Date.now())
      return last
    },
  }
}

export const systemIds: Ids = { uuid: () => randomUUID() }

/**
 * Opens the register for one command: beside a running server, or with a database of its own for as long as the command
 * runs. Long imports have no statement timeout.
 * @throws ConfigError, StoreError
 */
export async function openRegister(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly dataFolder?: string
  /** Interrupts the opening; `StoreError` `open_aborted`. */
  readonly signal?: AbortSignal
  onNote(text: string): void
}): Promise<OpenedRegister> {
  const config = readConfig(
    options.dataFolder === undefined ? options.env : { ...options.env, RECOURSE_DATA: options.dataFolder },
  )
  const database = await openDatabase({
    databaseUrl: config.database.kind === 'external' ? config.database.url : null,
    dataFolder: config.dataFolder,
    role: 'command',
    onNote: (text) => options.onNote(text),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  try {
    await migrate({ connectionString: database.connectionString })
    const pool = openPool({
      connectionString: database.connectionString,
      name: 'recourse command',
      size: 4,
      statementTimeoutMs: 0,
      onTrouble: () => undefined,
    })
    return {
      config,
      database: { pool, connectionString: database.connectionString, place: database.place },
      deps: {
        store: postgresRegister(pool, openRecordLog(pool, config).log),
        sources,
        clock: systemClock(),
        ids: systemIds,
      },
      async close() {
        await pool.end()
        await database.close()
      },
      async abandon() {
        // Its connections end when their statements do, or with this process: nobody waits for either.
        pool.end().catch(() => undefined)
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** @throws StoreError `backup_folder_not_empty` */
export function backUpRegister(database: OpenDatabase, folder: string, clock: Clock): Promise<Manifest> {
  return backUp(database.pool, folder, new Date(clock.now()).toISOString())
}

/**
 * What was erased since the backup was made is erased from it again, by the list beside the keys.
 * @throws StoreError `backup_missing`, `backup_damaged`, `backup_version`, `backup_erasures_unknown`, `restore_target_in_use`
 */
export async function restoreRegister(
  { database, config, deps }: Pick<OpenedRegister, 'database' | 'config' | 'deps'>,
  folder: string,
): Promise<Manifest> {
  const erased = await erasureList(config.keysFolder).read()
  return restore(database.pool, folder, { erased, at: deps.clock.now() })
}
