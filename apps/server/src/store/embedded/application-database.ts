import { type Client, escapeLiteral } from 'pg'
import type { Secrets } from './secrets.ts'

/** Role and database that the application works with; the role owns the database and has no other right. */
export const APPLICATION = 'recourse'

/** Processes that make it at the same time take turns. An advisory lock of the database `postgres`. */
const CREATE_LOCK = 3

/** Makes role and database where they are missing, also after a kill between the two. */
export async function ensureApplicationDatabase(client: Client, secrets: Secrets): Promise<void> {
  if (await exists(client, 'pg_database', 'datname')) return
  await client.query('SELECT pg_advisory_lock($1)', [CREATE_LOCK])
  try {
    if (!(await exists(client, 'pg_roles', 'rolname'))) {
      await client.query(`CREATE ROLE ${APPLICATION} LOGIN PASSWORD ${escapeLiteral(secrets.application)}`)
    }
    if (!(await exists(client, 'pg_database', 'datname'))) {
      await client.query(`CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`)
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [CREATE_LOCK])
  }
}

async function exists(client: Client, table: 'pg_roles' | 'pg_database', column: 'rolname' | 'datname') {
  const { rowCount } = await client.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [APPLICATION])
  return rowCount === 1
}
