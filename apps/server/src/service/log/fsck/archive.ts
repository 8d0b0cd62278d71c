import { digest, forkProof, type OpenedCheckpoint, toHex, writeForkEvidence } from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import type { Findings } from '../verify/finding.ts'
import { proofFromTiles, rootOfOlder } from '../verify/older.ts'
import type { LogReader } from '../verify/reader.ts'
import { keysFinding, openTrusted, quorumFinding, refusal, type Trust } from '../verify/trust.ts'

/** A checkpoint kept of the log: in a mirror's folder, or in our database. */
export interface ArchivedNote {
  readonly place: string
  readonly note: Uint8Array
  /** Kept as one that met the quorum of the policy. */
  readonly isQuorum?: boolean
}

/** Where a mirror keeps every checkpoint it saw. */
export const ARCHIVE_FOLDER = 'checkpoints/'

/** Never written over, one file for each checkpoint that was seen; the name vouches for the bytes. */
export function archivePath({ sha256 }: LogCrypto, note: Uint8Array, size: bigint): string {
  return `${ARCHIVE_FOLDER}${size / 1_000_000n}/${size}-${toHex(digest(sha256, note)).slice(0, 16)}`
}

/** What is kept of each in memory; its note is read again where it is evidence. */
interface Seen {
  readonly place: string
  readonly size: bigint
  readonly root: Uint8Array
}

/** When a tree of this size stood: POSIX seconds of the first and the last cosignature known of it. */
interface Standing {
  readonly size: bigint
  readonly first: bigint
  readonly last: bigint
}

export interface Archive {
  readonly seen: readonly Seen[]
  /** Rising sizes, each once; only what independent witnesses cosigned. */
  readonly standing: readonly Standing[]
}

/** Opens every archived checkpoint; those that the log's keys do not bear out are findings. */
export async function openArchive(
  crypto: LogCrypto,
  trust: Trust,
  origin: string,
  notes: AsyncIterable<ArchivedNote> | Iterable<ArchivedNote>,
  findings: Findings,
): Promise<Archive> {
  const seen: Seen[] = []
  const times = new Map<bigint, Standing>()
  for await (const { place, note, isQuorum } of notes) {
    const opened = openOrNull(crypto, note, trust, place, findings)
    if (opened === null) continue
    const unsigned = keysFinding(opened, trust, place)
    const unmet = isQuorum === true ? quorumFinding(opened, trust, place) : null
    findings.add(...[unsigned, unmet].filter((one) => one !== null))
    if (place.startsWith(ARCHIVE_FOLDER) && place !== archivePath(crypto, note, opened.checkpoint.size)) {
      findings.add({ class: 'differs', place, detail: 'its name is not that of its bytes' })
    }
    const { size, root } = opened.checkpoint
    if (opened.checkpoint.origin !== origin) {
      const detail = `it is a checkpoint of ${opened.checkpoint.origin}, not of ${origin}`
      findings.add({ class: 'unexpected', place, detail })
      continue
    }
    seen.push({ place, size, root })
    for (const { time } of opened.cosignatures) {
      const known = times.get(size)
      if (known === undefined) times.set(size, { size, first: time, last: time })
      else if (time < known.first) times.set(size, { ...known, first: time })
      else if (time > known.last) times.set(size, { ...known, last: time })
    }
  }
  return { seen, standing: [...times.values()].sort((a, b) => (a.size < b.size ? -1 : 1)) }
}

function openOrNull(
  crypto: LogCrypto,
  note: Uint8Array,
  trust: Trust,
  place: string,
  findings: Findings,
): OpenedCheckpoint | null {
  try {
    return openTrusted(crypto, note, trust)
  } catch (error) {
    findings.add(refusal(error, place))
    return null
  }
}

/** Two checkpoints that cannot both be true, as a file that anyone verifies. */
export interface Evidence {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Each archived checkpoint against the tree that is published now. Gives the evidence of forks. Throws LogUnreadable. */
export async function compareArchive(
  parts: { readonly crypto: LogCrypto; readonly reader: LogReader; readonly findings: Findings },
  archive: Archive,
  published: { readonly note: Uint8Array; readonly opened: OpenedCheckpoint },
  noteAt: (place: string) => Promise<Uint8Array | null>,
): Promise<readonly Evidence[]> {
  const { crypto, reader, findings } = parts
  const { size } = published.opened.checkpoint
  const evidence: Evidence[] = []
  for (const one of archive.seen) {
    if (one.size > size) {
      const detail = `${one.place} has ${one.size} leaves, the published one ${size}: the log went back`
      findings.add({ class: 'forked', place: 'checkpoint', detail })
      continue
    }
    const root = await rootOrNull(crypto, reader, one.size, size)
    if (root === null || Buffer.from(root).equals(one.root)) continue
    findings.add({
      class: 'forked',
      place: one.place,
      detail: `the first ${one.size} leaves of the published tree do not have the root that this checkpoint signs`,
    })
    const older = await noteAt(one.place)
    if (older !== null) evidence.push(await forkEvidence(crypto, reader, { ...one, note: older }, root, published))
  }
  return evidence
}

/** The evidence that `older` and the tree behind `newer`, readable and verified, part. Throws LogError, LogUnreadable. */
export async function forkEvidence(
  crypto: LogCrypto,
  reader: LogReader,
  older: { readonly size: bigint; readonly note: Uint8Array },
  rootInNewer: Uint8Array,
  newer: { readonly note: Uint8Array; readonly opened: OpenedCheckpoint },
): Promise<Evidence> {
  const { size } = newer.opened.checkpoint
  const proof =
    older.size === size
      ? []
      : forkProof(older.size, rootInNewer, await proofFromTiles(crypto.sha256, reader, older.size, size))
  return {
    name: `fork-${older.size}-${size}.evidence`,
    bytes: writeForkEvidence({ older: older.note, newer: newer.note, proof }),
  }
}

/** null where a tile is missing or unfit: the check of the tree has said so. */
async function rootOrNull(
  crypto: LogCrypto,
  reader: LogReader,
  older: bigint,
  size: bigint,
): Promise<Uint8Array | null> {
  try {
    return await rootOfOlder(crypto.sha256, reader, older, size)
  } catch (error) {
    refusal(error, '')
    return null
  }
}
