import { LogError, type OpenedCheckpoint } from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import { type BlockPool, checkTree } from './check-tree.ts'
import { type Finding, type Findings, findings } from './finding.ts'
import { rootOfOlder } from './older.ts'
import { type LogReader, MAX_SMALL_FILE } from './reader.ts'
import { openTrusted, quorumFinding, refusal, type Trust } from './trust.ts'

export interface VerifyLog {
  readonly crypto: LogCrypto
  readonly reader: LogReader
  readonly pool: BlockPool
  readonly trust: Trust
  /** A checkpoint seen before: the log must begin with its tree. */
  readonly since?: Uint8Array
  readonly signal?: AbortSignal
  readonly onLeaves?: (leaves: number, of: bigint) => void
  /** Milliseconds, for the duration alone. */
  readonly now: () => number
}

export interface LogVerdict {
  readonly ok: boolean
  readonly origin: string | null
  readonly size: bigint | null
  /** Base64. */
  readonly root: string | null
  readonly leaves: number
  readonly bytes: number
  readonly seconds: number
  readonly errors: readonly Finding[]
  /** Of all, listed or not. */
  readonly errorCount: number
}

/** Any tlog-tiles log against its checkpoint, entries opaque (log.md section 9). Throws LogUnreadable, and the reason of `signal`. */
export async function verifyLog(asked: VerifyLog): Promise<LogVerdict> {
  const begun = asked.now()
  const errors = findings()
  const opened = await openPublished(asked, errors)
  let done = { leaves: 0, bytes: 0 }
  if (opened !== null) {
    const { size } = opened.checkpoint
    if (asked.since !== undefined) await checkSince(asked, asked.since, opened, errors)
    done = await checkTree({
      ...asked,
      checkpoint: opened.checkpoint,
      findings: errors,
      entries: 'opaque',
      onLeaves: (leaves) => asked.onLeaves?.(leaves, size),
    })
  }
  return {
    ok: errors.count() === 0,
    origin: opened?.checkpoint.origin ?? null,
    size: opened?.checkpoint.size ?? null,
    root: opened === null ? null : Buffer.from(opened.checkpoint.root).toString('base64'),
    ...done,
    seconds: (asked.now() - begun) / 1_000,
    errors: errors.list,
    errorCount: errors.count(),
  }
}

/** The checkpoint that the log publishes now; null where it cannot be believed, which is a finding. */
export async function openPublished(
  { crypto, reader, trust }: Pick<VerifyLog, 'crypto' | 'reader' | 'trust'>,
  errors: Findings,
): Promise<OpenedCheckpoint | null> {
  const note = await reader.read('checkpoint', MAX_SMALL_FILE)
  if (note === null) {
    errors.add({ class: 'missing', place: 'checkpoint', detail: `${reader.place} has no checkpoint` })
    return null
  }
  try {
    const opened = openTrusted(crypto, note, trust)
    const quorum = quorumFinding(opened, trust, 'checkpoint')
    if (quorum !== null) errors.add(quorum)
    return opened
  } catch (error) {
    errors.add(refusal(error, 'checkpoint'))
    return null
  }
}

async function checkSince(
  { crypto, reader, trust }: VerifyLog,
  note: Uint8Array,
  { checkpoint }: OpenedCheckpoint,
  errors: Findings,
): Promise<void> {
  const place = '--since'
  try {
    const older = openTrusted(crypto, note, trust).checkpoint
    if (older.origin !== checkpoint.origin) {
      errors.add({ class: 'refused', place, detail: `it is of the log ${older.origin}, not ${checkpoint.origin}` })
    } else if (older.size > checkpoint.size) {
      const detail = `it has ${older.size} leaves and the log now shows ${checkpoint.size}: the log went back`
      errors.add({ class: 'forked', place, detail })
    } else {
      const root = await rootOfOlder(crypto.sha256, reader, older.size, checkpoint.size)
      if (Buffer.from(root).equals(older.root)) return
      errors.add({ class: 'forked', place, detail: `the first ${older.size} leaves do not have the root it was given` })
    }
  } catch (error) {
    if (error instanceof LogError && error.code.startsWith('tile_')) {
      // Named with its path by the check of the tree; here only what it prevented.
      errors.add({ class: 'missing', place, detail: 'consistency cannot be told: a tile it needs is missing or unfit' })
      return
    }
    errors.add(refusal(error, place))
  }
}
