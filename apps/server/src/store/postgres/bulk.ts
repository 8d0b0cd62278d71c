import type { PoolClient } from 'pg'

const BATCH = 2_000

/**
 * Sends rows as JSON to a statement that reads them with `json_to_recordset($1)`: one round trip a batch,
 * no limit of 65,535 parameters, and the parsing is PostgreSQL's own.
 */
export async function bulk(
  client: PoolClient,
  statement: string,
  rows: readonly object[],
  ...rest: readonly unknown[]
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await client.query(statement, [JSON.stringify(rows.slice(start, start + BATCH)), ...rest])
  }
}
