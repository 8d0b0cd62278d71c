import type { AgencySource } from '@recourse/register'
import type { PoolClient } from 'pg'
import type { InventoryToStore } from '../../../service/ports.ts'
import { bulk } from '../bulk.ts'
import type { Counts } from './import.ts'

/** Where the consolidator has each agency's file from, and which columns it left out. An agency's last section stands. */
export async function storeSourcing(client: PoolClient, file: InventoryToStore, inventoryId: string): Promise<Counts> {
  const { rows } = await client.query<{ agency: string; digest: string }>(
    `SELECT agency, json_build_array(agency_name, address, method, retrieved, rows)::text AS digest FROM agency_source`,
  )
  const held = new Map(rows.map((row) => [row.agency, JSON.stringify(JSON.parse(row.digest))]))
  const counts = { added: 0, updated: 0, unchanged: 0, absent: 0 }
  const last = new Map<string, AgencySource>()
  for (const source of file.read.sources) {
    const digest = JSON.stringify([
      source.agencyName,
      source.address,
      source.method,
      source.retrieved,
      storable(source.rows),
    ])
    const before = held.get(source.agency)
    if (before === undefined) counts.added++
    else if (before === digest) counts.unchanged++
    else counts.updated++
    held.set(source.agency, digest)
    last.set(source.agency, { ...source, rows: storable(source.rows) })
  }
  await bulk(client, UPSERT_SOURCE, [...last.values()], inventoryId)
  await client.query('DELETE FROM column_status')
  const columns = new Map(file.read.columnStatus.map((one) => [`${one.agency}\n${one.column}`, one]))
  await bulk(
    client,
    `INSERT INTO column_status (inventory_id, agency, column_name, status, file, row)
     SELECT $2, r.agency, r."column", r.status, r.file, r.row
     FROM json_to_recordset($1) AS r (agency text, "column" text, status text, file text, row int)`,
    [...columns.values()],
    inventoryId,
  )
  return counts
}

const LARGEST_INTEGER = 2_147_483_647

/** A count no inventory can have is none that we were told. */
function storable(rows: number | null): number | null {
  return rows === null || rows > LARGEST_INTEGER ? null : rows
}

const UPSERT_SOURCE = `
  INSERT INTO agency_source (inventory_id, agency, agency_name, address, method, retrieved, rows, file, row)
  SELECT $2, r.agency, r."agencyName", r.address, r.method, r.retrieved, r.rows, r.file, r.row
  FROM json_to_recordset($1) AS r (agency text, "agencyName" text, address text, method text, retrieved text, rows int,
    file text, row int)
  ON CONFLICT (agency) DO UPDATE SET inventory_id = excluded.inventory_id, agency_name = excluded.agency_name,
    address = excluded.address, method = excluded.method, retrieved = excluded.retrieved, rows = excluded.rows,
    file = excluded.file, row = excluded.row`
