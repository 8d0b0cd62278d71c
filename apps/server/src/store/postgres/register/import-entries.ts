import { type Entry, type Layout, sameCells } from '@recourse/register'
import type { PoolClient } from 'pg'
import type { InventoryToStore } from '../../../service/ports.ts'
import { editionOf } from '../../../service/register/edition.ts'
import { bulk } from '../bulk.ts'
import { ENTRY_COLUMNS, ENTRY_NAMES, type EntryRow, entryOf, loadLayouts, saveLayout } from './entry-row.ts'
import type { Counts } from './import.ts'

/** An entry that an earlier file brought. */
interface Held {
  readonly entry: Entry
  readonly present: boolean
  readonly edition: number
}

/** What an import does to the entries held. */
interface Plan {
  readonly added: readonly Entry[]
  /** Of an agency that a higher edition covers without them: kept as no longer listed. */
  readonly addedAbsent: readonly Entry[]
  /** Met by key: they now stand as this file has them. */
  readonly met: readonly Entry[]
  readonly gone: readonly Entry[]
  readonly changes: readonly object[]
  readonly counts: Counts
}

/**
 * Entries of one format and year meet by key. What the file lacks of the agencies it covers is marked as no longer
 * listed. Nothing of a lower edition overwrites, brings back or ends anything of a higher one: such records count as
 * unchanged, so that the order of imports makes no difference.
 */
export async function storeEntries(client: PoolClient, file: InventoryToStore, inventoryId: string): Promise<Counts> {
  const plan = planOf(file.read.entries, editionOfFile(file), await heldEntries(client, file))
  await keepReplaced(client, [...plan.met, ...plan.gone], inventoryId)
  const layouts = await savedLayouts(client, file.read.entries)
  const written = [
    ...[...plan.added, ...plan.met].map((entry) => rowOf(entry, layouts, true)),
    ...plan.addedAbsent.map((entry) => rowOf(entry, layouts, false)),
  ]
  await bulk(client, UPSERT_ENTRY, written, inventoryId)
  await bulk(
    client,
    `UPDATE entry SET present = false FROM json_to_recordset($1) AS r (key text, year int)
     WHERE entry.key = r.key AND entry.year = r.year`,
    plan.gone.map(({ key, year }) => ({ key, year })),
  )
  await bulk(
    client,
    `INSERT INTO entry_change (inventory_id, entry_key, year, at, kind, cells)
     SELECT $2, r.key, r.year, to_timestamp($3 / 1000.0), r.kind, r.cells
     FROM json_to_recordset($1) AS r (key text, year int, kind text, cells text)`,
    plan.changes,
    inventoryId,
    file.at,
  )
  return plan.counts
}

function planOf(entries: readonly Entry[], edition: number, held: ReadonlyMap<string, Held>): Plan {
  const added: Entry[] = []
  const addedAbsent: Entry[] = []
  const met: Entry[] = []
  const gone: Entry[] = []
  const changes: object[] = []
  const counts = { added: 0, updated: 0, unchanged: 0, absent: 0 }
  const higher = [...held.values()].filter((one) => one.edition > edition)
  const coveredHigher = new Set(higher.map(({ entry }) => entry.agency))
  const covered = new Set<string>()
  const places = new Set<string>()
  for (const entry of entries) {
    covered.add(entry.agency)
    places.add(placeOf(entry))
    const before = held.get(placeOf(entry))
    if (before === undefined) {
      counts.added++
      const list = coveredHigher.has(entry.agency) ? addedAbsent : added
      list.push(entry)
    } else if (before.edition > edition) {
      counts.unchanged++
    } else {
      met.push(entry)
      const same = sameCells(before.entry, entry)
      if (before.present && same) counts.unchanged++
      else {
        counts.updated++
        const kind = before.present ? 'updated' : 'returned'
        changes.push({ ...place(entry), kind, cells: JSON.stringify(changedCells(before.entry, entry)) })
      }
    }
  }
  for (const [at, before] of held) {
    if (!before.present || before.edition > edition) continue
    if (places.has(at) || !covered.has(before.entry.agency)) continue
    gone.push(before.entry)
    changes.push({ ...place(before.entry), kind: 'absent', cells: '[]' })
  }
  counts.absent = gone.length
  return { added, addedAbsent, met, gone, changes, counts }
}

/** Of all its records: a file has one header. */
export function editionOfFile({ read }: InventoryToStore): number {
  const [entry] = read.entries
  return entry === undefined ? 1 : editionOf(entry.layout)
}

function place({ key, year }: Entry): { readonly key: string; readonly year: number } {
  return { key, year }
}

function placeOf({ key, year }: Entry): string {
  return `${year} ${key}`
}

/** Everything earlier files of this format brought: a federal format is one year's. */
async function heldEntries(client: PoolClient, file: InventoryToStore): Promise<ReadonlyMap<string, Held>> {
  const layouts = await loadLayouts(client)
  const { rows } = await client.query<EntryRow>(`SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.format = $1`, [
    file.read.format,
  ])
  const editions = new Map<Layout, number>([...layouts.values()].map((layout) => [layout, editionOf(layout)]))
  return new Map(
    rows.map((row) => {
      const entry = entryOf(row, layouts)
      const edition = editions.get(entry.layout) ?? 1
      return [placeOf(entry), { entry, present: row.present, edition }]
    }),
  )
}

/**
 * What readers see until the next judgement. A row that no judgement knows of is not kept: either nobody saw it, or the
 * import that wrote it has kept what was seen before.
 */
async function keepReplaced(client: PoolClient, replaced: readonly Entry[], inventoryId: string): Promise<void> {
  await bulk(
    client,
    `INSERT INTO entry_replaced (until_inventory, ${ENTRY_NAMES})
     SELECT $2, ${ENTRY_COLUMNS} FROM json_to_recordset($1) AS r (key text, year int) JOIN entry e USING (key, year)
     WHERE e.inventory_id <= (SELECT judged_inventory FROM register_state)`,
    replaced.map(place),
    inventoryId,
  )
}

async function savedLayouts(client: PoolClient, entries: readonly Entry[]): Promise<ReadonlyMap<Layout, string>> {
  const ids = new Map<Layout, string>()
  for (const layout of new Set(entries.map((entry) => entry.layout))) ids.set(layout, await saveLayout(client, layout))
  return ids
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

function rowOf(entry: Entry, layouts: ReadonlyMap<Layout, string>, present: boolean): object {
  return {
    key: entry.key,
    format: entry.format,
    year: entry.year,
    layout_id: layouts.get(entry.layout),
    file: entry.file,
    row: entry.row,
    agency: entry.agency,
    agency_name: entry.agencyName,
    bureau: entry.bureau,
    declared_id: entry.id,
    name: entry.name,
    raw: JSON.stringify(entry.raw),
    present,
  }
}

/** Unchanged entries move their provenance to the newest file that holds them. */
const UPSERT_ENTRY = `
  INSERT INTO entry (key, format, year, inventory_id, layout_id, file, row, agency, agency_name, bureau, declared_id, name, raw,
    present)
  SELECT r.key, r.format, r.year, $2, r.layout_id, r.file, r.row, r.agency, r.agency_name, r.bureau, r.declared_id, r.name, r.raw,
    r.present
  FROM json_to_recordset($1) AS r (key text, format text, year int, layout_id bigint, file text, row int, agency text,
    agency_name text, bureau text, declared_id text, name text, raw text, present boolean)
  ON CONFLICT (key, year) DO UPDATE SET format = excluded.format, inventory_id = excluded.inventory_id, layout_id = excluded.layout_id,
    file = excluded.file, row = excluded.row, agency = excluded.agency, agency_name = excluded.agency_name,
    bureau = excluded.bureau, declared_id = excluded.declared_id, name = excluded.name, raw = excluded.raw,
    present = excluded.present`
