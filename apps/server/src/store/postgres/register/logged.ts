import type { SlotValue } from '@recourse/log'
import {
  REGISTER_EVENTS,
  type RegisterEventName,
  type RegisterSlot,
  type RegisterSlots,
  type RegisterStream,
  registerSlots,
  registerStreamName,
} from '@recourse/register'
import type { Pool, PoolClient } from 'pg'
import type { EventToLog, LoggedEvent, RecordLog } from '../../../service/log/record-log.ts'
import { bulk } from '../bulk.ts'
import { inTransaction } from '../transaction.ts'
import { iso } from './sql.ts'

/** Imports queue behind one another on this advisory lock, and the backlog behind them; readers are never held up. */
export const IMPORT_LOCK = 7_301_001

/** Listings a transaction of the backlog holds at most. */
const MOST_LISTINGS = 5_000

/** One kind of the register's rows that the log does not hold yet, as events, and where it is written down that it does. */
interface Unlogged {
  readonly events: readonly EventToLog[]
  mark(client: PoolClient, logged: readonly LoggedEvent[]): Promise<void>
}

type Source = (client: PoolClient) => Promise<Unlogged>

/**
 * Logs what this transaction wrote, and whatever of the register is not logged yet. Nothing where no log is live: the
 * backlog is made up for when there is one.
 */
export async function logRegister(client: PoolClient, log: RecordLog | null, at: number): Promise<void> {
  if (log === null || !(await isLive(client))) return
  while ((await logSome(client, log, at)) >= MOST_LISTINGS) {
    // As long as it comes in full pages there may be more.
  }
}

/** See `RegisterStore.logBacklog`: a page a transaction, so that no import waits for long. */
export async function logRegisterBacklog(pool: Pool, log: RecordLog, at: number): Promise<number> {
  let sum = 0
  for (;;) {
    const some = await inTransaction(pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK])
      return (await isLive(client)) ? logSome(client, log, at) : 0
    })
    sum += some
    if (some === 0) return sum
  }
}

async function isLive(client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM log_identity WHERE frozen_at IS NULL')
  return rowCount === 1
}

/** Files before what they list, listings before changes, so that a stream tells them in this order. */
async function logSome(client: PoolClient, log: RecordLog, at: number): Promise<number> {
  let sum = 0
  for (const source of SOURCES) {
    const { events, mark } = await source(client)
    if (events.length === 0) continue
    const logged = await log.append(events, at)
    // Frozen since it was asked for: another log will hold it.
    if (logged === null) return sum
    await mark(client, logged)
    sum += logged.length
  }
  return sum
}

function event<Name extends RegisterEventName>(
  name: Name,
  stream: RegisterStream,
  values: RegisterSlots<Name>,
): EventToLog {
  const { code, version } = REGISTER_EVENTS[name]
  return {
    stream: { kind: 'public', name: registerStreamName(stream) },
    code,
    version,
    slots: registerSlots(name, values).map(slotOf),
  }
}

function slotOf(value: RegisterSlot): SlotValue {
  if (value === null) return { kind: 'absent' }
  if (typeof value === 'object') return { kind: 'list', items: value }
  return { kind: 'value', value }
}

async function files(client: PoolClient): Promise<Unlogged> {
  const { rows } = await client.query<{
    id: string
    format: string
    year: number
    sha256: string
    size_bytes: string
    records: number
    quarantined: number
    added: number
    updated: number
    unchanged: number
    absent: number
  }>(
    `SELECT id, format, year, sha256, size_bytes, records, quarantined, added, updated, unchanged, absent FROM inventory
     WHERE logged IS NULL ORDER BY id`,
  )
  return {
    events: rows.map(({ id: _, size_bytes, ...row }) =>
      event(
        'InventoryImported',
        { about: 'inventory', format: row.format, year: row.year },
        { ...row, sizeBytes: Number(size_bytes) },
      ),
    ),
    mark: (db, logged) =>
      bulk(
        db,
        `UPDATE inventory SET logged = r.record FROM json_to_recordset($1) AS r (id bigint, record uuid) WHERE inventory.id = r.id`,
        rows.map(({ id }, at) => ({ id, record: logged[at]?.record })),
      ),
  }
}

/** An entry as it stands, of its cells the digest of the masked text alone. */
interface Listing {
  readonly key: string
  readonly year: number
  readonly format: string
  readonly file: string
  readonly row: number
  readonly cells: string
  /** Digest of the file that no longer lists it, where no change says so; null otherwise. */
  readonly gone_by: string | null
}

async function listings(client: PoolClient): Promise<Unlogged> {
  const { rows } = await client.query<Listing>(
    `SELECT e.key, e.year, e.format, i.sha256 AS file, e.row, encode(sha256(convert_to(e.raw, 'UTF8')), 'hex') AS cells,
       CASE WHEN e.present OR EXISTS (SELECT 1 FROM entry_change c WHERE c.entry_key = e.key AND c.year = e.year
           AND c.kind = 'absent') THEN NULL
         ELSE (SELECT n.sha256 FROM inventory n WHERE n.format = e.format AND n.year = e.year
           ORDER BY n.edition DESC, n.id DESC LIMIT 1) END AS gone_by
     FROM entry e JOIN inventory i ON i.id = e.inventory_id
     WHERE NOT EXISTS (SELECT 1 FROM log_listing l WHERE l.key = e.key AND l.year = e.year)
     ORDER BY e.inventory_id, e.row, e.key LIMIT ${MOST_LISTINGS}`,
  )
  const stream = (key: string): RegisterStream => ({ about: 'use-case', key })
  const gone = rows.filter((row) => row.gone_by !== null)
  return {
    events: [
      ...rows.map(({ gone_by: _, ...row }) => event('UseCaseListed', stream(row.key), { ...row, columns: null })),
      ...gone.map(({ key, year, format, gone_by }) =>
        event('UseCaseNoLongerListed', stream(key), {
          key,
          year,
          format,
          file: gone_by,
          row: null,
          cells: null,
          columns: null,
        }),
      ),
    ],
    mark: (db, logged) =>
      bulk(
        db,
        `INSERT INTO log_listing (key, year, record)
         SELECT r.key, r.year, r.record FROM json_to_recordset($1) AS r (key text, year int, record uuid)`,
        rows.map(({ key, year }, at) => ({ key, year, record: logged[at]?.record })),
      ),
  }
}

const CHANGES = {
  updated: 'DeclarationChanged',
  absent: 'UseCaseNoLongerListed',
  returned: 'UseCaseListedAgain',
} as const satisfies Readonly<Record<string, RegisterEventName>>

/** Of entries whose listing is logged. Row and digest only while the entry still is as that change left it: nothing is said of cells nobody holds any more. */
async function changes(client: PoolClient): Promise<Unlogged> {
  const { rows } = await client.query<{
    id: string
    key: string
    year: number
    format: string
    file: string
    row: number | null
    cells: string | null
    columns: string[]
    kind: keyof typeof CHANGES
  }>(
    `SELECT c.id, c.entry_key AS key, c.year, e.format, i.sha256 AS file, c.kind,
       CASE WHEN c.kind <> 'absent' AND e.inventory_id = c.inventory_id THEN e.row END AS row,
       CASE WHEN c.kind <> 'absent' AND e.inventory_id = c.inventory_id
         THEN encode(sha256(convert_to(e.raw, 'UTF8')), 'hex') END AS cells,
       ARRAY(SELECT json_array_elements(c.cells::json) ->> 'column') AS columns
     FROM entry_change c JOIN entry e ON e.key = c.entry_key AND e.year = c.year JOIN inventory i ON i.id = c.inventory_id
       JOIN log_listing l ON l.key = c.entry_key AND l.year = c.year
     WHERE c.logged IS NULL ORDER BY c.id LIMIT ${MOST_LISTINGS}`,
  )
  return {
    events: rows.map(({ id: _, kind, columns, ...row }) =>
      event(
        CHANGES[kind],
        { about: 'use-case', key: row.key },
        { ...row, columns: columns.length === 0 ? null : columns },
      ),
    ),
    mark: (db, logged) => markById(db, 'entry_change', rows, logged),
  }
}

/** In the streams of both ends: whoever follows one of them learns of it. */
async function matches(client: PoolClient): Promise<Unlogged> {
  const { rows } = await client.query<{ from: string; to: string; verdict: string; settledAt: string }>(
    `SELECT from_key AS "from", to_key AS "to", verdict, ${iso('at')} AS "settledAt" FROM match_review
     WHERE logged IS NULL ORDER BY at, from_key, to_key`,
  )
  return {
    events: rows.flatMap((row) =>
      [...new Set([row.from, row.to])].map((key) => event('MatchSettled', { about: 'use-case', key }, row)),
    ),
    async mark(db, logged) {
      let next = 0
      await bulk(
        db,
        `UPDATE match_review m SET logged = r.record FROM json_to_recordset($1) AS r ("from" text, "to" text, record uuid)
         WHERE m.from_key = r."from" AND m.to_key = r."to"`,
        rows.map(({ from, to }) => {
          const record = logged[next]?.record
          next += from === to ? 1 : 2
          return { from, to, record }
        }),
      )
    },
  }
}

/** Of a finding about a use case in its stream, of any other in its agency's. Words may name somebody: their digest alone. */
async function answers(client: PoolClient): Promise<Unlogged> {
  const { rows } = await client.query<{
    id: string
    finding: string
    rule: string
    by: string
    state: string
    saidOn: string
    words: string
    source: string
    entry_key: string | null
    agency: string
  }>(
    `SELECT a.id, a.finding_id AS finding, f.rule, a.said_by AS "by", a.state, a.said_on::text AS "saidOn", f.entry_key, f.agency,
       encode(sha256(convert_to(a.words, 'UTF8')), 'hex') AS words, encode(sha256(convert_to(a.source, 'UTF8')), 'hex') AS source
     FROM finding_answer a JOIN finding f ON f.id = a.finding_id WHERE a.logged IS NULL ORDER BY a.id`,
  )
  return {
    events: rows.map(({ id: _, entry_key, agency, ...row }) =>
      event(
        'FindingAnswered',
        entry_key === null
          ? { about: 'agency', agency: agency === '' ? 'none' : agency }
          : { about: 'use-case', key: entry_key },
        row,
      ),
    ),
    mark: (db, logged) => markById(db, 'finding_answer', rows, logged),
  }
}

function markById(
  client: PoolClient,
  table: 'entry_change' | 'finding_answer',
  rows: readonly { readonly id: string }[],
  logged: readonly LoggedEvent[],
): Promise<void> {
  return bulk(
    client,
    `UPDATE ${table} SET logged = r.record FROM json_to_recordset($1) AS r (id bigint, record uuid) WHERE ${table}.id = r.id`,
    rows.map(({ id }, at) => ({ id, record: logged[at]?.record })),
  )
}

const SOURCES: readonly Source[] = [files, listings, changes, matches, answers]
