import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkGrowth,
  decodeBundle,
  EMPTY_EDGE,
  edgeRoot,
  edgeTiles,
  encodeBundle,
  fullNodes,
  grow,
  inclusionRanges,
  type LogEdge,
  type LogFile,
  leafHash,
  nodesFromTiles,
  openEdge,
  proveConsistency,
  proveInclusion,
  rootFromNodes,
  type TileId,
  tileAt,
  tilePath,
  tilesBetween,
  tilesOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import { expectBytes, expectCode, flip, refusesOnlyByLogError, sha256 } from './testing.ts'

const entryOf = (i: number): Uint8Array => new Uint8Array(Buffer.from(`entry ${i}`.repeat(1 + (i % 3))))
const entries = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from }, (_, i) => entryOf(from + i))

/** A log in memory, as the store keeps it: its files by path, grown by batches. */
function memoryLog() {
  const files = new Map<string, Uint8Array>()
  let edge: LogEdge = EMPTY_EDGE
  const tileOf = (tile: TileId): Uint8Array | undefined => files.get(tilePath(tile))
  const append = (count: number): { root: Uint8Array; added: readonly LogFile[] } => {
    const from = Number(edge.size)
    const grown = grow(sha256, edge, entries(from, from + count))
    expectBytes(checkGrowth(sha256, edge, grown.edge.size, grown.files), grown.root)
    for (const { path, bytes } of grown.files) {
      expect(files.has(path), `${path} has one possible content`).toBe(false)
      files.set(path, bytes)
    }
    edge = grown.edge
    return { root: grown.root, added: grown.files }
  }
  return { files, tileOf, append, edge: () => edge }
}

/** Everything that a checkpoint of this size and root promises: every file there, rehashed from the entries up, every edge opened again. */
function verifyWhole(files: ReadonlyMap<string, Uint8Array>, size: number, root: Uint8Array): void {
  const tileOf = (tile: TileId): Uint8Array | undefined => files.get(tilePath(tile))
  const leaves: Uint8Array[] = []
  for (const tile of tilesBetween(0n, BigInt(size))) {
    const bytes = tileOf(tile)
    expect(bytes, tilePath(tile)).toBeDefined()
    if (tile.level === 'entries' && bytes !== undefined)
      leaves.push(...decodeBundle(bytes, tile.width).map((e) => leafHash(sha256, e)))
  }
  expect(leaves).toHaveLength(size)
  expectBytes(treeRoot(sha256, new Uint8Array(Buffer.concat(leaves))), root)
  expect(rootFromNodes(sha256, nodesFromTiles(sha256, BigInt(size), tileOf), BigInt(size))).toEqual(root)
  expect(edgeRoot(sha256, openEdge(sha256, BigInt(size), root, tileOf))).toEqual(root)
  const first = [...files.keys()].filter((path) => /^tile\/0\/[x0-9/]+$/.test(path))
  for (const path of first) {
    const index = Number(path.replace(/[^0-9]/g, '').slice(1))
    expectBytes(files.get(path), Buffer.concat(leaves.slice(index * 256, (index + 1) * 256)), path)
  }
}

describe('a log grown in batches', () => {
  test('of any size has the very bytes of the log grown at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 8 }), (batches) => {
        const log = memoryLog()
        let root = edgeRoot(sha256, EMPTY_EDGE)
        for (const count of batches) root = log.append(count).root
        const size = batches.reduce((sum, count) => sum + count, 0)
        const once = grow(sha256, EMPTY_EDGE, entries(0, size))
        expectBytes(once.root, root)
        expectBytes(once.edge.bundle, log.edge().bundle)
        once.edge.tiles.forEach((tile, level) => {
          expectBytes(log.edge().tiles[level], tile, `level ${level}`)
        })
        for (const { path, bytes } of once.files) expectBytes(log.files.get(path), bytes, path)
        expect(once.files.map(({ path }) => path).sort()).toEqual(
          [...tilesBetween(0n, BigInt(size))].map(tilePath).sort(),
        )
      }),
      { numRuns: 12 },
    )
  })

  test('is whole after every step, and every earlier checkpoint is consistent with it', () => {
    const log = memoryLog()
    const history: { size: number; root: Uint8Array }[] = []
    let size = 0
    for (const count of [1, 0, 6, 248, 1, 1, 255, 256, 300, 1, 700, 3]) {
      const { root } = log.append(count)
      size += count
      verifyWhole(log.files, size, root)
      history.push({ size, root })
      const read = nodesFromTiles(sha256, BigInt(size), log.tileOf)
      for (const old of history) {
        const proof = proveConsistency(sha256, read, BigInt(old.size), BigInt(size))
        verifyConsistency(sha256, {
          oldSize: BigInt(old.size),
          newSize: BigInt(size),
          oldRoot: old.root,
          newRoot: root,
          proof,
        })
      }
    }
  })

  test('past 65,536 leaves proves from the tiles it names alone', () => {
    const size = 70_000n
    const { files, root, edge } = grow(sha256, EMPTY_EDGE, entries(0, 70_000))
    const all = new Map(files.map(({ path, bytes }) => [path, bytes]))
    for (const index of [0n, 255n, 256n, 65_535n, 65_536n, 69_999n]) {
      const nodes = inclusionRanges(index, size).flatMap(fullNodes)
      const fetched = new Map(tilesOf(nodes, size).map((tile) => [tilePath(tile), all.get(tilePath(tile))]))
      expect(fetched.size).toBeLessThanOrEqual(6)
      const read = nodesFromTiles(sha256, size, (tile) => fetched.get(tilePath(tile)))
      const leaf = leafHash(sha256, entryOf(Number(index)))
      verifyInclusion(sha256, { index, size, leaf, root, proof: proveInclusion(sha256, read, index, size) })
    }
    expect(edgeTiles(size).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
      'tile/entries/273.p/112',
    ])
    expect(openEdge(sha256, size, root, (tile) => all.get(tilePath(tile)))).toEqual(edge)
  })

  test('an entry of 65,536 bytes and a log past 2^53-1 are refused', () => {
    expectCode(() => grow(sha256, EMPTY_EDGE, [new Uint8Array(65_536)]), 'entry_too_large')
    expect(grow(sha256, EMPTY_EDGE, [new Uint8Array(65_535)]).edge.size).toBe(1n)
    const full = { ...EMPTY_EDGE, size: (1n << 53n) - 1n }
    expectCode(() => grow(sha256, full, [new Uint8Array()]), 'out_of_range')
  })
})

describe('damage', () => {
  const before = grow(sha256, EMPTY_EDGE, entries(0, 300))
  const batch = grow(sha256, before.edge, entries(300, 900))

  test('one bit turned in any file about to be written stops the second computation, or changes its root', () => {
    batch.files.forEach((damaged, at) => {
      for (const bit of [0, damaged.bytes.length * 4 + 3, damaged.bytes.length * 8 - 1]) {
        const files = batch.files.map((file, i) => (i === at ? { ...file, bytes: flip(file.bytes, bit) } : file))
        let root: Uint8Array | undefined
        try {
          root = checkGrowth(sha256, before.edge, 900n, files)
        } catch (error) {
          expectCode(
            () => {
              throw error
            },
            'tile_mismatch',
            'bundle_malformed',
          )
        }
        expect(root, damaged.path).not.toEqual(batch.root)
      }
    })
  })

  test('files that go on from another history are refused', () => {
    const other = grow(sha256, EMPTY_EDGE, [Uint8Array.of(1), ...entries(1, 300)])
    const forked = grow(sha256, other.edge, entries(300, 310))
    // The fork lies in a tile this batch does not touch: the root of our own history comes out, not the one to be signed.
    expect(checkGrowth(sha256, before.edge, 310n, forked.files)).not.toEqual(forked.root)
    const late = grow(sha256, EMPTY_EDGE, [...entries(0, 260), Uint8Array.of(1), ...entries(261, 300)])
    const fork = grow(sha256, late.edge, entries(300, 310))
    expectCode(() => checkGrowth(sha256, before.edge, 310n, fork.files), 'tile_mismatch')
  })

  test('a file left out of the batch is missed', () => {
    batch.files.forEach((_, at) => {
      const files = batch.files.filter((__, i) => i !== at)
      let root: Uint8Array | undefined
      try {
        root = checkGrowth(sha256, before.edge, 900n, files)
      } catch (error) {
        expectCode(() => {
          throw error
        }, 'tile_missing')
      }
      const { level } = batch.files[at]?.tile ?? { level: 0 }
      // A bundle is not under the root; that all are there is for the list of tilesBetween.
      if (level !== 'entries' && root !== undefined) expect(batch.files[at]?.tile.width).toBe(256)
    })
  })

  test('one bit turned in any right-edge file refuses the edge', () => {
    const files = new Map(before.files.map(({ path, bytes }) => [path, bytes]))
    for (const tile of edgeTiles(300n)) {
      const path = tilePath(tile)
      const bytes = files.get(path) ?? new Uint8Array()
      for (let bit = 0; bit < bytes.length * 8; bit += 37) {
        const open = (): unknown =>
          openEdge(sha256, 300n, before.root, (t) => (tilePath(t) === path ? flip(bytes, bit) : files.get(tilePath(t))))
        expectCode(open, 'tile_mismatch', 'bundle_malformed')
      }
      expectCode(
        () => openEdge(sha256, 300n, before.root, (t) => (tilePath(t) === path ? undefined : files.get(tilePath(t)))),
        'tile_missing',
      )
    }
    expectCode(() => openEdge(sha256, 300n, flip(before.root, 9), (t) => files.get(tilePath(t))), 'tile_mismatch')
  })

  test('a tile one byte short or long is refused', () => {
    const tile = tileAt(0, 0n, 300n)
    const bytes = before.files.find(({ path }) => path === tilePath(tile))?.bytes ?? new Uint8Array()
    for (const damaged of [bytes.slice(1), new Uint8Array(Buffer.concat([bytes, Buffer.of(0)]))]) {
      expectCode(() => nodesFromTiles(sha256, 300n, () => damaged)({ level: 0, index: 0n }), 'tile_length')
    }
    expectCode(() => nodesFromTiles(sha256, 300n, () => undefined)({ level: 0, index: 0n }), 'tile_missing')
  })
})

describe('bundles', () => {
  test('round-trip; missing and left-over bytes are refused', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (list) => {
        const bytes = encodeBundle(list)
        expect(decodeBundle(bytes, list.length)).toEqual(list)
        if (list.length > 0) expectCode(() => decodeBundle(bytes.subarray(0, -1), list.length), 'bundle_malformed')
        expectCode(() => decodeBundle(new Uint8Array([...bytes, 0]), list.length), 'bundle_malformed')
      }),
      { numRuns: 30 },
    )
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: -1, max: 300 }), (bytes, width) =>
        refusesOnlyByLogError(() => decodeBundle(bytes, width)),
      ),
    )
  })
})
