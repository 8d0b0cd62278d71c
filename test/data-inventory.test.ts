import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../apps/server/src/store/embedded/testing.ts'

/** The first table of docs/data.md: columns by table. */
function documented(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(import.meta.dirname, '../docs/data.md'), 'utf8')
  const section = text.slice(text.indexOf('## Columns'), text.indexOf('## Log lines'))
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  return new Map(
    rows.map((line) => {
      const [, table = '', columns = ''] = line.split('|')
      const names = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
      return [names(table)[0] ?? '', names(columns).sort()]
    }),
  )
}

test('docs/data.md lists every column of the running schema, and no other', async () => {
  const database = await testDatabase()
  const client = new Client({ connectionString: database.connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ table: string; columns: string[] }>(
      `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attname COLLATE "C") AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname ORDER BY 1`,
    )
    expect(Object.fromEntries([...documented()].sort(([a], [b]) => (a < b ? -1 : 1)))).toEqual(
      Object.fromEntries(rows.map((row) => [row.table, row.columns])),
    )
  } finally {
    await client.end()
    await database.close()
  }
})
