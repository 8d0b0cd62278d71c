import { type Award, type Entry, type Layout, sameCells } from '@recourse/register'
import type { Pool, PoolClient } from 'pg'
import type { InventoryStored, InventoryToStore } from '../../../service/ports.ts'
import { bulk } from '../bulk.ts'
import { inTransaction } from '../transaction.ts'
import { ENTRY_COLUMNS, type EntryRow, entryOf, loadLayouts, saveLayout } from './entry-row.ts'

/** Imports queue behind one another on this advisory lock; readers are never held up. */
const IMPORT_LOCK = 7_301_001

/** See `RegisterStore.importInventory`. */
export function importInventory(pool: Pool, file: InventoryToStore): Promise<InventoryStored> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK])
    const rejected = file.read.quarantined.length
    if (await seenBefore(client, file)) {
      return { added: 0, updated: 0, unchanged: file.read.rows - rejected, rejected, absent: 0, changed: false }
    }
    const inventoryId = await openInventory(client, file)
    const counts = await storeRecords(client, file, inventoryId)
    await saveNotes(client, file, inventoryId)
    await client.query('UPDATE inventory SET added = $2, updated = $3, unchanged = $4, absent = $5 WHERE id = $1', [
      inventoryId,
      counts.added,
      counts.updated,
      counts.unchanged,
      counts.absent,
    ])
    await client.query('UPDATE register_state SET facts_version = facts_version + 1, shown_version = shown_version + 1')
    return { ...counts, rejected, changed: true }
  })
}

type Counts = Pick<InventoryStored, 'added' | 'updated' | 'unchanged' | 'absent'>

async function seenBefore(client: PoolClient, file: InventoryToStore): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM inventory WHERE sha256 = $1 AND format = $2 LIMIT 1', [
    file.sha256,
    file.read.format,
  ])
  return (rowCount ?? 0) > 0
}

async function openInventory(client: PoolClient, file: InventoryToStore): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO inventory (format, year, file, sha256, size_bytes, encoding, source, imported_at, records, quarantined,
       added, updated, unchanged, absent, supersedes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0), $9, $10, 0, 0, 0, 0,
       (SELECT max(id) FROM inventory WHERE format = $1 AND year = $2))
     RETURNING id`,
    [
      file.read.format,
      file.read.year,
      file.file,
      file.sha256,
      file.sizeBytes,
      file.read.encoding,
      file.source,
      file.at,
      file.read.rows,
      file.read.quarantined.length,
    ],
  )
  const row = rows[0]
  if (!row) throw new Error('inventory: insert returned no id')
  return row.id
}

function storeRecords(client: PoolClient, file: InventoryToStore, inventoryId: string): Promise<Counts> {
  switch (file.read.format) {
    case 'contracts':
      return storeAwards(client, file.read.awards, inventoryId)
    case 'omb-2025-sourcing':
      return storeSourcing(client, file, inventoryId)
    case 'omb-2023':
    case 'omb-2024':
    case 'omb-2025':
    case 'omb-2025-cots':
    case 'atrs':
    case 'nl-1.0':
      return storeEntries(client, file, inventoryId)
  }
}

interface Held {
  readonly entry: Entry
  readonly present: boolean
}

async function storeEntries(client: PoolClient, file: InventoryToStore, inventoryId: string): Promise<Counts> {
  const held = await heldEntries(client, file)
  const layouts = new Map<Layout, string>()
  const counts = { added: 0, updated: 0, unchanged: 0, absent: 0 }
  const changes: object[] = []
  const rows: object[] = []
  const covered = new Set<string>()
  const met = new Set<string>()
  for (const entry of file.read.entries) {
    let layoutId = layouts.get(entry.layout)
    if (layoutId === undefined) {
      layoutId = await saveLayout(client, entry.layout)
      layouts.set(entry.layout, layoutId)
    }
    covered.add(entry.agency)
    met.add(placeOf(entry))
    const before = held.get(placeOf(entry))
    if (!before) counts.added++
    else if (!before.present) {
      counts.updated++
      changes.push({
        key: entry.key,
        year: entry.year,
        kind: 'returned',
        cells: JSON.stringify(changedCells(before.entry, entry)),
      })
    } else if (sameCells(before.entry, entry)) counts.unchanged++
    else {
      counts.updated++
      changes.push({
        key: entry.key,
        year: entry.year,
        kind: 'updated',
        cells: JSON.stringify(changedCells(before.entry, entry)),
      })
    }
    rows.push(rowOf(entry, layoutId))
  }
  const gone: { key: string; year: number }[] = []
  for (const [place, before] of held) {
    const { key, year } = before.entry
    if (before.present && !met.has(place) && covered.has(before.entry.agency)) {
      gone.push({ key, year })
      changes.push({ key, year, kind: 'absent', cells: '[]' })
    }
  }
  counts.absent = gone.length
  await bulk(client, UPSERT_ENTRY, rows, inventoryId)
  await bulk(
    client,
    `UPDATE entry SET present = false FROM json_to_recordset($1) AS r (key text, year int)
     WHERE entry.key = r.key AND entry.year = r.year`,
    gone,
  )
  await bulk(
    client,
    `INSERT INTO entry_change (inventory_id, entry_key, year, at, kind, cells)
     SELECT $2, r.key, r.year, to_timestamp($3 / 1000.0), r.kind, r.cells
     FROM json_to_recordset($1) AS r (key text, year int, kind text, cells text)`,
    changes,
    inventoryId,
    file.at,
  )
  return counts
}

function placeOf(entry: { readonly key: string; readonly year: number }): string {
  return `${entry.year} ${entry.key}`
}

/** Everything earlier files of this format brought: a federal format is one year's. */
async function heldEntries(client: PoolClient, file: InventoryToStore): Promise<ReadonlyMap<string, Held>> {
  const layouts = await loadLayouts(client)
  const { rows } = await client.query<EntryRow>(`SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.format = $1`, [
    file.read.format,
  ])
  return new Map(rows.map((row) => [placeOf(row), { entry: entryOf(row, layouts), present: row.present }]))
}

function changedCells(before: Entry, after: Entry): readonly object[] {
  const changed: object[] = []
  for (const column of new Set([...before.layout.position.keys(), ...after.layout.position.keys()])) {
    const was = rawOf(before, column)
    const is = rawOf(after, column)
    if (was !== is) changed.push({ column, before: was, after: is })
  }
  return changed
}

function rawOf(entry: Entry, column: string): string | null {
  const at = entry.layout.position.get(column)
  return at === undefined ? null : (entry.raw[at] ?? null)
}

function rowOf(entry: Entry, layoutId: string): object {
  return {
    key: entry.key,
    format: entry.format,
    year: entry.year,
    layout_id: layoutId,
    file: entry.file,
    row: entry.row,
    agency: entry.agency,
    agency_name: entry.agencyName,
    bureau: entry.bureau,
    declared_id: entry.id,
    name: entry.name,
    raw: JSON.stringify(entry.raw),
  }
}

/** Unchanged entries move their provenance to the newest file that holds them. */
const UPSERT_ENTRY = `
  INSERT INTO entry (key, format, year, inventory_id, layout_id, file, row, agency, agency_name, bureau, declared_id, name, raw)
  SELECT r.key, r.format, r.year, $2, r.layout_id, r.file, r.row, r.agency, r.agency_name, r.bureau, r.declared_id, r.name, r.raw
  FROM json_to_recordset($1) AS r (key text, format text, year int, layout_id bigint, file text, row int, agency text,
    agency_name text, bureau text, declared_id text, name text, raw text)
  ON CONFLICT (key, year) DO UPDATE SET format = excluded.format, inventory_id = excluded.inventory_id, layout_id = excluded.layout_id,
    file = excluded.file, row = excluded.row, agency = excluded.agency, agency_name = excluded.agency_name,
    bureau = excluded.bureau, declared_id = excluded.declared_id, name = excluded.name, raw = excluded.raw, present = true`

async function storeAwards(client: PoolClient, awards: readonly Award[], inventoryId: string): Promise<Counts> {
  const { rows } = await client.query<{ award_id: string; digest: string }>(
    `SELECT award_id, json_build_array(vendor, office, agency, obligated_usd::float8, description, modifications, naics, psc,
       start_date, permalink)::text AS digest FROM award`,
  )
  const held = new Map(rows.map((row) => [row.award_id, JSON.stringify(JSON.parse(row.digest))]))
  const counts = { added: 0, updated: 0, unchanged: 0, absent: 0 }
  for (const award of awards) {
    const before = held.get(award.awardId)
    if (before === undefined) counts.added++
    else if (before === awardDigest(award)) counts.unchanged++
    else counts.updated++
  }
  await bulk(client, UPSERT_AWARD, awards, inventoryId)
  return counts
}

function awardDigest(a: Award): string {
  return JSON.stringify([
    a.vendor,
    a.office,
    a.agency,
    a.obligatedUsd,
    a.description,
    a.modifications,
    a.naics,
    a.psc,
    a.startDate,
    a.permalink,
  ])
}

const UPSERT_AWARD = `
  INSERT INTO award (award_id, inventory_id, vendor, office, agency, obligated_usd, description, modifications, naics, psc,
    start_date, permalink, file, row)
  SELECT r."awardId", $2, r.vendor, r.office, r.agency, r."obligatedUsd", r.description, r.modifications, r.naics, r.psc,
    r."startDate", r.permalink, r.file, r.row
  FROM json_to_recordset($1) AS r ("awardId" text, vendor text, office text, agency text, "obligatedUsd" numeric,
    description text, modifications text, naics text, psc text, "startDate" text, permalink text, file text, row int)
  ON CONFLICT (award_id) DO UPDATE SET inventory_id = excluded.inventory_id, vendor = excluded.vendor,
    office = excluded.office, agency = excluded.agency, obligated_usd = excluded.obligated_usd,
    description = excluded.description, modifications = excluded.modifications, naics = excluded.naics, psc = excluded.psc,
    start_date = excluded.start_date, permalink = excluded.permalink, file = excluded.file, row = excluded.row`

async function storeSourcing(client: PoolClient, file: InventoryToStore, inventoryId: string): Promise<Counts> {
  const { rows } = await client.query<{ agency: string; digest: string }>(
    `SELECT agency, json_build_array(agency_name, address, method, retrieved, rows)::text AS digest FROM agency_source`,
  )
  const held = new Map(rows.map((row) => [row.agency, JSON.stringify(JSON.parse(row.digest))]))
  const counts = { added: 0, updated: 0, unchanged: 0, absent: 0 }
  for (const s of file.read.sources) {
    const before = held.get(s.agency)
    if (before === undefined) counts.added++
    else if (before === JSON.stringify([s.agencyName, s.address, s.method, s.retrieved, s.rows])) counts.unchanged++
    else counts.updated++
  }
  await bulk(
    client,
    `INSERT INTO agency_source (inventory_id, agency, agency_name, address, method, retrieved, rows, file, row)
     SELECT $2, r.agency, r."agencyName", r.address, r.method, r.retrieved, r.rows, r.file, r.row
     FROM json_to_recordset($1) AS r (agency text, "agencyName" text, address text, method text, retrieved text, rows int,
       file text, row int)
     ON CONFLICT (agency) DO UPDATE SET inventory_id = excluded.inventory_id, agency_name = excluded.agency_name,
       address = excluded.address, method = excluded.method, retrieved = excluded.retrieved, rows = excluded.rows,
       file = excluded.file, row = excluded.row`,
    file.read.sources,
    inventoryId,
  )
  await client.query('DELETE FROM column_status')
  await bulk(
    client,
    `INSERT INTO column_status (inventory_id, agency, column_name, status, file, row)
     SELECT $2, r.agency, r."column", r.status, r.file, r.row
     FROM json_to_recordset($1) AS r (agency text, "column" text, status text, file text, row int)`,
    file.read.columnStatus,
    inventoryId,
  )
  return counts
}

async function saveNotes(client: PoolClient, file: InventoryToStore, inventoryId: string): Promise<void> {
  const rawOfRow = new Map(file.read.quarantined.map((record) => [record.row, record.raw]))
  const notes = [
    ...file.read.rejections.map((note) => ({
      ...note,
      kind: 'rejection',
      raw: note.row === null ? null : (rawOfRow.get(note.row) ?? null),
    })),
    ...file.read.warnings.map((note) => ({ ...note, kind: 'warning', raw: null })),
  ]
  await bulk(
    client,
    `INSERT INTO import_note (inventory_id, kind, row, "column", code, message, raw)
     SELECT $2, r.kind, r.row, r."column", r.code, r.message, r.raw
     FROM json_to_recordset($1) AS r (kind text, row int, "column" text, code text, message text, raw text)`,
    notes,
    inventoryId,
  )
}
