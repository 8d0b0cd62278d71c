import { decodeEntry, LogError, leafHash } from '@recourse/log'
import type { Pool, PoolClient } from 'pg'
import type { ArchivedNote } from '../../../service/log/fsck/archive.ts'
import type { DatabasePart } from '../../../service/log/fsck/fsck-log.ts'
import { checkStaging } from '../../../service/log/fsck/staging.ts'
import type { BlockReport } from '../../../service/log/verify/check-block.ts'
import type { Findings } from '../../../service/log/verify/finding.ts'
import { readTile } from '../../../service/log/verify/read-tile.ts'
import type { LogReader } from '../../../service/log/verify/reader.ts'
import { keysFinding, openTrusted, refusal, type Trust } from '../../../service/log/verify/trust.ts'
import { type RecordCheck, type RecordParts, recordsOf } from './fsck-records.ts'
import { checkStreams } from './fsck-streams.ts'
import { bytesOf, type HeadRow, headOf } from './rows.ts'

export interface FsckRows extends RecordParts {
  readonly trust: Trust
  readonly reader: LogReader
}

/** Rows asked for at once. */
const AT_ONCE = 2_000

interface EntryRow {
  readonly idx: string
  readonly label: Buffer | null
  readonly leaf_hash: Buffer
  readonly record: string | null
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
