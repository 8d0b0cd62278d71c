import type { ImportNote, InventoryView, PageOf } from '../../../service/register/view.ts'
import type { Queryable } from './snapshot.ts'
import { iso } from './sql.ts'

interface InventoryRow extends Omit<InventoryView, 'id' | 'sizeBytes' | 'supersedes'> {
  readonly id: string
  readonly sizeBytes: string
  readonly supersedes: string | null
}

const COLUMNS = `id, format, year, file, sha256, size_bytes AS "sizeBytes", encoding, source, ${iso('imported_at')} AS "importedAt",
  records, quarantined, added, updated, unchanged, absent, supersedes`

function viewOf(row: InventoryRow): InventoryView {
  return {
    ...row,
    id: Number(row.id),
    sizeBytes: Number(row.sizeBytes),
    supersedes: row.supersedes === null ? null : Number(row.supersedes),
  }
}

export async function inventories(pool: Queryable): Promise<readonly InventoryView[]> {
  const { rows } = await pool.query<InventoryRow>(`SELECT ${COLUMNS} FROM inventory ORDER BY id DESC`)
  return rows.map(viewOf)
}

export async function inventoriesById(
  pool: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InventoryView>> {
  const { rows } = await pool.query<InventoryRow>(`SELECT ${COLUMNS} FROM inventory WHERE id = ANY($1)`, [ids])
  return new Map(rows.map((row) => [row.id, viewOf(row)]))
}

/** Rejections (with the record's raw text, masked) or warnings of one import, in file order. */
export async function importNotes(
  pool: Queryable,
  inventoryId: number,
  kind: 'rejection' | 'warning',
  page: { readonly after: number; readonly limit: number },
): Promise<PageOf<ImportNote & { readonly raw: string | null }>> {
  const counted = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM import_note WHERE inventory_id = $1 AND kind = $2',
    [inventoryId, kind],
  )
  const { rows } = await pool.query<ImportNote & { raw: string | null }>(
    `SELECT i.file, n.row, n."column", n.code, n.message, n.raw FROM import_note n JOIN inventory i ON i.id = n.inventory_id
     WHERE n.inventory_id = $1 AND n.kind = $2 ORDER BY n.id LIMIT $3 OFFSET $4`,
    [inventoryId, kind, page.limit + 1, page.after],
  )
  return {
    items: rows.slice(0, page.limit),
    total: counted.rows[0]?.n ?? 0,
    next: rows.length > page.limit ? String(page.after + page.limit) : null,
  }
}
