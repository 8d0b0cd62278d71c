import type { Pool, PoolClient } from 'pg'
import type { RecordLog } from '../../../service/log/record-log.ts'
import type { InventoryStored, InventoryToStore } from '../../../service/ports.ts'
import { bulk } from '../bulk.ts'
import { inTransaction } from '../transaction.ts'
import { storeAwards } from './import-awards.ts'
import { editionOfFile, storeEntries } from './import-entries.ts'
import { storeSourcing } from './import-sourcing.ts'
import { IMPORT_LOCK, logRegister } from './logged.ts'

/** What became of a file's records; with those rejected, their sum is the file's record count. */
export interface Counts {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly absent: number
}

/** See `RegisterStore.importInventory`. */
export function importInventory(
  pool: Pool,
  file: InventoryToStore,
  log: RecordLog | null = null,
): Promise<InventoryStored> {
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
    await logRegister(client, log, file.at)
    await client.query('UPDATE register_state SET facts_version = facts_version + 1, shown_version = shown_version + 1')
    return { ...counts, rejected, changed: true }
  })
}

async function seenBefore(client: PoolClient, file: InventoryToStore): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM inventory WHERE sha256 = $1 AND format = $2 LIMIT 1', [
    file.sha256,
    file.read.format,
  ])
  return (rowCount ?? 0) > 0
}

/** Takes its place in the chain of files that supersede one another: by edition, then by import. */
async function openInventory(client: PoolClient, file: InventoryToStore): Promise<string> {
  const edition = editionOfFile(file)
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO inventory (format, year, edition, file, sha256, size_bytes, encoding, source, imported_at, records,
       quarantined, added, updated, unchanged, absent, supersedes)
     VALUES ($1, $2, $11, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0), $9, $10, 0, 0, 0, 0,
       (SELECT id FROM inventory WHERE format = $1 AND year = $2 AND edition <= $11 ORDER BY edition DESC, id DESC LIMIT 1))
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
      edition,
    ],
  )
  const row = rows[0]
  if (!row) throw new Error('inventory: insert returned no id')
  await client.query(
    `UPDATE inventory SET supersedes = $1 WHERE id =
       (SELECT id FROM inventory WHERE format = $2 AND year = $3 AND edition > $4 ORDER BY edition, id LIMIT 1)`,
    [row.id, file.read.format, file.read.year, edition],
  )
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
