import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { FsckState } from '@recourse/server'
import { CommandError, EXIT } from './exit.ts'

const FORMAT = 'recourse-fsck-state@v1'
const OFTEN_MS = 2_000

/** What an earlier run found clean; null where the file is not there yet. */
export function readState(path: string): FsckState | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new CommandError(EXIT.badInput, 'state_unreadable', `${path} cannot be read.`, { cause })
  }
  const state = stateOf(text)
  if (state !== null) return state
  throw new CommandError(EXIT.badInput, 'state_malformed', `${path} is no state of log fsck; remove it to begin anew.`)
}

function stateOf(text: string): FsckState | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    // Not ours, or cut off: the caller says so.
    return null
  }
  if (typeof parsed !== 'object' || parsed === null || !('format' in parsed) || parsed.format !== FORMAT) return null
  const { origin, blocks, tiles }: Record<'origin' | 'blocks' | 'tiles', unknown> = {
    origin: null,
    blocks: null,
    tiles: null,
    ...parsed,
  }
  if (typeof origin !== 'string' || typeof blocks !== 'number' || !Number.isSafeInteger(blocks) || blocks < 0)
    return null
  if (!Array.isArray(tiles) || !tiles.every((tile) => typeof tile === 'string')) return null
  const bytes = tiles.map((tile) => new Uint8Array(Buffer.from(String(tile), 'base64')))
  // A block gives 256 hashes of level 1, and 1 + i counts the levels.
  const isWhole = bytes.every(({ length }, i) => length === (Math.floor((blocks * 256) / 256 ** i) % 256) * 32)
  return isWhole ? { origin, edge: { blocks, tiles: bytes } } : null
}

/** Writes the file now and then, whole or not at all. */
export function stateWriter(path: string): (state: FsckState) => void {
  let last = Number.NEGATIVE_INFINITY
  return ({ origin, edge }) => {
    if (performance.now() - last < OFTEN_MS) return
    last = performance.now()
    const tiles = edge.tiles.map((tile) => Buffer.from(tile).toString('base64'))
    writeFileSync(`${path}.new`, `${JSON.stringify({ format: FORMAT, origin, blocks: edge.blocks, tiles })}\n`)
    renameSync(`${path}.new`, path)
  }
}
