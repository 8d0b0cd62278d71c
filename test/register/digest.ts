import { createHash } from 'node:crypto'
import { Client } from 'pg'

/** Every row of every table that backups hold, as text, by table. */
export async function dump(connectionString: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
    )
    const held = new Map<string, readonly string[]>()
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`)
      held.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return held
  } finally {
    await client.end()
  }
}

/** One digest over all of it: equal before and after means that nothing was changed. */
export async function digestOf(connectionString: string): Promise<string> {
  const hash = createHash('sha256')
  for (const [table, rows] of await dump(connectionString)) hash.update(`${table}\n${rows.join('\n')}\n`)
  return hash.digest('hex')
}
