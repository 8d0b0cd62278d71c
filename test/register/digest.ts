import { Client } from 'pg'

async function eachTable<Result>(
  connectionString: string,
  read: (client: Client, quoted: string) => Promise<Result>,
): Promise<ReadonlyMap<string, Result>> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
    )
    const held = new Map<string, Result>()
    for (const { name } of tables) held.set(name, await read(client, `"${name}"`))
    return held
  } finally {
    await client.end()
  }
}

/** Every row of every table, as text, by table. */
export function dump(connectionString: string): Promise<ReadonlyMap<string, readonly string[]>> {
  return eachTable(connectionString, async (client, table) => {
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)
    return rows.map(({ row }) => row)
  })
}

/** One digest over all of it, made where the rows are: equal before and after means that nothing was changed. */
export async function digestOf(connectionString: string): Promise<string> {
  const digests = await eachTable(connectionString, async (client, table) => {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT md5(string_agg(h, '' ORDER BY h)) AS digest FROM (SELECT md5(t::text) AS h FROM ${table} t) x`,
    )
    return rows[0]?.digest ?? ''
  })
  return JSON.stringify([...digests])
}
