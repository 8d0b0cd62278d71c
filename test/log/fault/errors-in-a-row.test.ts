import { expect, test } from 'vitest'
import type { LogStore } from '../../../apps/server/src/service/log/log-store.ts'
import type { LogStep } from '../../../apps/server/src/service/log/parts.ts'
import type { TileStore } from '../../../apps/server/src/service/log/ports.ts'
import { runLog } from '../../../apps/server/src/service/log/run-log.ts'
import { folderTiles } from '../../../apps/server/src/store/tiles/folder.ts'
import { faultLog } from './fault-log.ts'
import { faultEvents, faultRecords, logFolder } from './fault-parts.ts'
import { fsck } from './fsck.ts'

/** Applying fails, then so many times the loading that follows it, then all works: no batch between (Cloudflare Azul, July 2025). */
test.each([1, 5])(
  'applying fails, then %i times the loading after it: no batch is committed before the first is applied',
  {
    timeout: 120_000,
  },
  async (reloads) => {
    const steps: LogStep['at'][] = []
    const log = await faultLog()
    const folder = folderTiles(logFolder(log.place))
    let applies = 1
    let loads = 0
    const tiles: TileStore = {
      ...folder,
      async create(files) {
        if (files.some(({ path }) => path.startsWith('tile/')) && applies-- > 0) {
          loads = reloads
          throw new Error('the disk does not answer')
        }
        await folder.create(files)
        if (files.some(({ path }) => path.startsWith('tile/'))) steps.push('applied')
      },
      async read(path) {
        if (loads-- > 0) throw new Error('the disk does not answer yet')
        return folder.read(path)
      },
    }
    const parts = { ...log.parts, tilesOf: () => tiles, settings: { ...log.parts.settings, pollMs: 1 } }
    const troubles: unknown[] = []
    const runner = await runLog(
      {
        ...parts,
        step: ({ at }) => {
          if (at === 'committed') steps.push(at)
        },
      },
      log.identity,
      { onTrouble: (error) => troubles.push(error) },
    )
    try {
      for (let n = 0; n < 20; n++) await faultRecords(log.pool).append(faultEvents('row', 10), Date.now())
      expect(await log.settled()).toBe(true)
      await runner.stop()
      expect(troubles).toHaveLength(1 + reloads)
      // Committed and applied by turns: what was not applied was, before anything else was committed.
      expect(steps.length).toBeGreaterThanOrEqual(2)
      steps.forEach((step, at) => {
        expect(step).toBe(at % 2 === 0 ? 'committed' : 'applied')
      })
      expect(await log.expectWhole()).toBe(200n)
      expect(await fsck(log)).toEqual([])
    } finally {
      await runner.stop()
      await log.close()
    }
  },
)

test('publishing fails twelve times in a row: whoever loads anew does not listen to the lead once more', {
  timeout: 60_000,
}, async () => {
  const log = await faultLog()
  const folder = folderTiles(logFolder(log.place))
  let failures = 12
  const tiles: TileStore = {
    ...folder,
    async publish(previous, next) {
      if (failures-- > 0) throw new Error('the disk does not answer')
      await folder.publish(previous, next)
    },
  }
  let listening = 0
  const store: LogStore = {
    ...log.store,
    async tryLead(which) {
      const leadership = await log.store.tryLead(which)
      if (leadership === null) return null
      return {
        ...leadership,
        onWake(wake) {
          listening++
          leadership.onWake(wake)
        },
      }
    },
  }
  const parts = {
    ...log.parts,
    store,
    tilesOf: () => tiles,
    settings: { ...log.parts.settings, pollMs: 1, publishMs: 1 },
  }
  const runner = await runLog(parts, log.identity, { onTrouble: () => undefined })
  try {
    await faultRecords(log.pool).append(faultEvents('row', 10), Date.now())
    expect(await log.settled()).toBe(true)
    await runner.stop()
    expect(failures).toBeLessThan(0)
    expect(listening).toBe(1)
    expect(await log.expectWhole()).toBe(10n)
  } finally {
    await runner.stop()
    await log.close()
  }
})
