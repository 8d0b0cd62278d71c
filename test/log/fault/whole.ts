import {
  appendToRange,
  decodeBundle,
  EMPTY_EDGE,
  EMPTY_RANGE,
  grow,
  leafHash,
  parseTilePath,
  rangeRoot,
  TILE_WIDTH,
  tileAt,
  tilePath,
} from '@recourse/log'
import { expect } from 'vitest'
import { type OwnCheckpoint, openOwnCheckpoint } from '../../../apps/server/src/service/log/own-checkpoint.ts'
import type { TileStore } from '../../../apps/server/src/service/log/ports.ts'
import { sha256 } from '../../../apps/server/src/store/keys/sha256.ts'
import { FAULT_CRYPTO, FAULT_ORIGIN, type FaultPool, faultKeys, NO_WITNESS } from './fault-parts.ts'

/** Every different checkpoint that somebody outside got to see, in order. */
export interface SeenNotes {
  readonly notes: readonly Uint8Array[]
  /** Those up to here were checked. */
  checked: number
  stop(): void
}

const LOOK_EVERY_MS = 3
const PLAIN_FILES = ['checkpoint', 'keys', 'policy', 'vkey']

export function seenNotes(read: () => Promise<Uint8Array>): SeenNotes {
  const notes: Uint8Array[] = []
  let isStopped = false
  const look = async (): Promise<void> => {
    const note = await read().catch(() => null)
    const last = notes.at(-1)
    if (note !== null && !isStopped && (last === undefined || Buffer.compare(last, note) !== 0)) notes.push(note)
    if (!isStopped) setTimeout(() => void look(), LOOK_EVERY_MS)
  }
  void look()
  return {
    notes,
    checked: 0,
    stop: () => {
      isStopped = true
    },
  }
}

export function openNote(note: Uint8Array): OwnCheckpoint {
  return openOwnCheckpoint(FAULT_CRYPTO, FAULT_ORIGIN, faultKeys().vkeys, NO_WITNESS.policy, note)
}

/** Entries below the published size as the bundles hold them. */
export async function publishedEntries(
  tiles: TileStore,
): Promise<{ readonly note: OwnCheckpoint; readonly entries: readonly Uint8Array[] }> {
  const bytes = await tiles.read('checkpoint')
  if (bytes === null) throw new Error('nothing was published')
  const note = openNote(bytes)
  const entries: Uint8Array[] = []
  for (let at = 0n; at < note.size; at += BigInt(TILE_WIDTH)) {
    const tile = tileAt('entries', at, note.size)
    const bundle = await tiles.read(tilePath(tile))
    if (bundle === null) throw new Error(`${tilePath(tile)} is missing at size ${note.size}`)
    entries.push(...decodeBundle(bundle, tile.width))
  }
  return { note, entries }
}

/**
 * The published log, rebuilt from its entries: its root, every file byte for byte, and each acknowledged leaf once. Also that
 * the database agrees: an entry a leaf, one to one, and an event a record.
 */
export async function expectEveryLeafOnce({
  pool,
  log,
  tiles,
  acknowledged,
}: {
  readonly pool: FaultPool
  readonly log: number
  readonly tiles: TileStore
  readonly acknowledged: ReadonlySet<string>
}): Promise<{ readonly leafHashes: readonly Uint8Array[] }> {
  const { note, entries } = await publishedEntries(tiles)
  const grown = grow(sha256, EMPTY_EDGE, entries)
  expect(hex(note.root), 'the root that the entries lead to').toBe(hex(grown.root))
  await expectFiles(tiles, new Map(grown.files.map(({ path, bytes }) => [path, bytes])))

  const leafHashes = entries.map((entry) => leafHash(sha256, entry))
  const held = new Set(leafHashes.map(hex))
  expect(held.size, 'leaves that differ from each other').toBe(entries.length)
  expect(
    [...acknowledged].filter((leaf) => !held.has(leaf)),
    'acknowledged and lost',
  ).toEqual([])

  const { rows } = await pool.query<{ idx: string; leaf_hash: Buffer; record: string | null }>(
    `SELECT e.idx, e.leaf_hash, r.id AS record FROM log_entry e LEFT JOIN log_record r ON r.id = e.record
      WHERE e.log = $1 ORDER BY e.idx`,
    [log],
  )
  expect(
    rows.map(({ leaf_hash }) => hex(leaf_hash)),
    'leaves in the database',
  ).toEqual(leafHashes.map(hex))
  expect(
    rows.filter(({ record }) => record === null),
    'leaves without a record',
  ).toEqual([])
  expect(new Set(rows.map(({ record }) => record)).size).toBe(rows.length)
  return { leafHashes }
}

/** Whole tiles and the last partial ones are there; whatever else lies there is a beginning of one of them. */
export async function expectFiles(tiles: TileStore, wanted: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of wanted) {
    const there = await tiles.read(path)
    expect(there !== null && Buffer.compare(there, bytes) === 0, path).toBe(true)
  }
  for await (const path of tiles.list()) {
    if (wanted.has(path) || PLAIN_FILES.includes(path)) continue
    const { level, index, width } = parseTilePath(path)
    const [whole] = [...Array(TILE_WIDTH).keys()].flatMap((at) => {
      const found = wanted.get(tilePath({ level, index, width: TILE_WIDTH - at }))
      return found === undefined ? [] : [found]
    })
    expect(whole !== undefined && width < TILE_WIDTH, `${path} belongs to nothing that is published`).toBe(true)
    const there = await tiles.read(path)
    // The collector may have come meanwhile.
    if (there === null || whole === undefined) continue
    expect(Buffer.compare(whole.subarray(0, there.length), there), `${path} is no beginning of its tile`).toBe(0)
  }
}

/** Nobody was ever shown a tree that is not a beginning of this one, nor a smaller one after a larger. */
export async function expectConsistent(seen: SeenNotes, leafHashes: readonly Uint8Array[]): Promise<void> {
  const opened = seen.notes.slice(seen.checked === 0 ? 0 : seen.checked - 1).map(openNote)
  opened.reduce((last, next) => {
    expect(next.size, 'checkpoints never shrink').toBeGreaterThanOrEqual(last)
    return next.size
  }, 0n)
  const roots = new Map(opened.map(({ size, root }) => [Number(size), hex(root)]))
  let range = EMPTY_RANGE
  for (let size = 0; size <= leafHashes.length; size++) {
    const shown = roots.get(size)
    if (shown !== undefined) expect(shown, `the checkpoint shown at size ${size}`).toBe(hex(rangeRoot(sha256, range)))
    roots.delete(size)
    const leaf = leafHashes[size]
    if (leaf !== undefined) range = appendToRange(sha256, range, leaf)
  }
  expect([...roots.keys()], 'checkpoints beyond the log').toEqual([])
  seen.checked = seen.notes.length
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
