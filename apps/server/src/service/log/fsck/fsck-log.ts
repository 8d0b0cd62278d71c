import type { OpenedCheckpoint } from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import { BLOCK_LEAVES, type BlockReport } from '../verify/check-block.ts'
import { type BlockPool, checkTree } from '../verify/check-tree.ts'
import { type Finding, type Findings, findings } from '../verify/finding.ts'
import { type LogReader, MAX_SMALL_FILE } from '../verify/reader.ts'
import type { TreeEdge } from '../verify/rebuilt-tree.ts'
import { keysFinding, type Trust } from '../verify/trust.ts'
import { openPublished } from '../verify/verify-log.ts'
import { ARCHIVE_FOLDER, type ArchivedNote, compareArchive, type Evidence, openArchive } from './archive.ts'
import { entryChecks } from './entries.ts'
import { checkFolder } from './files.ts'

/** What the rows beside a log's files have to say. */
export interface DatabasePart {
  readonly headSize: bigint
  archive(): AsyncIterable<ArchivedNote>
  /** Each block in the order of its leaves. */
  take(report: BlockReport, findings: Findings): Promise<void>
  /** After the last block. */
  close(size: bigint, findings: Findings): Promise<void>
}

export interface FsckLog {
  readonly crypto: LogCrypto
  readonly reader: LogReader
  readonly pool: BlockPool
  readonly trust: Trust
  readonly policyFile: Uint8Array | null
  /** null: not known; then any hour is one, and times may lie a day apart. */
  readonly granularityHours: number | null
  readonly database: DatabasePart | null
  /** Goes on behind what an earlier run found clean. */
  readonly from?: FsckState
  /** Called now and then with what a later run may go on from; only while nothing was found. */
  readonly onState?: (state: FsckState) => void
  readonly signal?: AbortSignal
  readonly onLeaves?: (leaves: number, of: bigint) => void
  readonly now: () => number
}

/** Whole blocks of a log that were found clean, and the edge behind them. */
export interface FsckState {
  readonly origin: string
  readonly edge: TreeEdge
}

export interface FsckVerdict {
  readonly ok: boolean
  readonly origin: string | null
  readonly size: bigint | null
  readonly root: string | null
  readonly leaves: number
  readonly bytes: number
  readonly seconds: number
  readonly findings: readonly Finding[]
  readonly findingCount: number
  readonly evidence: readonly Evidence[]
}

/**
 * A log of ours as agencies, monitors and courts check it (log.md section 9): all that `verifyLog` checks, and what its entries, its
 * archive, its folder and its rows must be. Throws LogUnreadable, and the reason of `signal`.
 */
export async function fsckLog(asked: FsckLog): Promise<FsckVerdict> {
  const begun = asked.now()
  const found = findings()
  const { reader } = asked
  const note = await reader.read('checkpoint', MAX_SMALL_FILE)
  // Opened from the bytes just read: the log may publish another one meanwhile.
  const opened = await openPublished({ ...asked, reader: withCheckpoint(reader, note) }, found)
  const whole =
    opened === null || note === null
      ? { leaves: 0, bytes: 0, evidence: [] }
      : await checkPublished(asked, { note, opened }, found)
  return {
    ok: found.count() === 0,
    origin: opened?.checkpoint.origin ?? null,
    size: opened?.checkpoint.size ?? null,
    root: opened === null ? null : Buffer.from(opened.checkpoint.root).toString('base64'),
    ...whole,
    seconds: (asked.now() - begun) / 1_000,
    findings: found.list,
    findingCount: found.count(),
  }
}

function withCheckpoint(reader: LogReader, note: Uint8Array | null): LogReader {
  return { ...reader, read: (path, limit) => (path === 'checkpoint' ? note : reader.read(path, limit)) }
}

async function checkPublished(
  asked: FsckLog,
  published: { readonly note: Uint8Array; readonly opened: OpenedCheckpoint },
  found: Findings,
): Promise<{ leaves: number; bytes: number; evidence: readonly Evidence[] }> {
  const { crypto, reader, database, trust, onState } = asked
  const { checkpoint } = published.opened
  const unsigned = keysFinding(published.opened, trust, 'checkpoint')
  if (unsigned !== null) found.add(unsigned)
  const archive = await openArchive(crypto, trust, checkpoint.origin, notesOf(reader, database), found)
  const entries = entryChecks(
    crypto.sha256,
    archive,
    { granularityHours: asked.granularityHours, isArchiveWhole: database !== null },
    found,
  )
  const from = resumable(asked.from, checkpoint.origin, checkpoint.size)
  const { pool, signal } = asked
  const tree = await checkTree({
    crypto,
    reader,
    pool,
    ...(signal === undefined ? {} : { signal }),
    checkpoint,
    findings: found,
    entries: 'ours',
    ...(from === undefined ? {} : { from }),
    onLeaves: (leaves) => asked.onLeaves?.(leaves, checkpoint.size),
    async onBlock(report, edge) {
      if (report.entries !== null) entries.take(report.entries)
      await database?.take(report, found)
      const isWhole = report.leaves === BLOCK_LEAVES && report.index >= (from?.blocks ?? 0)
      if (isWhole && found.count() === 0) onState?.({ origin: checkpoint.origin, edge: edge() })
    },
  })
  const evidence = await compareArchive({ crypto, reader, findings: found }, archive, published, (place) =>
    noteAt(reader, database, place),
  )
  await checkFolder({ ...asked, findings: found, size: checkpoint.size, headSize: database?.headSize ?? 0n })
  await database?.close(checkpoint.size, found)
  return { ...tree, evidence }
}

function resumable(from: FsckState | undefined, origin: string, size: bigint): TreeEdge | undefined {
  if (from === undefined || from.origin !== origin) return undefined
  return BigInt(from.edge.blocks) * BigInt(BLOCK_LEAVES) <= size ? from.edge : undefined
}

async function* notesOf(reader: LogReader, database: DatabasePart | null): AsyncGenerator<ArchivedNote> {
  for await (const path of reader.list?.() ?? []) {
    if (!path.startsWith(ARCHIVE_FOLDER)) continue
    const note = await reader.read(path, MAX_SMALL_FILE)
    if (note !== null) yield { place: path, note }
  }
  if (database !== null) yield* database.archive()
}

async function noteAt(reader: LogReader, database: DatabasePart | null, place: string): Promise<Uint8Array | null> {
  if (place.startsWith(ARCHIVE_FOLDER)) return reader.read(place, MAX_SMALL_FILE)
  for await (const one of database?.archive() ?? []) if (one.place === place) return one.note
  return null
}
