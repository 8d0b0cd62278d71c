import type { Entry, EntryFormat, Layout, LayoutColumn } from '@recourse/register'
import type { PoolClient } from 'pg'

/** An `entry` row as PostgreSQL returns it. */
export interface EntryRow {
  readonly key: string
  readonly format: EntryFormat
  readonly year: number
  readonly inventory_id: string
  readonly layout_id: string
  readonly file: string
  readonly row: number
  readonly agency: string
  readonly agency_name: string
  readonly bureau: string
  readonly declared_id: string
  readonly name: string
  readonly raw: string
  readonly present: boolean
}

/** Columns of `entry` and `entry_replaced`. */
export const ENTRY_NAMES =
  'key, format, year, inventory_id, layout_id, file, row, agency, agency_name, bureau, declared_id, name, raw, present'

export const ENTRY_COLUMNS: string = ENTRY_NAMES.replaceAll(/\w+/g, 'e.$&')

export function layoutOf(format: EntryFormat, columns: readonly LayoutColumn[]): Layout {
  return { format, columns, position: new Map(columns.map((column, at) => [column.name, at])) }
}

/** Layouts by id; one object per file, shared by its entries. */
export async function loadLayouts(client: Pick<PoolClient, 'query'>): Promise<ReadonlyMap<string, Layout>> {
  const { rows } = await client.query<{ id: string; format: EntryFormat; columns: string }>(
    'SELECT id, format, columns FROM layout',
  )
  return new Map(rows.map((row) => [row.id, layoutOf(row.format, JSON.parse(row.columns) as LayoutColumn[])]))
}

export async function saveLayout(client: PoolClient, layout: Layout): Promise<string> {
  const columns = JSON.stringify(layout.columns)
  const known = await client.query<{ id: string }>('SELECT id FROM layout WHERE format = $1 AND columns = $2', [
    layout.format,
    columns,
  ])
  if (known.rows[0]) return known.rows[0].id
  const made = await client.query<{ id: string }>('INSERT INTO layout (format, columns) VALUES ($1, $2) RETURNING id', [
    layout.format,
    columns,
  ])
  const row = made.rows[0]
  if (!row) throw new Error('layout: insert returned no id')
  return row.id
}

export function entryOf(row: EntryRow, layouts: ReadonlyMap<string, Layout>): Entry {
  const layout = layouts.get(row.layout_id)
  if (!layout) throw new Error(`entry ${row.key}: layout ${row.layout_id} is missing`)
  return {
    key: row.key,
    format: row.format,
    year: row.year,
    file: row.file,
    row: row.row,
    agency: row.agency,
    agencyName: row.agency_name,
    bureau: row.bureau,
    id: row.declared_id,
    name: row.name,
    layout,
    raw: JSON.parse(row.raw) as (string | null)[],
  }
}
