import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeInTile, parseTilePath, type TileId, tileAt, tilePath, tilesBetween, treeShape } from './index.ts'
import { expectCode, refusesOnlyByLogError, sharedJson, sharedPresent } from './testing.ts'

describe.skipIf(!sharedPresent)('published paths and shapes (needs ../shared)', () => {
  const vectors = sharedPresent ? sharedJson('tiles', 'paths.json') : {}

  test('paths both ways', () => {
    for (const { level, index, width, path } of vectors.paths) {
      const tile: TileId = { level, index: BigInt(index), width }
      expect(tilePath(tile)).toBe(path)
      expect(parseTilePath(path)).toEqual(tile)
    }
  })

  test('paths to refuse', () => {
    for (const { path } of vectors.rejectPaths) expectCode(() => parseTilePath(path), 'tile_path')
  })

  test('the bundle of an entry', () => {
    for (const { index, size, path } of vectors.entryPathFor) {
      expect(tilePath(tileAt('entries', BigInt(index), BigInt(size)))).toBe(path)
    }
  })

  test('shapes', () => {
    for (const { size, tiles } of vectors.shapes) {
      const shape = treeShape(BigInt(size)).map(({ level, full, partial }) => ({ level, full: `${full}`, partial }))
      expect(shape).toEqual(tiles)
    }
  })
})

describe('tiles', () => {
  const anyTile = fc.record({
    level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
    index: fc.bigInt({ min: 0n, max: (1n << 56n) - 1n }),
    width: fc.integer({ min: 1, max: 256 }),
  })

  test('every tile has one path, which names it again', () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile)
      }),
    )
  })

  test('any other text is refused, by this error', () => {
    const path = fc.oneof(
      fc.string(),
      fc.stringMatching(/^tile\/[0-9entris]{0,3}\/(x[0-9]{3}\/){0,9}[0-9]{2,3}(\.p\/[0-9]{0,3})?$/),
    )
    fc.assert(
      fc.property(path, (text) => refusesOnlyByLogError(() => expect(tilePath(parseTilePath(text))).toBe(text))),
      { numRuns: 500 },
    )
    expectCode(() => parseTilePath(`tile/0/${'x001/'.repeat(1000)}000`), 'tile_path')
    expectCode(() => tilePath({ level: 64, index: 0n, width: 256 }), 'tile_path')
    expectCode(() => tilePath({ level: 0, index: -1n, width: 256 }), 'tile_path')
    expectCode(() => tilePath({ level: 0, index: 0n, width: 0 }), 'tile_path')
  })

  test('no tile beyond the size is implied', () => {
    expectCode(() => tileAt(0, 256n, 256n), 'out_of_range')
    expectCode(() => tileAt(1, 1n, 511n), 'out_of_range')
    expectCode(() => nodeInTile({ level: 3, index: 1n }, 15n), 'out_of_range')
    expect(nodeInTile({ level: 3, index: 1n }, 16n)).toEqual({
      tile: { level: 0, index: 0n, width: 16 },
      first: 8,
      count: 8,
    })
  })

  test('what growth adds is what the larger shape has and the smaller has not', () => {
    const pathsOf = (size: bigint): string[] => [...tilesBetween(0n, size)].map(tilePath)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), fc.nat(3000), (since, more) => {
        const size = since + more
        const before = new Set(pathsOf(BigInt(since)))
        const added = pathsOf(BigInt(size)).filter((path) => !before.has(path))
        expect([...tilesBetween(BigInt(since), BigInt(size))].map(tilePath)).toEqual(added)
      }),
      { numRuns: 30 },
    )
  })
})
