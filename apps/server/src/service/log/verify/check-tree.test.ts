import { encodeEntry } from '@recourse/log'
import { expect, test } from 'vitest'
import { blocksHere } from '../../../store/tiles/block-pool.ts'
import { BLOCK_LEAVES, type BlockReport, blockChecker } from './check-block.ts'
import { type BlockPool, checkTree } from './check-tree.ts'
import { findings } from './finding.ts'
import type { LogReader } from './reader.ts'
import { crypto, event, label, madeLog, memoryReader } from './testing/made-log.ts'

/** A folder's reader that notes each array it was given to read into, or had to make. */
function watched(files: ReadonlyMap<string, Uint8Array>): { reader: LogReader; arrays: Set<ArrayBufferLike> } {
  const inner = memoryReader(files)
  const arrays = new Set<ArrayBufferLike>()
  const read: LogReader['read'] = (path, limit, room) => {
    const found = inner.read(path, limit, room)
    if (found instanceof Uint8Array) arrays.add(found.buffer)
    return found
  }
  return { reader: { ...inner, read }, arrays }
}

test.each(['opaque', 'ours'] as const)('a block of 60 tiles is read into the arrays of one (%s)', async (entries) => {
  const arraysOf = async (leaves: number): Promise<number> => {
    const log = madeLog()
    log.add(Array.from({ length: leaves }, (_, i) => event(i)))
    const { reader, arrays } = watched(log.files)
    const report = await blockChecker(crypto.sha256, reader)({ index: 0, size: log.size(), entries, seen: false })
    expect(report).toMatchObject({ leaves, findings: [] })
    return arrays.size
  }
  expect(await arraysOf(256)).toBe(2)
  expect(await arraysOf(256 * 60)).toBe(2)
})

test('what a report holds is its own: the next block leaves it as it was', async () => {
  const logOf = (from: number) => {
    const log = madeLog()
    const root = encodeEntry({ type: 'index-root', size: 0n, labels: 0n, root: label(from) })
    const events = Array.from({ length: 600 }, (_, i) => event(from + i))
    // In the second bundle, which is read into the room of the first and written over by the third.
    log.add([...events.slice(0, 260), root, ...events.slice(260)])
    return log
  }
  const log = logOf(0)
  const task = { index: 0, size: log.size(), entries: 'ours', seen: false } as const
  const other = logOf(10_000)
  const files = new Map(log.files)
  const check = blockChecker(crypto.sha256, memoryReader(files))
  const first = await check(task)
  const copy = structuredClone(first)
  for (const [path, bytes] of other.files) files.set(path, bytes)
  const second = await check(task)
  expect(first.entries?.others).toMatchObject([{ leaf: 260, entry: { root: label(0) } }])
  expect(first).toEqual(copy)
  expect(second.roots).not.toEqual(first.roots)
})

test('blocks are asked for as many at once as the pool works on, however long the log is', async () => {
  const mostUnderWay = async (blocks: number): Promise<number> => {
    let underWay = 0
    let most = 0
    const pool: BlockPool = {
      width: 4,
      async check({ index }): Promise<BlockReport> {
        most = Math.max(most, ++underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay--
        const empty = new Uint8Array()
        const roots = new Uint8Array(256 * 32)
        return {
          index,
          leaves: BLOCK_LEAVES,
          bytes: 0,
          roots,
          partial: empty,
          findings: [],
          hole: false,
          entries: null,
        }
      },
      close: () => Promise.resolve(),
    }
    const reader = memoryReader(new Map())
    const checkpoint = { origin: 'log.example/made', size: BigInt(blocks * BLOCK_LEAVES), root: new Uint8Array(32) }
    const { leaves } = await checkTree({
      crypto,
      reader,
      pool,
      checkpoint: { ...checkpoint, extensions: [] },
      findings: findings(),
      entries: 'opaque',
    })
    expect(leaves).toBe(blocks * BLOCK_LEAVES)
    return most
  }
  expect(await mostUnderWay(8)).toBe(4)
  expect(await mostUnderWay(400)).toBe(4)
})

test('in one thread blocks are checked one after the other: their buffers are shared', async () => {
  const log = madeLog()
  log.add(Array.from({ length: 300 }, (_, i) => event(i)))
  const pool = blocksHere(memoryReader(log.files))
  const task = { index: 0, size: log.size(), entries: 'ours', seen: false } as const
  const [one, two] = await Promise.all([pool.check(task), pool.check(task)])
  expect(one).toEqual(two)
  expect(one?.findings).toEqual([])
})
