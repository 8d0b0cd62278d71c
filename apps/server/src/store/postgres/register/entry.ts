import { type EntryKey, field } from '@recourse/register'
import type { CellChange, EntryChangeView, EntryView, FieldView, PageOf } from '../../../service/register/view.ts'
import { ENTRY_NAMES, type EntryRow, entryOf, loadLayouts } from './entry-row.ts'
import type { Hiding } from './hiding.ts'
import { inventoriesById } from './inventory.ts'
import type { Queryable } from './snapshot.ts'
import { iso } from './sql.ts'

/** Which entry: its key and the inventory year. */
export interface EntryPlace {
  readonly key: EntryKey
  readonly year: number
}

function columnsOf(places: readonly EntryPlace[]): [string[], number[]] {
  return [places.map((place) => place.key), places.map((place) => place.year)]
}

/** Entries as they stood when the register was judged: what an import has replaced since is not shown before its findings. */
const JUDGED_ENTRIES = `
  WITH wanted AS (SELECT key, year FROM unnest($1::text[], $2::int[]) AS p (key, year)),
  until AS (
    SELECT r.key, r.year, min(r.until_inventory) AS inventory FROM entry_replaced r JOIN wanted USING (key, year)
    WHERE r.until_inventory > (SELECT judged_inventory FROM register_state) GROUP BY r.key, r.year
  )
  SELECT ${ENTRY_NAMES} FROM entry JOIN wanted USING (key, year)
  WHERE NOT EXISTS (SELECT 1 FROM until u WHERE u.key = entry.key AND u.year = entry.year)
  UNION ALL
  SELECT ${ENTRY_NAMES} FROM entry_replaced r JOIN until u USING (key, year) WHERE r.until_inventory = u.inventory
  ORDER BY year DESC, key`

/**
 * Entries with every field and its provenance, newest year first. A text that a report says names or endangers
 * a person is shown as `hidden` while the report waits; a blank column the agency left out is `left-out`.
 */
export async function entriesOf(
  pool: Queryable,
  places: readonly EntryPlace[],
  hiding: Hiding,
): Promise<readonly EntryView[]> {
  const { rows } = await pool.query<EntryRow>(JUDGED_ENTRIES, columnsOf(places))
  const layouts = await loadLayouts(pool)
  const inventories = await inventoriesById(
    pool,
    rows.map((row) => row.inventory_id),
  )
  const leftOut = await leftOutColumns(
    pool,
    rows.map((row) => row.agency),
  )
  return rows.map((row) => {
    const entry = entryOf(row, layouts)
    const inventory = inventories.get(row.inventory_id)
    if (!inventory) throw new Error(`entry ${row.key}: inventory ${row.inventory_id} is missing`)
    return {
      key: entry.key,
      id: entry.id,
      name: hiding.shown(entry, entry.name),
      format: entry.format,
      year: entry.year,
      file: entry.file,
      row: entry.row,
      agency: entry.agency,
      agencyName: entry.agencyName,
      bureau: entry.bureau,
      present: row.present,
      inventory,
      fields: entry.layout.columns.map((column): FieldView => {
        const f = field(entry, column.name)
        const shown = { column: f.column, header: f.header, value: f.value, items: f.items, raw: f.raw }
        if (hiding.hides(entry, column.name)) {
          return { ...shown, state: 'hidden', value: '', items: [], raw: '' }
        }
        const isLeftOut =
          f.state === 'blank' && entry.format === 'omb-2025' && leftOut.has(`${entry.agency}\n${column.name}`)
        return { ...shown, state: isLeftOut ? 'left-out' : f.state }
      }),
    }
  })
}

async function leftOutColumns(pool: Queryable, agencies: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ agency: string; column_name: string }>(
    "SELECT agency, column_name FROM column_status WHERE status = 'left-out' AND agency = ANY($1)",
    [agencies],
  )
  return new Set(rows.map((row) => `${row.agency}\n${row.column_name}`))
}

const CHANGE_COLUMNS = `c.entry_key, c.year, c.kind, c.cells, ${iso('c.at')} AS at, i.id AS inventory_id, i.file, i.sha256`

/** Told together with the findings it leads to. */
const JUDGED_CHANGE = 'c.inventory_id <= (SELECT judged_inventory FROM register_state)'

interface ChangeRow {
  readonly entry_key: string
  readonly year: number
  readonly kind: 'updated' | 'absent' | 'returned'
  readonly cells: string
  readonly at: string
  readonly inventory_id: string
  readonly file: string
  readonly sha256: string
}

function changeOf(row: ChangeRow): EntryChangeView {
  return {
    at: row.at,
    entryKey: row.entry_key,
    year: row.year,
    kind: row.kind,
    inventory: { id: Number(row.inventory_id), file: row.file, sha256: row.sha256 },
    cells: JSON.parse(row.cells) as CellChange[],
  }
}

export async function changesOfEntries(
  pool: Queryable,
  places: readonly EntryPlace[],
): Promise<readonly EntryChangeView[]> {
  const { rows } = await pool.query<ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM entry_change c JOIN inventory i ON i.id = c.inventory_id
     JOIN unnest($1::text[], $2::int[]) AS p (key, year) ON p.key = c.entry_key AND p.year = c.year
     WHERE ${JUDGED_CHANGE} ORDER BY c.id DESC`,
    columnsOf(places),
  )
  return rows.map(changeOf)
}

export async function latestChanges(pool: Queryable, limit: number): Promise<readonly EntryChangeView[]> {
  const { rows } = await pool.query<ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM entry_change c JOIN inventory i ON i.id = c.inventory_id
     WHERE ${JUDGED_CHANGE} ORDER BY c.id DESC LIMIT $1`,
    [limit],
  )
  return rows.map(changeOf)
}

export async function changesOfInventory(
  pool: Queryable,
  inventoryId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<PageOf<EntryChangeView>> {
  const counted = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM entry_change WHERE inventory_id = $1',
    [inventoryId],
  )
  const { rows } = await pool.query<ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM entry_change c JOIN inventory i ON i.id = c.inventory_id WHERE c.inventory_id = $1
     ORDER BY c.id LIMIT $2 OFFSET $3`,
    [inventoryId, page.limit + 1, page.after],
  )
  return {
    items: rows.slice(0, page.limit).map(changeOf),
    total: counted.rows[0]?.n ?? 0,
    next: rows.length > page.limit ? String(page.after + page.limit) : null,
  }
}
