import {
  checkGrowth,
  decodeEntry,
  edgeRoot,
  grow,
  type LogEntry,
  LogError,
  type LogFile,
  writeCheckpoint,
} from '@recourse/log'
import type { OutboxRow, SequencedRow } from './log-store.ts'
import type { LogParts } from './parts.ts'
import { LogStop } from './ports.ts'
import { sameBytes } from './same-bytes.ts'
import { apply } from './staged-files.ts'
import { CLOCK_STEP_MS, type OpenLog } from './start-up.ts'

const HASH_BYTES = 32

/**
 * One cycle, steps 1 to 5 of log.md section 5: gives the log as it is then, and how many leaves it took. Whatever it throws,
 * the state given in is void: load afresh before the next try, since the outcome of a commit may be unknown. A checkpoint
 * signed and not committed never leaves this function. @throws LogStop and the errors of the stores
 */
export async function sequenceBatch(
  parts: LogParts,
  log: OpenLog,
): Promise<{ readonly log: OpenLog; readonly leaves: number }> {
  const { store, step } = parts
  const rows = await store.outbox(parts.settings.batchLeaves)
  if (rows.length === 0) return { log, leaves: 0 }
  await step?.({ at: 'read' })
  const next = await signGrowth(parts, log, rows)
  await store.commit({
    log: log.identity.log,
    old: log.head,
    next: next.head,
    rows: next.rows,
    files: next.files,
    indexRoots: next.indexRoots,
  })
  await step?.({ at: 'committed' })
  await apply(log.tiles, [{ size: next.head.size, files: next.files }])
  await step?.({ at: 'applied' })
  const head = { ...log.head, ...next.head }
  return { log: { ...log, head, edge: next.edge }, leaves: rows.length }
}

/** The next batch of a log, signed and not yet committed. */
export interface SignedBatch {
  readonly head: {
    readonly size: bigint
    readonly root: Uint8Array
    readonly checkpoint: Uint8Array
    readonly time: number
  }
  readonly edge: OpenLog['edge']
  readonly rows: readonly SequencedRow[]
  readonly files: readonly LogFile[]
  readonly indexRoots: readonly { readonly size: bigint; readonly idx: bigint }[]
}

/** Steps 2 and 3: the root is computed a second time from the bytes about to be written, so that a flipped bit stops the signature. */
export async function signGrowth(
  parts: LogParts,
  log: Pick<OpenLog, 'identity' | 'keys' | 'edge'> & { readonly head: Pick<OpenLog['head'], 'size' | 'root' | 'time'> },
  rows: readonly OutboxRow[],
): Promise<SignedBatch> {
  const { crypto, step } = parts
  const { origin } = log.identity
  // A bit that flipped since the last cycle would enter both computations alike.
  if (!sameBytes(edgeRoot(crypto.sha256, log.edge), log.head.root)) throw flipped(origin, log.head.size)
  const entries = rows.map((row, i) => fitting(row, log.head.size + BigInt(i), log.identity.granularityHours))
  const grown = grow(
    crypto.sha256,
    log.edge,
    rows.map(({ entry }) => entry),
  )
  await step?.({ at: 'grown', files: grown.files })
  const { size } = grown.edge
  if (!sameBytes(secondRoot(parts, log, size, grown.files), grown.root)) throw flipped(origin, size)
  const text = writeCheckpoint({ origin, size, root: grown.root, extensions: [] })
  const time = await laterThan(parts, origin, log.head.time)
  const checkpoint = log.keys.sign(text, time)
  await step?.({ at: 'signed' })
  const hashes = leafHashesOf(grown.files, log.head.size, rows.length)
  return {
    head: { size, root: grown.root, checkpoint, time },
    edge: grown.edge,
    rows: rows.map((row, i) => ({
      ...row,
      idx: log.head.size + BigInt(i),
      leafHash: hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
    })),
    files: grown.files,
    indexRoots: entries.flatMap((entry, i) =>
      entry.type === 'index-root' ? [{ size: entry.size, idx: log.head.size + BigInt(i) }] : [],
    ),
  }
}

function secondRoot(
  { crypto }: LogParts,
  log: Pick<OpenLog, 'edge' | 'identity'>,
  size: bigint,
  files: readonly LogFile[],
): Uint8Array {
  try {
    return checkGrowth(crypto.sha256, log.edge, size, files)
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    throw flipped(log.identity.origin, size, cause)
  }
}

function flipped(origin: string, size: bigint, cause?: unknown): LogStop {
  return new LogStop(
    'root_differs',
    'log.md 5.2',
    `Two computations of the root of ${origin} at size ${size} differ: a fault of this computer's memory. Nothing was signed. ` +
      'Check the memory, then start again.',
    cause === undefined ? {} : { cause },
  )
}

/** An entry that is none would stand in the log for ever. */
function fitting(row: OutboxRow, idx: bigint, granularityHours: number): LogEntry {
  const entry = decoded(row, granularityHours)
  const label = entry.type === 'event' ? entry.label : null
  const sameLabel = label === null || row.label === null ? label === row.label : sameBytes(label, row.label)
  if (!sameLabel || (entry.type === 'shard-start' && idx !== 0n)) throw unfitRow(row)
  return entry
}

function decoded(row: OutboxRow, granularityHours: number): LogEntry {
  try {
    return decodeEntry(row.entry, granularityHours)
  } catch (error) {
    if (error instanceof LogError) throw unfitRow(row, error)
    throw error
  }
}

function unfitRow({ id }: OutboxRow, cause?: unknown): LogStop {
  return new LogStop(
    'outbox_unfit',
    'log.md 2',
    `Row ${id} of log_outbox is no entry of this log (its form, its label or the log's granularity). Nothing was signed; this is a defect of Recourse or of whoever wrote that row.`,
    cause === undefined ? {} : { cause },
  )
}

/** Out of the tiles of level 0 that the batch writes. */
function leafHashesOf(files: readonly LogFile[], from: bigint, count: number): Uint8Array {
  const hashes = new Uint8Array(count * HASH_BYTES)
  for (const { tile, bytes } of files) {
    if (tile.level !== 0) continue
    const at = Number(tile.index * 256n - from) * HASH_BYTES
    if (at >= 0) hashes.set(bytes, at)
    else hashes.set(bytes.subarray(-at), 0)
  }
  return hashes
}

/** Now, if it is later than the last signature; small steps back of the clock are waited out, others stop. */
export async function laterThan({ clock }: Pick<LogParts, 'clock'>, origin: string, last: number): Promise<number> {
  let now = clock.now()
  if (now <= last && last - now < CLOCK_STEP_MS) {
    await new Promise((resolve) => setTimeout(resolve, last - now + 1))
    now = clock.now()
  }
  if (now > last) return now
  throw new LogStop(
    'clock_went_back',
    'log.md 5.3',
    `${origin} was last signed at ${new Date(last).toISOString()}, and this computer's clock says ${new Date(now).toISOString()}. Nothing is signed until the clock is right; then start again.`,
  )
}
