/** A database that answers and can serve us, wherever it came from. */
export interface DatabaseHandle {
  /** For pools and `migrate`; holds a password, so it is never shown. */
  readonly connectionString: string
  readonly embedded: boolean
  /** This process owns the embedded server: as the data folder's `server`, or as the command that started it. */
  readonly owner: boolean
  /** Where the data lie, for people: a folder, or host, port and database. */
  readonly place: string
  /** Call when all pools are ended, at SIGINT and SIGTERM too. Stops the embedded server unless somebody else uses it. */
  close(): Promise<void>
}
