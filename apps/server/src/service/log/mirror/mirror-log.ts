import {
  edgeTiles,
  emptyRoot,
  LogError,
  type OpenedCheckpoint,
  parseForkEvidence,
  TILE_WIDTH,
  tilePath,
  verifyConsistency,
  verifyForkEvidence,
} from '@recourse/log'
import { ARCHIVE_FOLDER, archivePath, type Evidence, forkEvidence } from '../fsck/archive.ts'
import type { LogCrypto, TileStore } from '../ports.ts'
import { proofFromTiles, rootOfOlder } from '../verify/older.ts'
import { readTile } from '../verify/read-tile.ts'
import { type LogReader, MAX_SMALL_FILE } from '../verify/reader.ts'
import { openTrusted, type Trust } from '../verify/trust.ts'
import { fetchTree, SourceDiffers } from './fetch-tree.ts'

export interface MirrorLog {
  readonly crypto: LogCrypto
  readonly source: LogReader
  /** The mirror's folder, in the log's own layout, and a checkpoint archive below `checkpoints/`. */
  readonly store: TileStore
  readonly trust: Trust
  readonly signal?: AbortSignal
  readonly onFiles?: (files: number) => void
}

/**
 * What one look at a log came to.
 * - `same`: nothing new. `grown`: stored durably and published in the mirror. `stale`: an older, consistent checkpoint; nothing changed.
 * - `differs`: what is served is not what was signed, or nobody known signed it; nothing was published.
 * - `forked`: two signed checkpoints that cannot both be true; `evidence` proves it.
 */
export type MirrorStep =
  | { readonly kind: 'same' | 'stale'; readonly size: bigint }
  | { readonly kind: 'grown'; readonly since: bigint; readonly size: bigint }
  | { readonly kind: 'differs'; readonly place: string; readonly detail: string }
  | { readonly kind: 'forked'; readonly detail: string; readonly evidence: Evidence }

interface Signed {
  readonly note: Uint8Array
  readonly opened: OpenedCheckpoint
}

/** One look: verifies old → new before anything is published here, and never goes back. Throws LogUnreadable, LogStop. */
export async function mirrorOnce(mirror: MirrorLog): Promise<MirrorStep> {
  try {
    return await look(mirror)
  } catch (error) {
    if (error instanceof SourceDiffers) return { kind: 'differs', place: error.place, detail: error.message }
    if (error instanceof LogError)
      return { kind: 'differs', place: 'checkpoint', detail: `${error.code}: ${error.message}` }
    throw error
  }
}

async function look(mirror: MirrorLog): Promise<MirrorStep> {
  const { crypto, source, store, trust } = mirror
  const note = await source.read('checkpoint', MAX_SMALL_FILE)
  if (note === null) throw new SourceDiffers('checkpoint', `${source.place} serves none`)
  const seen: Signed = { note, opened: openTrusted(crypto, note, trust) }
  const { size, origin } = seen.opened.checkpoint
  const standing = await store.read('checkpoint')
  const held =
    standing === null ? null : { note: new Uint8Array(standing), opened: openTrusted(crypto, standing, trust) }
  if (held !== null && Buffer.from(held.note).equals(note)) return { kind: 'same', size }
  if (held !== null && held.opened.checkpoint.origin !== origin) {
    throw new SourceDiffers('checkpoint', `it is of ${origin}; this folder mirrors ${held.opened.checkpoint.origin}`)
  }
  // Kept before it is judged: what the log signed is evidence from now on, whatever becomes of this process.
  await store.create([{ path: archivePath(crypto, note, size), bytes: note }])
  const local = storeReader(store)
  if (held !== null && size <= held.opened.checkpoint.size) return compareHeld(mirror, local, seen, held)

  const edge = await signedEdge(mirror, seen)
  const cached = withTiles(source, edge)
  const olders = [...(held === null ? [] : [held]), ...(await archivedBetween(mirror, held, size))]
  for (const older of olders) {
    const forked = await fork(crypto, cached, older, seen, trust)
    if (forked !== null) return forked
  }
  const since = held?.opened.checkpoint.size ?? 0n
  await fetchTree({ ...mirror, since, size, edge })
  await store.publish(standing, note)
  await removeReplaced(store, since, size)
  return { kind: 'grown', since, size }
}

/** The log shows a tree no larger than the one held: the held tiles tell whether it is the same log. */
async function compareHeld(mirror: MirrorLog, local: LogReader, seen: Signed, held: Signed): Promise<MirrorStep> {
  const { crypto, store } = mirror
  const { size } = seen.opened.checkpoint
  const forked = await fork(crypto, local, seen, held, mirror.trust)
  if (forked !== null) return forked
  if (size < held.opened.checkpoint.size) return { kind: 'stale', size }
  await store.publish(held.note, seen.note)
  return { kind: 'same', size }
}

/**
 * Does `newer`, whose tiles `reader` serves, begin with the tree of `older`? null where it does; else the fork with its proof. Throws
 * SourceDiffers where the tiles prove neither.
 */
async function fork(
  crypto: LogCrypto,
  reader: LogReader,
  older: Signed,
  newer: Signed,
  trust: Trust,
): Promise<Extract<MirrorStep, { kind: 'forked' }> | null> {
  const [from, to] = [older.opened.checkpoint, newer.opened.checkpoint]
  if (from.size === to.size && Buffer.from(from.root).equals(to.root)) return null
  if (from.size < to.size) {
    const proof = await proofFromTiles(crypto.sha256, reader, from.size, to.size)
    const claim = { oldSize: from.size, newSize: to.size, oldRoot: from.root, newRoot: to.root, proof }
    if (isTrue(() => verifyConsistency(crypto.sha256, claim))) return null
  }
  const rootInNewer = from.size === to.size ? emptyRoot() : await rootOfOlder(crypto.sha256, reader, from.size, to.size)
  const evidence = await forkEvidence(crypto, reader, { size: from.size, note: older.note }, rootInNewer, newer)
  if (!isTrue(() => verifyForkEvidence(crypto.sha256, parseForkEvidence(evidence.bytes), trust.logs, crypto.checks))) {
    throw new SourceDiffers(
      'tile',
      `the tiles served lead neither from ${from.size} to ${to.size} leaves nor prove a fork`,
    )
  }
  const detail = `the log signed two trees that cannot both be true, of ${from.size} and of ${to.size} leaves`
  return { kind: 'forked', detail, evidence }
}

function isTrue(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}

/** The partial tiles of the tree, fetched once and led to the signed root. */
async function signedEdge({ crypto, source }: MirrorLog, { opened }: Signed): Promise<ReadonlyMap<string, Uint8Array>> {
  const { size, root } = opened.checkpoint
  const edge = new Map<string, Uint8Array>()
  for (const tile of edgeTiles(size)) {
    if (tile.level === 'entries') continue
    const found = await readTile(source, tile)
    if (found.kind === 'missing') throw new SourceDiffers(found.path, 'the checkpoint needs it and it is not served')
    if (found.kind === 'unfit') throw new SourceDiffers(found.path, found.detail)
    edge.set(tilePath(tile), found.bytes)
  }
  const led = await rootOfOlder(crypto.sha256, withTiles(source, edge), size, size)
  if (!Buffer.from(led).equals(root)) {
    throw new SourceDiffers('tile', `the tiles served lead to another root than the checkpoint of ${size} leaves signs`)
  }
  return edge
}

/** The source, but for tiles that are known already: nobody gets another content on a second request. */
function withTiles(source: LogReader, tiles: ReadonlyMap<string, Uint8Array>): LogReader {
  return { ...source, read: (path, limit) => tiles.get(path) ?? source.read(path, limit) }
}

function storeReader(store: TileStore): LogReader {
  return {
    place: store.place,
    concurrency: 1,
    async read(path) {
      const bytes = await store.read(path)
      return bytes === null ? null : new Uint8Array(bytes)
    },
  }
}

/** Checkpoints that an interrupted look kept and did not get to: they bind the log as well. */
async function archivedBetween(
  { crypto, store, trust }: MirrorLog,
  held: Signed | null,
  size: bigint,
): Promise<Signed[]> {
  const since = held?.opened.checkpoint.size ?? 0n
  const found: Signed[] = []
  for await (const path of store.list()) {
    if (!path.startsWith(ARCHIVE_FOLDER)) continue
    const named = BigInt(/\/(\d{1,20})-/.exec(path)?.[1] ?? 0)
    if (named <= since || named > size) continue
    const note = await store.read(path)
    if (note !== null) found.push({ note: new Uint8Array(note), opened: openTrusted(crypto, note, trust) })
  }
  return found
}

/** Partial tiles whose full tile is there now, of every width there may have been. */
async function removeReplaced(store: TileStore, since: bigint, size: bigint): Promise<void> {
  for (const { level, index } of edgeTiles(since)) {
    const height = level === 'entries' ? 0n : BigInt(8 * level)
    if ((index + 1n) * 256n > size >> height) continue
    const widths = Array.from({ length: TILE_WIDTH - 1 }, (_, i) => i + 1)
    await store.remove(widths.map((width) => tilePath({ level, index, width })))
  }
}
