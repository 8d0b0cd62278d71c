import {
  consistencyRanges,
  decodeBundle,
  fullNodes,
  inclusionRanges,
  type LabelProof,
  makeStreamProof,
  NEXT_LABELS,
  nodesFromTiles,
  type ReadNode,
  type Sha256,
  type StreamProof,
  streamLabel,
  type TileId,
  tileAt,
  tilePath,
  tilesOf,
  toHex,
} from '@recourse/log'
import type { LogPath } from './ports.ts'

/** Reads a file below a log's prefix: null only when certainly absent. */
export type ReadLogFile = (path: LogPath) => Promise<Uint8Array | null>

/** What a stream proof of one log is made from. The key is no part of it: nothing here knows which case is asked about but the process that holds K. */
export interface StreamParts {
  readonly origin: string
  readonly asOf: { readonly note: string; readonly size: bigint }
  readonly head: { readonly note: string; readonly size: bigint }
  /** Leaf index of the index root to prove against. */
  readonly indexRoot: bigint
  /** The leaves that root covers. */
  readonly covered: bigint
  readonly proveLabel: (label: Uint8Array) => Promise<LabelProof>
  readonly read: ReadLogFile
}

/** A tile as the tree of `size` needs it: the partial one, or the full one that replaced it. */
export async function readTile(read: ReadLogFile, tile: TileId): Promise<Uint8Array | null> {
  const exact = await read(tilePath(tile))
  if (exact !== null || tile.width === 256) return exact
  return read(tilePath({ ...tile, width: 256 }))
}

/**
 * Makes the `recourse-stream-proof@v1` of one log. It says what its parts say: verify it before it is handed on (`verifyStreamProof`). Across frozen
 * logs one proof a log, in order, `behind` being the last k of the one before. Throws what `makeStreamProof` throws.
 */
export async function streamProof(
  sha256: Sha256,
  parts: StreamParts,
  streamKey: Uint8Array,
  behind: bigint = 0n,
): Promise<StreamProof> {
  const { head, asOf, covered, read } = parts
  const places = new Map<string, LabelProof>()
  const indices: bigint[] = [parts.indexRoot]
  const place = async (seq: bigint): Promise<LabelProof> => {
    const label = streamLabel(sha256, streamKey, seq)
    const proof = await parts.proveLabel(label)
    places.set(toHex(label), proof)
    return proof
  }
  let seq = behind + 1n
  for (let found = await place(seq); found.kind === 'present'; found = await place(++seq)) indices.push(found.index)
  for (let k = 1; k < NEXT_LABELS; k++) await place(seq + BigInt(k))
  for (let index = covered; index < asOf.size; index++) indices.push(index)

  const ranges = [
    ...indices.flatMap((index) => inclusionRanges(index, head.size)),
    ...(asOf.size === 0n ? [] : consistencyRanges({ start: 0n, end: asOf.size }, head.size)),
  ]
  const bundles = [...new Set(indices.map((index) => index / 256n))].map((index) =>
    tileAt('entries', index * 256n, head.size),
  )
  const files = await readAll(read, [...tilesOf(ranges.flatMap(fullNodes), head.size), ...bundles], head.size)
  const entries = new Map(
    bundles.map((tile) => [tile.index, decodeBundle(files(tile) ?? new Uint8Array(), tile.width)]),
  )
  return makeStreamProof(sha256, {
    origin: parts.origin,
    streamKey,
    behind,
    asOf,
    head,
    indexRoot: parts.indexRoot,
    proveLabel: (label) => {
      const known = places.get(toHex(label))
      if (known === undefined) throw new Error('a label was asked for that is not of this stream: a defect')
      return known
    },
    readNode: remembering(nodesFromTiles(sha256, head.size, files)),
    entryAt: (index) => entries.get(index / 256n)?.[Number(index % 256n)] ?? new Uint8Array(),
  })
}

/** Paths of one log share their upper nodes: each is hashed once. */
function remembering(read: ReadNode): ReadNode {
  const known = new Map<string, Uint8Array>()
  return (node) => {
    const name = `${node.level} ${node.index}`
    const hash = known.get(name) ?? read(node)
    known.set(name, hash)
    return hash
  }
}

async function readAll(
  read: ReadLogFile,
  tiles: readonly TileId[],
  size: bigint,
): Promise<(tile: TileId) => Uint8Array | undefined> {
  const files = new Map<string, Uint8Array>()
  await Promise.all(
    tiles.map(async (tile) => {
      const bytes = await readTile(read, tile)
      if (bytes !== null) files.set(tilePath(tile), cutTo(tile, bytes))
    }),
  )
  // Asked for by the tree of `size` alone, so the width is always that tree's.
  return (tile) => files.get(tilePath({ ...tile, width: tileAt(tile.level, tile.index * 256n, size).width }))
}

/** The first hashes or entries of a wider file: it begins with those of the narrower. */
export function cutTo({ level, width }: TileId, bytes: Uint8Array): Uint8Array {
  if (level !== 'entries') return bytes.subarray(0, width * 32)
  let at = 0
  for (let entry = 0; entry < width && at + 2 <= bytes.length; entry++) {
    at += 2 + ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0)
  }
  return bytes.subarray(0, at)
}
