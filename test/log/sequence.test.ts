import { EMPTY_EDGE, edgeRoot, edgeTiles, grow, openEdge, tilePath } from '@recourse/log'
import { afterEach, expect, test } from 'vitest'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { filesAtOnce, init, leading, opened, randomLeaf, type TestLog, testLog } from './harness.ts'

const open: TestLog[] = []
afterEach(async () => {
  for (const log of open.splice(0)) await log.close()
})
async function log(...given: Parameters<typeof testLog>): Promise<TestLog> {
  const made = await testLog(...given)
  open.push(made)
  return made
}

test('a log grown in batches of random sizes is byte for byte the log grown at once, and its last checkpoint leads to it', async () => {
  const one = await log((parts) => ({ settings: { ...parts.settings, batchLeaves: 90 } }))
  const identity = await init(one)
  const entries: Uint8Array[] = []
  const tiles = one.folders.get('2026')
  await leading(one, identity, async (start) => {
    let current = start
    for (let round = 0; entries.length < 1_000; round++) {
      const leaves = Array.from({ length: 1 + Math.floor(Math.random() * 140) }, randomLeaf)
      await one.store.enqueue(leaves, Date.now())
      entries.push(...leaves.map(({ entry }) => entry))
      const cycle = await sequenceBatch(one.parts, current)
      current = cycle.log
      if (round % 3 === 0) {
        const { published, witnesses } = await publish(one.parts, current)
        current = { ...current, published, witnesses }
      }
    }
    for (let left = 1; left > 0; ) {
      const cycle = await sequenceBatch(one.parts, current)
      current = cycle.log
      left = cycle.leaves
    }
    await publish(one.parts, current)
  })
  const wanted = filesAtOnce(entries)
  for (const [path, bytes] of wanted) expect([path, tiles?.files.get(path)]).toEqual([path, bytes])
  const note = tiles?.files.get('checkpoint') ?? new Uint8Array()
  const checkpoint = opened(note)
  expect(checkpoint.size).toBe(BigInt(entries.length))
  expect(checkpoint.root).toEqual(grow(sha256, EMPTY_EDGE, entries).root)
  // Every other file is a prefix of the full one it stands for.
  for (const [path, bytes] of tiles?.files ?? []) {
    const [, whole] = /^(tile\/.*)\.p\/\d+$/.exec(path) ?? []
    const full = whole === undefined ? undefined : wanted.get(whole)
    if (full !== undefined) expect(full.subarray(0, bytes.length)).toEqual(bytes)
  }
  const head = await one.store.head(identity.log)
  expect(head).toMatchObject({ size: BigInt(entries.length), publishedSize: BigInt(entries.length) })
  expect(await one.store.staged(identity.log, 0n)).toEqual([])
  const edge = openEdge(sha256, checkpoint.size, checkpoint.root, (tile) => tiles?.files.get(tilePath(tile)))
  expect(edgeRoot(sha256, edge)).toEqual(checkpoint.root)
  expect(edgeTiles(checkpoint.size).length).toBeGreaterThan(0)
})
