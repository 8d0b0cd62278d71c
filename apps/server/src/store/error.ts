/**
 * What can be out of order with the database.
 * - `database_unreachable`: no answer, or a refused sign-in; repeat later or correct `DATABASE_URL`.
 * - `database_version`, `database_encoding`, `database_read_only`: a server that answers and cannot serve us.
 * - `database_timeout`, `database_full`: it answered, and gave up on this statement; nothing of it was written.
 * - `binaries_missing`: no embedded PostgreSQL for this computer, or one that cannot run.
 * - `data_folder_*`: the embedded server's folder is in use, of another version, not writable, or damaged.
 * - `backup_*`, `restore_*`: a backup that cannot be written, read, or put where it is asked.
 * - `migration_*`, `extension_unavailable`: the schema is not what this version needs.
 */
export type StoreErrorCode =
  | 'database_unreachable'
  | 'database_version'
  | 'database_encoding'
  | 'database_read_only'
  | 'database_timeout'
  | 'database_full'
  | 'binaries_missing'
  | 'data_folder_in_use'
  | 'data_folder_version'
  | 'data_folder_unwritable'
  | 'data_folder_damaged'
  | 'extension_unavailable'
  | 'migration_failed'
  | 'migration_changed'
  | 'migration_unknown'
  | 'open_aborted'
  | 'backup_folder_not_empty'
  | 'backup_missing'
  | 'backup_damaged'
  | 'backup_version'
  | 'backup_erasures_unknown'
  | 'restore_target_in_use'

/** A part of the store is out of order: for the operator, naming the place and the remedy, never a password. */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}
