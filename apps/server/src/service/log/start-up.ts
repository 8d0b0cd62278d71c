import { isQuorum, type LogEdge, tileAt, tilePath } from '@recourse/log'
import { writeLogFiles } from './log-files.ts'
import type { ArchivedCheckpoint, WitnessState } from './log-store.ts'
import { type OwnCheckpoint, openOwnCheckpoint } from './own-checkpoint.ts'
import type { LogParts, SigningKeys } from './parts.ts'
import type { LogHead, LogIdentity, TileStore } from './ports.ts'
import { sameBytes } from './same-bytes.ts'
import { applyStaged, edgeAt } from './staged-files.ts'
import { opened, refusal } from './start-up-refusal.ts'
import { askWitnesses, witnessDoors } from './witness-client.ts'

/** The checkpoint that stands in the tile store, for everyone to read. */
export interface Published {
  readonly size: bigint
  readonly note: Uint8Array
  readonly quorum: boolean
  /** When it was published, in milliseconds. */
  readonly at: number
}

/** A log whose state was verified from the ground up: what a sequencer holds in memory. */
export interface OpenLog {
  readonly identity: LogIdentity
  readonly keys: SigningKeys
  readonly tiles: TileStore
  readonly head: LogHead
  /** INVARIANT: leads to `head.root`, and its files are in the tile store. */
  readonly edge: LogEdge
  readonly published: Published | null
  readonly witnesses: ReadonlyMap<string, WitnessState>
}

/** NTP takes such steps back; they are waited out. */
export const CLOCK_STEP_MS = 2_000

/**
 * The seven checks of log.md section 7, each a `LogStop` with what disagrees and the command to go on with. Also puts
 * right what a kill left half done: applies staged files, and archives a checkpoint that was published and not yet recorded.
 */
export async function startUp(parts: LogParts, { log }: Pick<LogIdentity, 'log'>): Promise<OpenLog> {
  const { store } = parts
  const identity = await liveIdentity(parts, log)
  const tiles = parts.tilesOf(identity.folder)
  const keys = await checkIdentity(parts, identity)
  await tiles.probe()
  const head = await store.head(identity.log)
  if (head === null) throw refusal('log_absent', 1, `Log ${identity.log} has no head. Restore the database whole.`)
  checkHead(parts, identity, head)
  const found = await checkPublished(parts, identity, head, tiles)
  await applyStaged(parts, identity, head, found, tiles)
  const edge = await edgeAt(parts, head.size, head.root, tiles)
  await writeLogFiles(tiles, identity, parts.policy)
  await checkEntries(parts, identity, head, edge, tiles)
  const witnesses = await checkWitnesses(parts, identity, head, tiles)
  const published = found === null ? null : await archived(parts, identity, head, found)
  const publishedSize = published === null ? head.publishedSize : published.size
  return { identity, keys, tiles, head: { ...head, publishedSize }, edge, published, witnesses }
}

interface FoundCheckpoint extends OwnCheckpoint {
  readonly note: Uint8Array
}

async function liveIdentity({ store }: LogParts, log: number): Promise<LogIdentity> {
  const identity = (await store.identities()).find((one) => one.log === log)
  if (identity?.frozenAt === null) return identity
  throw refusal(
    'log_absent',
    1,
    identity === undefined
      ? `The database holds no log ${log}. Restore it whole, or run "recourse log init".`
      : `The log ${identity.origin} was ended. Start again, to go on with the one after it.`,
  )
}

async function checkIdentity(parts: LogParts, identity: LogIdentity): Promise<SigningKeys> {
  const { origin } = parts
  if (origin !== null && origin !== identity.origin) {
    throw refusal(
      'log_identity_differs',
      1,
      `RECOURSE_ORIGIN is ${origin}, and this database's log is ${identity.origin}. Set RECOURSE_ORIGIN back; or, to end ` +
        'that log and begin the next, stop the server and run "recourse log init".',
    )
  }
  const keys = await parts.keysOf(identity.origin, identity.folder)
  if (keys.vkeys.join('\n') !== identity.vkeys.join('\n')) {
    throw refusal(
      'keys_unfit',
      1,
      `The keys in RECOURSE_KEYS are not those of the log ${identity.origin}: expected ${identity.vkeys[0] ?? '?'}, found ` +
        `${keys.vkeys[0] ?? '?'}. Put the right key files back.`,
    )
  }
  const facts = await parts.store.facts()
  if (facts.unsafe.length > 0) {
    throw refusal(
      'log_settings_unsafe',
      1,
      `PostgreSQL would lose acknowledged leaves: ${facts.unsafe.join(', ')}; expected fsync, full_page_writes and ` +
        'synchronous_commit on. Change that and start again.',
    )
  }
  if (facts.systemId !== identity.systemId || facts.timeline !== identity.timeline) {
    throw refusal(
      'log_system_changed',
      1,
      `The database lives on another server than the log was made on (system ${identity.systemId} timeline ` +
        `${identity.timeline}, now ${facts.systemId} timeline ${facts.timeline}): it was restored or promoted. Run ` +
        '"recourse log repair", which checks every entry first.',
    )
  }
  return keys
}

function checkHead(parts: LogParts, { origin, vkeys }: LogIdentity, head: LogHead): void {
  const own = opened(
    () => openOwnCheckpoint(parts.crypto, origin, vkeys, parts.policy.policy, head.checkpoint),
    (cause) =>
      refusal(
        'head_invalid',
        2,
        `The head of ${origin} in the database is no checkpoint signed by its keys. Restore the database.`,
        cause,
      ),
  )
  if (own.size !== head.size || !sameBytes(own.root, head.root) || own.time !== BigInt(Math.floor(head.time / 1000))) {
    throw refusal(
      'head_invalid',
      2,
      `The head of ${origin} has size ${head.size}, and its own checkpoint says ${own.size} or another root or time. Restore the database.`,
    )
  }
  const now = parts.clock.now()
  if (head.time > now + CLOCK_STEP_MS) {
    throw refusal(
      'clock_went_back',
      2,
      `The head of ${origin} was signed at ${when(head.time)}, and this computer's clock says ${when(now)}. Set the clock right and start again.`,
    )
  }
}

async function checkPublished(
  parts: LogParts,
  { origin, vkeys, log }: LogIdentity,
  head: LogHead,
  tiles: TileStore,
): Promise<FoundCheckpoint | null> {
  const note = await tiles.read('checkpoint')
  if (note === null) {
    if (head.publishedSize === 0n && (await parts.store.lastCheckpoint(log)) === null) return null
    throw refusal(
      'published_differs',
      3,
      `${tiles.place} holds no checkpoint, and the database says that size ${head.publishedSize} was published. Put the tiles back.`,
    )
  }
  const own = opened(
    () => openOwnCheckpoint(parts.crypto, origin, vkeys, parts.policy.policy, note),
    (cause) =>
      refusal(
        'published_differs',
        3,
        `The checkpoint in ${tiles.place} is none of ${origin}. Set RECOURSE_TILES to the tiles of this log.`,
        cause,
      ),
  )
  if (own.size > head.size) {
    throw refusal(
      'published_ahead',
      3,
      `The published checkpoint of ${origin} has size ${own.size}, and the database ends at ${head.size}: the database was ` +
        'restored from the past. Run "recourse log recover --from-tiles".',
    )
  }
  if (own.size === head.size && !sameBytes(own.root, head.root)) {
    throw refusal(
      'published_differs',
      3,
      `The published checkpoint of ${origin} and the database both have size ${own.size}, with different roots. Nothing is ` +
        'signed until one of them is put right: run "recourse log fsck".',
    )
  }
  if (own.size < head.publishedSize) {
    throw refusal(
      'published_differs',
      3,
      `${tiles.place} shows a checkpoint of size ${own.size}, and size ${head.publishedSize} was published: the tiles were ` +
        'restored from the past. Put the newer ones back.',
    )
  }
  return { ...own, note }
}

async function checkEntries(
  { store }: LogParts,
  { log, origin }: LogIdentity,
  head: LogHead,
  edge: LogEdge,
  tiles: TileStore,
): Promise<void> {
  const { count, highest } = await store.entryCount(log)
  if (count !== head.size || (highest ?? -1n) + 1n !== head.size) {
    throw refusal(
      'entries_differ',
      5,
      `The log ${origin} has size ${head.size}, and the database holds ${count} entries up to index ${highest ?? 'none'}: rows ` +
        'were lost. Restore the database, or run "recourse log recover --from-tiles".',
    )
  }
  const from = head.size > 256n ? head.size - 256n : 0n
  const hashes = await store.leafHashes(log, from, 256)
  const tail = await tailHashes(head.size, edge, tiles)
  if (!sameBytes(Buffer.concat(hashes), tail)) {
    throw refusal(
      'entries_differ',
      5,
      `The last ${hashes.length} leaf hashes of ${origin} in the database are not those of its tiles. Restore the database, or run "recourse log recover --from-tiles".`,
    )
  }
  const doubled = await store.doubledLabels()
  if (doubled > 0) {
    throw refusal(
      'outbox_doubled',
      5,
      `${doubled} queued leaves carry a label that the log holds already: the database was put together from two states. Restore it whole.`,
    )
  }
}

/** The last 256 leaf hashes, or all of a shorter log. */
async function tailHashes(size: bigint, edge: LogEdge, tiles: TileStore): Promise<Uint8Array> {
  const partial = edge.tiles[0] ?? new Uint8Array()
  if (size <= 256n && partial.length > 0) return partial
  if (size === 0n) return partial
  const full = await tiles.read(tilePath(tileAt(0, size / 256n === 0n ? 0n : (size / 256n) * 256n - 1n, size)))
  if (full === null)
    throw refusal(
      'edge_differs',
      4,
      `${tiles.place} lacks the last full tile of size ${size}. Run "recourse log fsck".`,
    )
  return Buffer.concat([full, partial]).subarray(-256 * 32)
}

/** Only this catches a database and tiles that were rolled back together. */
async function checkWitnesses(
  parts: LogParts,
  { log }: LogIdentity,
  head: LogHead,
  tiles: TileStore,
): Promise<ReadonlyMap<string, WitnessState>> {
  const known = new Map((await parts.store.witnesses(log)).map((state) => [state.name, state]))
  const doors = witnessDoors(parts.policy)
  const { crypto, post } = parts
  const now = parts.clock.now()
  const round = {
    tiles,
    crypto,
    post,
    note: head.checkpoint,
    size: head.size,
    now,
    timeoutMs: parts.settings.witnessMs,
  }
  const answers = await askWitnesses(round, doors, known)
  const states = answers.map(({ state }) => state)
  await parts.store.saveWitnesses(log, states)
  return new Map([...known, ...states.map((state) => [state.name, state] as const)])
}

/** A kill between publication and record leaves a checkpoint that nobody archived. */
async function archived(
  parts: LogParts,
  { log }: LogIdentity,
  head: LogHead,
  found: FoundCheckpoint,
): Promise<Published> {
  const { store, policy, clock } = parts
  const quorum = isQuorum(policy.policy, found.cosignatures)
  const last = await store.lastCheckpoint(log)
  if (last !== null && sameBytes(last.note, found.note)) {
    return { size: found.size, note: found.note, quorum, at: Number(last.publishedAt) * 1000 }
  }
  const now = clock.now()
  const publishedAt = BigInt(Math.floor(now / 1000))
  const checkpoint: ArchivedCheckpoint = {
    size: found.size,
    publishedAt,
    note: found.note,
    quorumAt: quorum ? publishedAt : null,
  }
  await store.recordPublication(log, head.term, checkpoint)
  return { size: found.size, note: found.note, quorum, at: now }
}

function when(ms: number): string {
  return new Date(ms).toISOString()
}
