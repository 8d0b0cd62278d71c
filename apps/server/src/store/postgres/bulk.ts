import type { PoolClient } from 'pg'

const MOST_ROWS = 2_000
const MOST_CHARACTERS = 16_000_000

/**
 * Sends rows as JSON to a statement that reads them with `json_to_recordset($1)`: one round trip a batch,
 * no limit of 65,535 parameters, and the parsing is PostgreSQL's own. Batches are bounded in size too, so that
 * rows of a megabyte each neither fill the memory nor pass the longest string there can be.
 */
export async function bulk(
  client: PoolClient,
  statement: string,
  rows: readonly object[],
  ...rest: readonly unknown[]
): Promise<void> {
  for (const batch of batches(rows)) await client.query(statement, [batch, ...rest])
}

function* batches(rows: readonly object[]): Iterable<string> {
  let texts: string[] = []
  let size = 0
  for (const row of rows) {
    const text = JSON.stringify(row)
    if (texts.length === MOST_ROWS || (texts.length > 0 && size + text.length > MOST_CHARACTERS)) {
      yield `[${texts.join(',')}]`
      texts = []
      size = 0
    }
    texts.push(text)
    size += text.length
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`
}
