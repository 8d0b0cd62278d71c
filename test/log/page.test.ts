import { digest, fromBase64, toHex } from '@recourse/log'
import { expect, test } from 'vitest'
import { entryPath } from '../../apps/server/src/service/log/entry-path.ts'
import { logPages } from '../../apps/server/src/service/log/log-pages.ts'
import { logViews } from '../../apps/server/src/service/log/log-view.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { otherEntry, streamLog } from '../../apps/server/src/service/log/testing/stream-log.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { postgresLogView } from '../../apps/server/src/store/postgres/log/log-view.ts'
import { init, leading, ORIGIN, randomLeaf, testLog } from './harness.ts'

test('what the page shows is what is published, by day, and each entry’s way leads to its root', async () => {
  const log = await testLog()
  try {
    const store = postgresLogView(log.pool)
    expect(await store.read()).toBeNull()
    const identity = await init(log)
    await leading(log, identity, async (start) => {
      let current = start
      for (const count of [5, 300]) {
        await log.store.enqueue(Array.from({ length: count }, randomLeaf), Date.now())
        current = (await sequenceBatch(log.parts, current)).log
        const { published, witnesses } = await publish(log.parts, current)
        current = { ...current, published, witnesses }
      }
    })
    const views = logViews(store, log.clock, () => ({
      witnessed: 'operator_alone',
      witnesses: [{ name: 'w.example', runBy: 'not_stated', who: '' }],
    }))
    const pages = logPages(views, sha256, (folder) => (path) => log.parts.tilesOf(folder).read(path))
    const view = await pages.view()
    expect(view).toMatchObject({ origin: ORIGIN, size: 305, witnessed: 'operator_alone', index: null })
    expect(view?.checkpoints[0]).toMatchObject({ size: 305 })
    expect(view?.witnesses).toEqual([
      { name: 'w.example', runBy: 'not_stated', who: '', size: 0, answer: null, answeredAt: null, cosignedAt: null },
    ])
    expect((await pages.growth()).at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), size: 305 })
    if (view === null) throw new Error('there is a log')
    const path = await pages.path(view, 304n)
    expect(path?.root).toBe(toHex(fromBase64(view.root)))
    expect(await pages.path(view, 305n)).toBeNull()
  } finally {
    await log.close()
  }
})

test('every step of a way hashes to the next, whatever the size and the entry', async () => {
  const log = streamLog()
  for (const size of [1, 2, 3, 7, 256, 257, 600]) {
    log.append(...Array.from({ length: size - log.entries.length }, (_, i) => otherEntry(size * 1_000 + i)))
    const { root } = log.sign(1)
    for (const index of new Set([0, size >> 1, size - 1])) {
      const path = await entryPath(sha256, log.read, { index: BigInt(index), size: BigInt(size), root })
      if (path === null) throw new Error('the entry is there')
      let hash = path.leaf
      for (const { path: on, sibling } of path.steps) {
        expect(on.hash).toBe(hash)
        const [left, right] = sibling.start < on.start ? [sibling, on] : [on, sibling]
        expect(left.end).toBe(right.start)
        hash = toHex(digest(sha256, Uint8Array.of(1), Buffer.from(left.hash, 'hex'), Buffer.from(right.hash, 'hex')))
      }
      expect(hash).toBe(toHex(root))
    }
    const other = new Uint8Array(32)
    await expect(entryPath(sha256, log.read, { index: 0n, size: BigInt(size), root: other })).rejects.toThrow('log:')
  }
})
