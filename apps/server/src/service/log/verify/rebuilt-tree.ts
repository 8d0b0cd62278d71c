import { edgeRoot, type Sha256, TILE_WIDTH, type TileId, treeRoot, treeShape } from '@recourse/log'
import type { BlockReport } from './check-block.ts'
import type { Findings } from './finding.ts'
import { readTile } from './read-tile.ts'
import type { LogReader } from './reader.ts'

/** The right edge after whole blocks: for each level from 1 the hashes of its tile that is not full yet. All that a resumed check needs. */
export interface TreeEdge {
  readonly blocks: number
  readonly tiles: readonly Uint8Array[]
}

/** The tree above the blocks, rebuilt in the order of the leaves; memory holds one tile a level. */
export interface RebuiltTree {
  /** Throws LogUnreadable. */
  take(report: BlockReport): Promise<void>
  edge(): TreeEdge
  /** The root over all blocks, after the partial tiles are compared; null where a hole makes it unknowable. Throws LogUnreadable. */
  root(): Promise<Uint8Array | null>
  bytes(): number
}

export function rebuiltTree(
  sha256: Sha256,
  reader: LogReader,
  size: bigint,
  findings: Findings,
  from: TreeEdge = { blocks: 0, tiles: [] },
): RebuiltTree {
  // pending[0] is level 1.
  const pending = from.tiles.map((tile) => ({ hashes: [tile], count: tile.length / 32, index: 0n }))
  let blocks = from.blocks
  let bytes = 0
  let hole = false
  let bottom: Uint8Array = new Uint8Array()

  pending.forEach((level, i) => {
    level.index = BigInt(from.blocks) / 256n ** BigInt(i)
  })

  async function push(level: number, hashes: Uint8Array): Promise<void> {
    let at = pending[level - 1]
    if (at === undefined) {
      at = { hashes: [], count: 0, index: 0n }
      pending.push(at)
    }
    for (let from = 0; from < hashes.length; ) {
      const take = Math.min(hashes.length - from, (TILE_WIDTH - at.count) * 32)
      at.hashes.push(hashes.subarray(from, from + take))
      at.count += take / 32
      from += take
      if (at.count < TILE_WIDTH) continue
      const tile = joined(at.hashes)
      await compare({ level, index: at.index, width: TILE_WIDTH }, tile)
      at.hashes = []
      at.count = 0
      at.index += 1n
      await push(level + 1, treeRoot(sha256, tile))
    }
  }

  async function compare(tile: TileId, rebuilt: Uint8Array): Promise<void> {
    const found = await readTile(reader, tile)
    if (found.kind === 'missing') {
      findings.add({ class: 'missing', place: found.path, detail: 'is needed and not there' })
    } else if (found.kind === 'unfit') {
      findings.add({ class: 'differs', place: found.path, detail: found.detail })
    } else {
      bytes += found.bytes.length
      const at = firstHashThatDiffers(found.bytes, rebuilt)
      if (at >= 0 && !hole) {
        const child = `tile ${tile.index * 256n + BigInt(at)} of the level below`
        findings.add({ class: 'differs', place: found.path, detail: `hash ${at} is not the root of ${child}` })
      }
    }
  }

  return {
    async take(report) {
      blocks = report.index + 1
      bytes += report.bytes
      hole ||= report.hole
      bottom = report.partial
      await push(1, report.roots)
    },
    edge: () => ({ blocks, tiles: pending.map(({ hashes }) => joined(hashes)) }),
    async root() {
      const levels = treeShape(size)
      for (const { level, full, partial } of levels) {
        if (level === 0 || partial === 0) continue
        await compare({ level, index: full, width: partial }, joined(pending[level - 1]?.hashes ?? []))
      }
      if (hole) return null
      const tiles = levels.map(({ level }) => (level === 0 ? bottom : joined(pending[level - 1]?.hashes ?? [])))
      return edgeRoot(sha256, { size, tiles, bundle: new Uint8Array() })
    },
    bytes: () => bytes,
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function firstHashThatDiffers(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) if (a[at] !== b[at]) return Math.floor(at / 32)
  return -1
}
