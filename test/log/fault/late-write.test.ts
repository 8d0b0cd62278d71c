import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runLog } from '../../../apps/server/src/service/log/run-log.ts'
import { faultyTiles } from '../faulty-tiles.ts'
import { type FaultLog, faultLog } from './fault-log.ts'
import { faultEvents, faultRecords, logFolder } from './fault-parts.ts'
import { fsck } from './fsck.ts'
import { type Program, startProgram } from './program.ts'
import { STRACE_MISSING, strace } from './strace.ts'

/** A write that lands only after it was given up, done again, and the log has gone on: no content changes by it. */

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.end())

const LATE_MS = 3_000
const why = STRACE_MISSING === '' ? '' : ` (${STRACE_MISSING})`

async function contents(log: FaultLog): Promise<ReadonlyMap<string, { readonly bytes: Buffer; readonly ino: number }>> {
  const folder = logFolder(log.place)
  const found = new Map<string, { readonly bytes: Buffer; readonly ino: number }>()
  for (const path of await readdir(folder, { recursive: true })) {
    const file = join(folder, path)
    const { ino } = await stat(file)
    if (!path.includes('.new-') && (await stat(file)).isFile()) found.set(path, { bytes: await readFile(file), ino })
  }
  return found
}

describe.skipIf(STRACE_MISSING !== '')(`in a folder, by a sequencer that lost its lead meanwhile${why}`, () => {
  // A name that this machine does not have is no error.
  test.each([
    ['the link of a tile', '?link,?linkat'],
    ['the rename of the checkpoint', '?rename,?renameat,?renameat2'],
  ])('%s', { timeout: 120_000 }, async (_what, calls) => {
    const log = await faultLog()
    try {
      // Partial tiles stay, so that every file can be told again.
      const settings = { collectMs: 3_600_000 }
      const first = log.start(program, { settings })
      const { thread } = await first.until('open')
      const second = log.start(program, { settings })
      await second.until('open')
      const delayed = await strace(thread, `${calls}:delay_enter=${LATE_MS * 1_000}:when=1`)
      first.order({ kind: 'append', stream: 'late', transactions: 1, events: 300 })
      await first.until('appended')
      // The first is waiting in its call now, or soon; its session ends, and the other one takes over.
      await sleep(400)
      await log.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recourse sequencer'
            AND datname = current_database() AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)`,
      )
      second.order({ kind: 'append', stream: 'next', transactions: 3, events: 40 })
      await second.until('appended')
      expect(await log.settled(second)).toBe(true)
      const before = await contents(log)
      await sleep(LATE_MS)
      const lines = await delayed.detach()
      expect(
        lines.filter((line) => line.includes('DELAYED')),
        lines.join('\n'),
      ).toHaveLength(1)
      const after = await contents(log)
      expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
      for (const [path, { bytes, ino }] of before) {
        expect(after.get(path)?.bytes.equals(bytes), path).toBe(true)
        expect(after.get(path)?.ino, path).toBe(ino)
      }
      expect(await log.expectWhole()).toBe(420n)
      expect(await fsck(log)).toEqual([])
    } finally {
      await log.close()
    }
  })
})

describe('in a store whose answers are lost', () => {
  test('tiles and checkpoint put once more than they were asked for, after the log has gone on', async () => {
    const tiles = faultyTiles()
    const late: (() => Promise<void>)[] = []
    const { create, publish } = tiles
    let losing = false
    tiles.create = async (files) => {
      if (!losing) return create(files)
      losing = false
      late.push(() => create(files))
      throw new Error('no answer in time')
    }
    tiles.publish = async (previous, next) => {
      late.push(() => publish(previous, next))
      await publish(previous, next)
    }
    const log = await faultLog({ change: { tilesOf: () => tiles } })
    const troubles: unknown[] = []
    const runner = await runLog(log.parts, log.identity, { onTrouble: (error) => troubles.push(error) })
    const records = faultRecords(log.pool)
    try {
      for (let round = 0; round < 6; round++) {
        losing = true
        await records.append(faultEvents('lost', 70), Date.now())
        expect(await log.settled()).toBe(true)
      }
      expect(troubles.length).toBeGreaterThanOrEqual(6)
      const before = new Map([...tiles.files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]))
      const landed = await Promise.allSettled(late.map((write) => write()))
      expect(landed.length).toBeGreaterThanOrEqual(12)
      // Partial tiles that were collected meanwhile may be there again, each with its one content.
      for (const [path, hex] of before) {
        expect([path, Buffer.from(tiles.files.get(path) ?? []).toString('hex')]).toEqual([path, hex])
      }
      expect(await log.expectWhole()).toBe(420n)
    } finally {
      await runner.stop()
      await log.close()
    }
  })
})
