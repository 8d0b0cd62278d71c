import {
  bucketBits,
  bucketOfIndex,
  decodeBundle,
  decodeEntry,
  HASH_BYTES,
  type IndexRootEntry,
  LogError,
  labelTreeRoot,
  PLACE_BYTES,
  proveFromBucket,
  type ReadyIndex,
  readyIndex,
  type Sha256,
  sortPlaces,
  type TileId,
  tileAt,
  tilePath,
} from '@recourse/log'
import { cutTo, type ReadLogFile, readTile, type StreamParts } from './stream-proof.ts'

/** The label index of a log, made from its bundles alone and held against the root that the log itself holds. */
export interface MirrorIndex {
  /** The leaves it covers. */
  readonly covered: bigint
  /** The leaf that holds its root. */
  readonly indexRoot: bigint
  readonly index: ReadyIndex
}

/** Bundles read at a time. */
const AT_ONCE = 32n
const BUNDLE = 256n

/**
 * Reads every bundle of the log below `size`, whoever's case is asked about: a server that is read this way learns that somebody reads the log, and no
 * label (abuse.md P27). Takes the newest index root for at most `asOfSize` leaves and computes it again from the entries. Throws `LogError`
 * tile_missing, entry_malformed, label_order (a label stands twice: evidence of misconduct), index_root_misplaced (none yet), index_mismatch (the root
 * in the log is not that of its labels: evidence of misconduct).
 */
export async function mirrorIndex(
  sha256: Sha256,
  read: ReadLogFile,
  { size, asOfSize, onRead }: { readonly size: bigint; readonly asOfSize: bigint; onRead?(leaves: bigint): void },
): Promise<MirrorIndex> {
  const places = new Uint8Array(Number(asOfSize) * PLACE_BYTES)
  const view = new DataView(places.buffer)
  let count = 0
  let newest: { readonly entry: IndexRootEntry; readonly leaf: bigint } | null = null
  const take = (leaf: bigint, bytes: Uint8Array): void => {
    const entry = decodeEntry(bytes)
    if (entry.type === 'event' && leaf < asOfSize) {
      places.set(entry.label, count * PLACE_BYTES)
      view.setBigUint64(count * PLACE_BYTES + HASH_BYTES, leaf)
      count++
    }
    if (entry.type !== 'index-root' || entry.size > asOfSize || leaf < entry.size) return
    if (newest === null || entry.size > newest.entry.size) newest = { entry, leaf }
  }
  for (let first = 0n; first < size; first += BUNDLE * AT_ONCE) {
    const tiles: TileId[] = []
    for (let at = first; at < size && at < first + BUNDLE * AT_ONCE; at += BUNDLE)
      tiles.push(tileAt('entries', at, size))
    const bundles = await Promise.all(tiles.map((tile) => readTile(read, tile)))
    tiles.forEach((tile, i) => {
      const bytes = bundles[i]
      if (bytes == null) throw new LogError('tile_missing', `${tilePath(tile)} is needed and absent`)
      decodeBundle(cutTo(tile, bytes), tile.width).forEach((entry, n) => {
        take(tile.index * BUNDLE + BigInt(n), entry)
      })
    })
    onRead?.(first)
  }
  return checked(sha256, newest, places.subarray(0, count * PLACE_BYTES))
}

function checked(
  sha256: Sha256,
  root: { readonly entry: IndexRootEntry; readonly leaf: bigint } | null,
  places: Uint8Array,
): MirrorIndex {
  if (root === null) {
    throw new LogError(
      'index_root_misplaced',
      'no index root for that size stands in the log yet: ask again within the hour, or take a newer checkpoint',
    )
  }
  const { entry, leaf } = root
  const covered = places.subarray(0, PLACE_BYTES * placesBefore(places, entry.size))
  const index = readyIndex(sha256, sortPlaces(covered), bitsFor(entry.size))
  const made = labelTreeRoot(index.tree)
  if (made.labels !== entry.labels || Buffer.compare(made.root, entry.root) !== 0) {
    throw new LogError(
      'index_mismatch',
      `leaf ${leaf} claims ${entry.labels} labels below leaf ${entry.size}; the entries hold ${made.labels}, and their root differs. Keep this copy: it is evidence.`,
    )
  }
  return { covered: entry.size, indexRoot: leaf, index }
}

/** Deeper than the buckets that are served: a proof then hashes some fifteen labels again, not some hundred and twenty. */
function bitsFor(size: bigint): number {
  return Math.min(16, bucketBits(size) + 3)
}

/** How many places, which stand in the order of their leaves, belong to leaves below `size`. */
function placesBefore(places: Uint8Array, size: bigint): number {
  const view = new DataView(places.buffer, places.byteOffset, places.byteLength)
  let low = 0
  let high = places.length / PLACE_BYTES
  while (low < high) {
    const middle = (low + high) >> 1
    if (view.getBigUint64(middle * PLACE_BYTES + HASH_BYTES) < size) low = middle + 1
    else high = middle
  }
  return low
}

/** The parts of a stream proof from a ready index: no request leaves for any label. */
export function mirrorParts(
  sha256: Sha256,
  { index, indexRoot, covered }: MirrorIndex,
  rest: Pick<StreamParts, 'origin' | 'asOf' | 'head' | 'read'>,
): StreamParts {
  return {
    ...rest,
    indexRoot,
    covered,
    proveLabel: async (label) => proveFromBucket(sha256, bucketOfIndex(index, label), label),
  }
}
