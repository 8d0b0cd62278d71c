import { decodeEntry, LogError, leafHash } from '@recourse/log'
import type { Pool, PoolClient } from 'pg'
import type { ArchivedNote } from '../../../service/log/fsck/archive.ts'
import type { DatabasePart } from '../../../service/log/fsck/fsck-log.ts'
import { type OpenedRow, recordFault } from '../../../service/log/fsck/record-check.ts'
import { checkStaging } from '../../../service/log/fsck/staging.ts'
import { type LogCrypto, type LogIdentity, LogStop } from '../../../service/log/ports.ts'
import type { BlockReport } from '../../../service/log/verify/check-block.ts'
import type { Findings } from '../../../service/log/verify/finding.ts'
import { readTile } from '../../../service/log/verify/read-tile.ts'
import type { LogReader } from '../../../service/log/verify/reader.ts'
import { keysFinding, openTrusted, refusal, type Trust } from '../../../service/log/verify/trust.ts'
import { unseal } from '../../keys/sealing.ts'
import { checkStreams } from './fsck-streams.ts'
import { bytesOf, type HeadRow, headOf } from './rows.ts'
import { type SealingKeys, seedContext, streamKeyContext } from './sealing-keys.ts'
import { readSlots } from './slot-text.ts'

export interface FsckRows {
  readonly crypto: LogCrypto
  readonly identity: LogIdentity
  readonly trust: Trust
  readonly reader: LogReader
  readonly sealing: SealingKeys
}

/** Rows asked for at once. */
const AT_ONCE = 2_000

interface EntryRow {
  readonly idx: string
  readonly label: Buffer | null
  readonly leaf_hash: Buffer
  readonly record: string | null
}

interface RecordRow {
  readonly id: string
  readonly stream: Buffer
  readonly seq: string
  readonly kind: number
  readonly schema: number
  readonly slots: string
  readonly wrapped: Buffer | null
  readonly sealing_key: string | null
  readonly name: string | null
  readonly wrapped_key: Buffer | null
  readonly stream_sealing: string | null
  readonly before: Buffer | null
  readonly before_known: boolean
}

/**
 * The rows of one log as they stood at one moment, after its checkpoint was read (log.md section 9 "With the database"). Every row of a record
 * is opened and led to its leaf; erased ones are told by `log_erasure`. `release` ends the transaction.
 */
export async function fsckRows(
  pool: Pool,
  parts: FsckRows,
): Promise<{ readonly part: DatabasePart; release(): Promise<void> }> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query('SET LOCAL statement_timeout = 0')
    const { log } = parts.identity
    const { rows } = await client.query<HeadRow>('SELECT * FROM log_head WHERE log = $1', [log])
    const head = rows[0] === undefined ? null : headOf(rows[0])
    const part: DatabasePart = {
      headSize: head?.size ?? 0n,
      archive: () => archiveOf(client, log),
      take: (report, findings) => takeBlock(client, parts, report, findings),
      async close(size, findings) {
        if (head === null) {
          findings.add({ class: 'missing', place: `log_head ${log}`, detail: 'the log has no head' })
          return
        }
        checkHead(parts, head, size, findings)
        await checkCounts(client, log, head.size, findings)
        await checkStaging(parts, head, size, stagedOf(client, log), findings)
        await checkQueue(client, parts, findings)
        await checkStreams(client, log, findings)
      },
    }
    return {
      part,
      async release() {
        await client.query('ROLLBACK').finally(() => client.release())
      },
    }
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function* archiveOf(client: PoolClient, log: number): AsyncGenerator<ArchivedNote> {
  let [size, at] = ['-1', '-1']
  for (;;) {
    const { rows } = await client.query<{ size: string; published_at: string; note: Buffer; quorum_at: string | null }>(
      `SELECT size, published_at, note, quorum_at FROM log_checkpoint WHERE log = $1 AND (size, published_at) > ($2, $3)
       ORDER BY size, published_at LIMIT 500`,
      [log, size, at],
    )
    for (const row of rows) {
      yield {
        place: `log_checkpoint ${log} ${row.size} ${row.published_at}`,
        note: bytesOf(row.note),
        isQuorum: row.quorum_at !== null,
      }
      size = row.size
      at = row.published_at
    }
    if (rows.length === 0) return
  }
}

async function* stagedOf(client: PoolClient, log: number) {
  const { rows } = await client.query<{ size: string }>('SELECT size FROM log_staging WHERE log = $1 ORDER BY size', [
    log,
  ])
  for (const { size } of rows) {
    const staged = await client.query<{ paths: string[]; files: Buffer[] }>(
      'SELECT paths, files FROM log_staging WHERE log = $1 AND size = $2',
      [log, size],
    )
    const [row] = staged.rows
    const files = (row?.paths ?? []).map((path, i) => ({ path, bytes: bytesOf(row?.files[i] ?? Buffer.alloc(0)) }))
    yield { size: BigInt(size), files }
  }
}

function checkHead(
  { crypto, trust, identity }: FsckRows,
  head: ReturnType<typeof headOf>,
  size: bigint,
  findings: Findings,
): void {
  const place = `log_head ${identity.log}`
  const differs = (detail: string): void => findings.add({ class: 'differs', place, detail })
  if (head.publishedSize < size)
    differs(`it says ${head.publishedSize} leaves are published, the checkpoint has ${size}`)
  if (head.publishedSize > head.size || head.size < size) {
    differs(`it has ${head.size} leaves, ${head.publishedSize} of them published, and the checkpoint ${size}`)
  }
  try {
    const opened = openTrusted(crypto, head.checkpoint, trust)
    const { checkpoint } = opened
    const unsigned = keysFinding(opened, trust, place)
    if (unsigned !== null) findings.add(unsigned)
    const isSame = checkpoint.size === head.size && Buffer.compare(checkpoint.root, head.root) === 0
    if (!isSame || checkpoint.origin !== identity.origin) differs('its checkpoint signs another size, root or log')
  } catch (error) {
    findings.add(refusal(error, place))
  }
}

async function checkCounts(client: PoolClient, log: number, size: bigint, findings: Findings): Promise<void> {
  const { rows } = await client.query<{ count: string; highest: string | null }>(
    'SELECT count(*) AS count, max(idx) AS highest FROM log_entry WHERE log = $1',
    [log],
  )
  const count = BigInt(rows[0]?.count ?? 0)
  const highest = rows[0]?.highest ?? null
  if (count === size && (highest === null ? size === 0n : BigInt(highest) + 1n === size)) return
  const detail = `${count} rows up to leaf ${highest ?? 'none'} for ${size} leaves`
  findings.add({ class: count < size ? 'missing' : 'unexpected', place: `log_entry ${log}`, detail })
}

/** Each leaf of the block against its row, and each record against its leaf. */
async function takeBlock(client: PoolClient, parts: FsckRows, report: BlockReport, findings: Findings): Promise<void> {
  const { identity } = parts
  const { entries } = report
  if (entries === null) return
  for (let from = 0; from < report.leaves; from += AT_ONCE) {
    const first = entries.first + from
    const end = Math.min(from + AT_ONCE, report.leaves) + entries.first
    const { rows } = await client.query<EntryRow>(
      'SELECT idx, label, leaf_hash, record FROM log_entry WHERE log = $1 AND idx >= $2 AND idx < $3 ORDER BY idx',
      [identity.log, first, end],
    )
    const hashes = await leafHashes(parts.reader, report, first, end)
    const byIndex = new Map(rows.map((row) => [Number(row.idx), row]))
    const records = await recordsOf(client, parts, rows)
    for (let leaf = first; leaf < end; leaf++) {
      const place = `log_entry ${identity.log} ${leaf}`
      const row = byIndex.get(leaf)
      const at = leaf - entries.first
      const label = entries.labels.subarray(at * 32, at * 32 + 32)
      const isEvent = (entries.kinds[at] ?? 0) !== 0
      if (row === undefined) {
        findings.add({ class: 'missing', place, detail: 'the leaf has no row' })
        continue
      }
      const differs = (detail: string): void => findings.add({ class: 'differs', place, detail })
      const hash = hashes.get(leaf)
      if (hash !== undefined && !hash.equals(row.leaf_hash)) differs('it does not hold the hash of its leaf')
      if (isEvent !== (row.label !== null) || (row.label !== null && !row.label.equals(label))) {
        differs('it does not hold the label of its leaf')
      }
      if (row.record === null) {
        // Leaves without records are index roots and shard starts.
        if (isEvent) differs('its event has no record')
        continue
      }
      const record = records.get(row.record)
      const fault = record?.({
        hours: entries.hours[at] ?? 0,
        label: new Uint8Array(label),
        leafHash: bytesOf(row.leaf_hash),
      })
      if (record === undefined) {
        findings.add({
          class: 'missing',
          place: `log_record ${row.record}`,
          detail: `leaf ${leaf} commits to it, and no erasure is known`,
        })
      } else if (fault !== null && fault !== undefined) {
        findings.add({ class: 'differs', place: `log_record ${row.record}`, detail: `leaf ${leaf}: ${fault}` })
      }
    }
  }
}

/** Leaves that wait for their index already lead from their records. */
async function checkQueue(client: PoolClient, parts: FsckRows, findings: Findings): Promise<void> {
  let after = '-1'
  for (;;) {
    const { rows } = await client.query<{ id: string; entry: Buffer; record: string | null }>(
      'SELECT id, entry, record FROM log_outbox WHERE id > $1 ORDER BY id LIMIT $2',
      [after, AT_ONCE],
    )
    const records = await recordsOf(client, parts, rows)
    for (const { id, entry, record } of rows) {
      after = id
      const fault = queueFault(parts, bytesOf(entry), record === null ? undefined : records.get(record))
      if (fault !== null) findings.add({ class: 'differs', place: `log_outbox ${id}`, detail: fault })
    }
    if (rows.length === 0) return
  }
}

function queueFault({ crypto, identity }: FsckRows, entry: Uint8Array, record: RecordCheck | undefined): string | null {
  try {
    const decoded = decodeEntry(entry, identity.granularityHours)
    // A record that is missing is told with the streams.
    if (decoded.type !== 'event' || record === undefined) return null
    return record({ hours: decoded.hours, label: decoded.label, leafHash: leafHash(crypto.sha256, entry) })
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return error.message.replace(/^log: /, '')
  }
}

/** Of the tiles, which the tree has led to the root. */
async function leafHashes(
  reader: LogReader,
  report: BlockReport,
  first: number,
  end: number,
): Promise<Map<number, Buffer>> {
  const last = report.index * 65_536 + report.leaves
  const found = new Map<number, Buffer>()
  for (let index = Math.floor(first / 256); index * 256 < end; index++) {
    const width = Math.min(256, last - index * 256)
    const tile = await readTile(reader, { level: 0, index: BigInt(index), width })
    if (tile.kind !== 'read') continue
    const bytes = Buffer.from(tile.bytes)
    for (let i = 0; i < width; i++) found.set(index * 256 + i, bytes.subarray(i * 32, (i + 1) * 32))
  }
  return found
}

type RecordCheck = (leaf: Pick<OpenedRow, 'hours' | 'label' | 'leafHash'>) => string | null

/** A check for each record these rows name; an erased one passes whatever its leaf holds. */
async function recordsOf(
  client: PoolClient,
  parts: FsckRows,
  rows: readonly Pick<EntryRow, 'record'>[],
): Promise<Map<string, RecordCheck>> {
  const ids = rows.flatMap(({ record }) => (record === null ? [] : [record]))
  const checks = new Map<string, RecordCheck>()
  if (ids.length === 0) return checks
  const erased = await client.query<{ record: string }>(
    'SELECT record FROM log_erasure WHERE record = ANY($1::uuid[]) AND done',
    [ids],
  )
  for (const { record } of erased.rows) checks.set(record, () => null)
  const { rows: found } = await client.query<RecordRow>(
    `SELECT r.id, r.stream, r.seq, r.kind, r.schema, r.slots, d.wrapped, d.sealing_key, s.name, s.wrapped_key,
       s.sealing_key AS stream_sealing, e.leaf_hash AS before, (r.seq = 1 OR e.leaf_hash IS NOT NULL) AS before_known
     FROM log_record r JOIN log_stream s ON s.id = r.stream LEFT JOIN log_seed d ON d.record = r.id
       LEFT JOIN LATERAL (SELECT e.leaf_hash FROM log_record p JOIN log_entry e ON e.record = p.id
         WHERE p.stream = r.stream AND p.seq = r.seq - 1 LIMIT 1) e ON true
     WHERE r.id = ANY($1::uuid[])`,
    [ids],
  )
  const wanted = found.flatMap((row) => [row.sealing_key, row.stream_sealing].filter((id) => id !== null))
  const { keys, fault } = await keysOf(client, parts.sealing, wanted)
  const origins = await originsOf(client)
  for (const row of found)
    checks.set(row.id, (leaf) => fault ?? opened(parts, row, keys, leaf, (origin) => origins.has(origin)))
  return checks
}

async function keysOf(
  client: PoolClient,
  sealing: SealingKeys,
  ids: readonly string[],
): Promise<{ keys: ReadonlyMap<string, Uint8Array>; fault: string | null }> {
  try {
    return { keys: await sealing.find(client, ids), fault: null }
  } catch (error) {
    if (couldNotTell(error)) throw error
    // One damaged key hides the others of this batch; each is asked for alone.
    const keys = new Map<string, Uint8Array>()
    for (const id of new Set(ids)) {
      const one = await sealing.find(client, [id]).catch((trouble: unknown) => {
        if (couldNotTell(trouble)) throw trouble
        return new Map<string, Uint8Array>()
      })
      for (const [found, key] of one) keys.set(found, key)
    }
    return { keys, fault: null }
  }
}

function couldNotTell(error: unknown): boolean {
  // Without the wrapping key nothing can be told: that is no finding.
  if (error instanceof LogStop) return true
  return (
    error instanceof Error &&
    ('severity' in error || ('code' in error && /^(E[A-Z]+|[0-9A-Z]{5})$/.test(String(error.code))))
  )
}

function opened(
  { crypto, identity }: FsckRows,
  row: RecordRow,
  keys: ReadonlyMap<string, Uint8Array>,
  leaf: Pick<OpenedRow, 'hours' | 'label' | 'leafHash'>,
  isOrigin: (origin: string) => boolean,
): string | null {
  const sealing = row.sealing_key === null ? undefined : keys.get(row.sealing_key)
  if (row.wrapped === null || sealing === undefined)
    return 'its seed cannot be opened: the seed or its key is missing or damaged'
  const seed = unsealed(sealing, row.wrapped, seedContext(row.id))
  if (seed === null) return 'its seed is damaged'
  const streamSealing = row.stream_sealing === null ? undefined : keys.get(row.stream_sealing)
  const key =
    row.wrapped_key === null || streamSealing === undefined
      ? null
      : unsealed(streamSealing, row.wrapped_key, streamKeyContext(bytesOf(row.stream)))
  let slots: OpenedRow['slots']
  try {
    slots = readSlots(row.slots)
  } catch (error) {
    return `its slots cannot be read: ${error instanceof Error ? error.message : String(error)}`
  }
  const before = row.before_known ? (row.before === null ? null : bytesOf(row.before)) : undefined
  const stream = { id: bytesOf(row.stream), name: row.name, key }
  const { kind: code, schema } = row
  return recordFault(
    crypto,
    identity,
    { code, schema, seq: BigInt(row.seq), slots, seed, stream, before, ...leaf },
    isOrigin,
  )
}

/** null where the key, the context or a byte is another one. */
function unsealed(key: Uint8Array, sealed: Buffer, context: string): Uint8Array | null {
  try {
    return unseal(key, bytesOf(sealed), context)
  } catch {
    // What does not open is told by its row.
    return null
  }
}

async function originsOf(client: PoolClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ origin: string }>('SELECT origin FROM log_identity')
  return new Set(rows.map(({ origin }) => origin))
}
