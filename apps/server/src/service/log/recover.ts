import { isQuorum, LogError, publicStreamKey, streamLabel } from '@recourse/log'
import { folderOf } from './init.ts'
import type { ArchivedCheckpoint, StoredStream } from './log-store.ts'
import { type OwnCheckpoint, openOwnCheckpoint } from './own-checkpoint.ts'
import type { LogParts } from './parts.ts'
import { type LogHead, type LogIdentity, LogStop, type TileStore } from './ports.ts'
import { readEntries } from './read-entries.ts'
import { sameBytes } from './same-bytes.ts'
import { applyStaged } from './staged-files.ts'

export interface RecoverParts extends LogParts {
  /** Key of a case's stream; null where it was erased. */
  streamKeyOf(stream: StoredStream): Promise<Uint8Array | null>
  /** Logs that records of these leaves are lost; told once, where there are any. */
  logIncident(origin: string, leaves: readonly bigint[]): Promise<void>
}

export interface Recovered {
  readonly origin: string
  readonly size: bigint
  /** Streams whose count was put right. */
  readonly streams: number
  /** Leaves of events whose record is lost or was erased, in order; at most 1,000 are named. */
  readonly withoutRecord: readonly bigint[]
}

/** Of a log that the database knows nothing of any more: what cannot be read from its tiles. */
export interface LostLog {
  readonly granularityHours: number
  readonly kinds: LogIdentity['kinds']
}

const MOST_NAMED = 1_000

/**
 * `log recover --from-tiles`: rebuilds head and entries from the files of the live log, after checking every one of them
 * up to a signed root, then walks each stream's labels to where it ends. Committed leaves that were not yet published stay.
 * @throws LogStop `log_in_use`; `published_differs`, `edge_differs` where the tiles do not hold together
 */
export async function recoverFromTiles(parts: RecoverParts, lost: LostLog): Promise<Recovered> {
  const { store } = parts
  const known = (await store.identities()).find(({ frozenAt }) => frozenAt === null)
  const identity = known ?? (await lostIdentity(parts, lost))
  const leadership = known === undefined ? null : await store.tryLead(identity.log)
  if (known !== undefined && leadership === null) {
    throw new LogStop('log_in_use', 'log.md 7', 'A server is running on this database. Stop it, then try again.')
  }
  try {
    const tiles = parts.tilesOf(identity.folder)
    const published = await publishedOf(parts, identity, tiles)
    const head = await headToKeep(parts, identity, published, tiles)
    const tree = { size: head.size, root: head.root, granularityHours: identity.granularityHours }
    const rows = readEntries(parts.crypto, tiles, tree)
    await store.rebuild({ identity, isNew: known === undefined, head, checkpoint: published.archived, rows })
    const streams = await walkStreams(parts)
    const withoutRecord = await store.leavesWithoutRecord(identity.log, MOST_NAMED)
    if (withoutRecord.length > 0) await parts.logIncident(identity.origin, withoutRecord)
    return { origin: identity.origin, size: head.size, streams, withoutRecord }
  } finally {
    await leadership?.release()
  }
}

async function lostIdentity(parts: RecoverParts, lost: LostLog): Promise<LogIdentity> {
  const { origin } = parts
  if (origin === null) {
    throw new LogStop(
      'log_absent',
      'log.md 7.1',
      'This database knows of no log. Set RECOURSE_ORIGIN to the origin of the log whose tiles are to be read.',
    )
  }
  const folder = folderOf(origin)
  const { vkeys } = await parts.keysOf(origin, folder)
  const { systemId, timeline } = await parts.store.facts()
  const inception = parts.clock.now()
  return {
    ...lost,
    log: Math.max(0, ...(await parts.store.identities()).map(({ log }) => log)) + 1,
    origin,
    folder,
    inception,
    vkeys,
    systemId,
    timeline,
    demonstration: false,
    frozenAt: null,
  }
}

interface FoundCheckpoint extends OwnCheckpoint {
  readonly note: Uint8Array
  readonly archived: ArchivedCheckpoint
}

async function publishedOf(parts: LogParts, identity: LogIdentity, tiles: TileStore): Promise<FoundCheckpoint> {
  const note = await tiles.read('checkpoint')
  const own = note === null ? null : openedOrNull(parts, identity, note)
  if (note === null || own === null) {
    throw new LogStop(
      'published_differs',
      'log.md 7.3',
      `${tiles.place} holds no checkpoint signed by the keys of ${identity.origin}. Put the tiles of this log there, from a mirror if need be.`,
    )
  }
  const quorum = isQuorum(parts.policy.policy, own.cosignatures)
  // It was published when it was signed, or a little later.
  const archived = { size: own.size, publishedAt: own.time, note, quorumAt: quorum ? own.time : null }
  return { ...own, note, archived }
}

/** The head of the database where it is whole and ahead of the checkpoint: its leaves were promised. Else the checkpoint. */
async function headToKeep(
  parts: LogParts,
  identity: LogIdentity,
  published: FoundCheckpoint,
  tiles: TileStore,
): Promise<LogHead> {
  const { size, root, note, time } = published
  const head = await parts.store.head(identity.log)
  const own = head === null ? null : openedOrNull(parts, identity, head.checkpoint)
  if (head !== null && own !== null && own.size === head.size && own.size > size) {
    await applyStaged(parts, identity, { ...head, root: own.root }, published, tiles)
    return { ...head, root: own.root, publishedSize: size }
  }
  const term = (head?.term ?? 0n) + 1n
  return { size, root, checkpoint: note, time: Number(time) * 1000, term, publishedSize: size }
}

function openedOrNull(
  { crypto, policy }: LogParts,
  { origin, vkeys }: LogIdentity,
  note: Uint8Array,
): OwnCheckpoint | null {
  try {
    return openOwnCheckpoint(crypto, origin, vkeys, policy.policy, note)
  } catch (error) {
    if (error instanceof LogError) return null
    throw error
  }
}

/** Labels are asked for one after another until one is absent: that is the next one to be used. */
async function walkStreams(parts: RecoverParts): Promise<number> {
  const { store, crypto } = parts
  let moved = 0
  for (const stream of await store.streams()) {
    const key = stream.name === null ? await parts.streamKeyOf(stream) : publicStreamKey(crypto.sha256, stream.name)
    if (key === null) continue
    const leafAt = (k: bigint) => store.leafOf(streamLabel(crypto.sha256, key, k))
    const last = stream.nextSeq > 1n ? await leafAt(stream.nextSeq - 1n) : null
    // Where the last one it knows is there, those before it are; else it counts from the first.
    let seq = last === null ? 1n : stream.nextSeq
    let tip = last?.leafHash ?? null
    for (let leaf = await leafAt(seq); leaf !== null; leaf = await leafAt(seq)) {
      tip = leaf.leafHash
      seq += 1n
    }
    if (seq === stream.nextSeq && sameTip(tip, stream.tip)) continue
    await store.setStream(stream.id, seq, tip)
    moved++
  }
  return moved
}

function sameTip(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : sameBytes(a, b)
}
