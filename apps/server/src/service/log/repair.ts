import { LogError, parseTilePath, type TileId } from '@recourse/log'
import type { SequencedRow } from './log-store.ts'
import { openOwnCheckpoint } from './own-checkpoint.ts'
import type { LogParts } from './parts.ts'
import { type LogHead, type LogIdentity, LogStop, type TileStore } from './ports.ts'
import { readEntries } from './read-entries.ts'
import { sameBytes } from './same-bytes.ts'

export interface RepairParts extends LogParts {
  /** Keeps a copy of a file that is taken out of the log's folder, before it is. */
  keepAside(folder: string, path: string, bytes: Uint8Array): Promise<void>
}

export interface Repaired {
  readonly origin: string
  /** Files taken out of the log's folder: of a past that never was published. */
  readonly aside: readonly string[]
  /** `accepted`: every entry was checked, and the database's new server is the log's now. */
  readonly server: 'unchanged' | 'accepted'
}

/**
 * `log repair`, an operator's word for two things nobody should decide alone. Files beyond the head, or others than those
 * staged, are moved aside: they were written by a sequencer whose commit the database has lost, and nobody was shown
 * them. And a database that lives on another server is accepted, after each of its entries was held against the tiles.
 * @throws LogStop `log_absent`, `log_in_use`; `entries_differ`, `edge_differs` where the check fails, and nothing is accepted
 */
export async function repairLog(parts: RepairParts): Promise<Repaired> {
  const { store } = parts
  const identity = (await store.identities()).find(({ frozenAt }) => frozenAt === null)
  if (identity === undefined) throw new LogStop('log_absent', 'log.md 7.1', 'This database knows of no live log.')
  const leadership = await store.tryLead(identity.log)
  if (leadership === null) {
    throw new LogStop('log_in_use', 'log.md 6', 'A server is running on this database. Stop it, then try again.')
  }
  try {
    const head = await store.head(identity.log)
    if (head === null) throw new LogStop('log_absent', 'log.md 7.1', `The log ${identity.origin} has no head.`)
    const tiles = parts.tilesOf(identity.folder)
    const published = await publishedSize(parts, identity, head, tiles)
    const aside = await moveAside(parts, identity, { ...head, publishedSize: published }, tiles)
    const facts = await store.facts()
    if (facts.systemId === identity.systemId && facts.timeline === identity.timeline) {
      return { origin: identity.origin, aside, server: 'unchanged' }
    }
    await checkEveryEntry(parts, identity, head, tiles)
    await store.acceptServer(identity.log, facts)
    return { origin: identity.origin, aside, server: 'accepted' }
  } finally {
    await leadership.release()
  }
}

/** What everyone was shown; the database may know less. */
async function publishedSize(
  { crypto, policy }: LogParts,
  { origin, vkeys }: LogIdentity,
  head: LogHead,
  tiles: TileStore,
): Promise<bigint> {
  const note = await tiles.read('checkpoint')
  if (note === null) return head.publishedSize
  const { size } = openOwnCheckpoint(crypto, origin, vkeys, policy.policy, note)
  if (size < head.publishedSize) return head.publishedSize
  if (size <= head.size) return size
  throw new LogStop(
    'published_ahead',
    'log.md 7.3',
    `The published checkpoint of ${origin} has size ${size}, and the database ends at ${head.size}. Run "recourse log recover --from-tiles" first.`,
  )
}

/** What the published checkpoint covers is never touched, whatever it holds: that is for fsck to tell. */
async function moveAside(
  parts: RepairParts,
  { log, folder }: LogIdentity,
  head: LogHead,
  tiles: TileStore,
): Promise<readonly string[]> {
  const batches = await parts.store.staged(log, head.publishedSize)
  const staged = new Map(batches.flatMap(({ files }) => files.map(({ path, bytes }) => [path, bytes] as const)))
  const aside: string[] = []
  for await (const path of tiles.list()) {
    const tile = tileOf(path)
    if (tile === null || reaches(tile, head.publishedSize)) continue
    const bytes = await tiles.read(path)
    const wanted = staged.get(path)
    if (bytes === null || (wanted !== undefined && sameBytes(wanted, bytes))) continue
    await parts.keepAside(folder, path, bytes)
    aside.push(path)
  }
  await tiles.discard(aside)
  // The batches that the other files stood in the way of.
  for (const { files } of batches) await tiles.create(files)
  return aside.sort()
}

function tileOf(path: string): TileId | null {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof LogError) return null
    throw error
  }
}

/** Does the tree of this size hold all of the tile? */
function reaches({ level, index, width }: TileId, size: bigint): boolean {
  const places = level === 'entries' ? size : size >> BigInt(8 * level)
  return index * 256n + BigInt(width) <= places
}

async function checkEveryEntry(
  { store, crypto }: LogParts,
  { log, origin, granularityHours }: LogIdentity,
  { size, root }: LogHead,
  tiles: TileStore,
): Promise<void> {
  for await (const rows of readEntries(crypto, tiles, { size, root, granularityHours })) {
    const [first] = rows
    if (first === undefined) continue
    const held = await store.leafHashes(log, first.idx, rows.length)
    const differs = rows.find((row: SequencedRow, i) => {
      const hash = held[i]
      return hash === undefined || !sameBytes(hash, row.leafHash)
    })
    if (differs === undefined) continue
    throw new LogStop(
      'entries_differ',
      'log.md 7.5',
      `Entry ${differs.idx} of ${origin} is another one in the database than in the tiles, or is not there. Run "recourse log recover --from-tiles".`,
    )
  }
  const { count } = await store.entryCount(log)
  if (count === size) return
  throw new LogStop(
    'entries_differ',
    'log.md 7.5',
    `The log ${origin} has size ${size}, and the database holds ${count} entries. Run "recourse log recover --from-tiles".`,
  )
}
