import type { Award } from '@recourse/register'
import type { PoolClient } from 'pg'
import { bulk } from '../bulk.ts'
import type { Counts } from './import.ts'

/** Awards meet by their id. Where a file lists one twice, its last record stands. */
export async function storeAwards(client: PoolClient, awards: readonly Award[], inventoryId: string): Promise<Counts> {
  const { rows } = await client.query<{ award_id: string; digest: string }>(
    `SELECT award_id, json_build_array(vendor, office, agency, obligated_usd::float8, description, modifications, naics, psc,
       start_date, permalink)::text AS digest FROM award`,
  )
  const held = new Map(rows.map((row) => [row.award_id, JSON.stringify(JSON.parse(row.digest))]))
  const counts = { added: 0, updated: 0, unchanged: 0, absent: 0 }
  const last = new Map<string, Award>()
  for (const award of awards) {
    const digest = awardDigest(award)
    const before = held.get(award.awardId)
    if (before === undefined) counts.added++
    else if (before === digest) counts.unchanged++
    else counts.updated++
    held.set(award.awardId, digest)
    last.set(award.awardId, award)
  }
  await bulk(client, UPSERT_AWARD, [...last.values()], inventoryId)
  return counts
}

function awardDigest(a: Award): string {
  return JSON.stringify([
    a.vendor,
    a.office,
    a.agency,
    Math.round(a.obligatedUsd * 100) / 100,
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
