import type { Pool } from 'pg'
import { readMigrations } from './migration-files.ts'
import { storeTrouble } from './trouble.ts'

/** One answer of `/readyz`; `detail` holds no address, name or password. */
export interface DatabaseCheck {
  readonly id: 'database' | 'migrations' | 'register'
  readonly ok: boolean
  readonly detail: string
}

interface StateRow {
  readonly facts: string
  readonly judged: string
}

/**
 * What the database must answer before readers are sent here: it is reached, it has this version's migrations and no others, and
 * the register in it has been judged. A new judgement under way is fine: pages show the last one meanwhile.
 */
export async function databaseChecks(pool: Pool): Promise<readonly DatabaseCheck[]> {
  try {
    return await checks(pool)
  } catch (error) {
    const trouble = storeTrouble(error)
    if (trouble === null) throw error
    return [{ id: 'database', ok: false, detail: trouble.code }]
  }
}

async function checks(pool: Pool): Promise<readonly DatabaseCheck[]> {
  const known = await readMigrations()
  const { rows: applied } = await pool.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY number')
  const missing = known.filter(({ name }) => !applied.some((row) => row.name === name)).map(({ name }) => name)
  const newer = applied
    .filter(({ name }) => !known.some((migration) => migration.name === name))
    .map(({ name }) => name)
  const database: DatabaseCheck = { id: 'database', ok: true, detail: 'answers' }
  const differences = [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(newer.length > 0 ? [`newer than this version: ${newer.join(', ')}`] : []),
  ]
  const migrations: DatabaseCheck = {
    id: 'migrations',
    ok: differences.length === 0,
    detail: differences.length === 0 ? (known.at(-1)?.name ?? 'none') : differences.join('; '),
  }
  if (!migrations.ok) return [database, migrations]

  const { rows } = await pool.query<StateRow>(
    'SELECT facts_version AS facts, judged_version AS judged FROM register_state',
  )
  const [facts, judged] = [Number(rows[0]?.facts ?? 0), Number(rows[0]?.judged ?? 0)]
  const detail = facts === judged ? 'judged' : judged === 0 ? 'not judged yet' : 'being judged again'
  return [database, migrations, { id: 'register', ok: facts === 0 || judged > 0, detail }]
}
