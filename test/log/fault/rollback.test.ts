import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeUtf8 } from '@recourse/log'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { readWitnessPolicy } from '../../../apps/server/src/service/log/policy-file.ts'
import { LogStop } from '../../../apps/server/src/service/log/ports.ts'
import { runLog } from '../../../apps/server/src/service/log/run-log.ts'
import { startUp } from '../../../apps/server/src/service/log/start-up.ts'
import { testDatabase } from '../../../apps/server/src/store/embedded/testing.ts'
import { sha256 } from '../../../apps/server/src/store/keys/sha256.ts'
import { backUp, restore } from '../../../apps/server/src/store/postgres/backup.ts'
import { openPool } from '../../../apps/server/src/store/postgres/pool.ts'
import { network, type WitnessDouble, witnessDouble } from '../witness-double.ts'
import { type FaultLog, faultLog } from './fault-log.ts'
import { faultEvents, faultKeys, faultParts, faultRecords } from './fault-parts.ts'

/** An older state put back, by our own backup: the log refuses to grow a second time from there, and says what to do. */

const folders: string[] = []
const open: FaultLog[] = []
afterEach(async () => {
  for (const log of open.splice(0)) await log.close()
})
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'recourse-rollback-'))
  folders.push(made)
  return made
}

async function grow(log: FaultLog, leaves: number): Promise<void> {
  const runner = await runLog(log.parts, log.identity, { onTrouble: () => undefined })
  await faultRecords(log.pool).append(faultEvents('grown', leaves), Date.now())
  await log.settled()
  await runner.stop()
}

async function stopOf(work: Promise<unknown>): Promise<LogStop> {
  return work.then(
    () => {
      throw new Error('it started')
    },
    (error: unknown) => {
      if (error instanceof LogStop) return error
      throw error
    },
  )
}

/** Opens the log on what a backup holds, over these tiles, in a database of its own. */
async function restored(log: FaultLog, backup: string, tiles: string): Promise<LogStop> {
  const database = await testDatabase()
  const { connectionString } = database
  const pool = openPool({ connectionString, name: 'recourse test', size: 3, onTrouble: () => undefined })
  try {
    await restore(pool, backup, { erased: [], at: Date.now() })
    const { policy, post } = log.parts
    const parts = faultParts(pool, { connectionString, tiles }, { policy, post })
    const before = (await pool.query('SELECT count(*)::int AS entries FROM log_entry')).rows
    const stop = await stopOf(startUp(parts, log.identity))
    // Whoever tries all the same adds nothing.
    expect((await stopOf(runLog(parts, log.identity, { onTrouble: () => undefined }))).code).toBe(stop.code)
    expect((await pool.query('SELECT count(*)::int AS entries FROM log_entry')).rows).toEqual(before)
    return stop
  } finally {
    await pool.end()
    await database.close()
  }
}

describe('restored from a backup', () => {
  test('the database alone: refused with both sizes and the command that goes on', async () => {
    const log = await faultLog()
    open.push(log)
    await grow(log, 300)
    const backup = join(await folder(), 'backup')
    await backUp(log.pool, backup, new Date().toISOString())
    await grow(log, 70)
    const checkpoint = await log.tiles.read('checkpoint')
    const stop = await restored(log, backup, log.place.tiles)
    expect([stop.code, stop.ruleId]).toEqual(['published_ahead', 'log.md 7.3'])
    expect(stop.message).toMatch(/370.*300.*recourse log recover --from-tiles/s)
    expect(await log.tiles.read('checkpoint')).toEqual(checkpoint)
    expect(await log.expectWhole()).toBe(370n)
  })

  test('database and tiles together: refused by a witness that has seen more, with both sizes', async () => {
    const witness: WitnessDouble = witnessDouble('w', faultKeys().vkeys)
    const policy = readWitnessPolicy(sha256, encodeUtf8(`${witness.line}quorum w\n`))
    const log = await faultLog({ change: { policy, post: network([witness]) } })
    open.push(log)
    // The outside reader of `faultLog` knows of no witness.
    log.seen.stop()
    await grow(log, 300)
    const place = await folder()
    await backUp(log.pool, join(place, 'backup'), new Date().toISOString())
    await cp(log.place.tiles, join(place, 'tiles'), { recursive: true })
    await grow(log, 70)
    expect(witness.held?.size).toBe(370n)
    const stop = await restored(log, join(place, 'backup'), join(place, 'tiles'))
    expect([stop.code, stop.ruleId]).toEqual(['witness_ahead', 'log.md 7.6'])
    expect(stop.message).toMatch(/370.*300.*RECOURSE_ORIGIN/s)
  })

  test('the tiles alone: refused, for a larger size was published', async () => {
    const log = await faultLog()
    open.push(log)
    log.seen.stop()
    await grow(log, 300)
    const older = join(await folder(), 'tiles')
    await cp(log.place.tiles, older, { recursive: true })
    await grow(log, 70)
    const parts = faultParts(log.pool, { ...log.place, tiles: older })
    const stop = await stopOf(startUp(parts, log.identity))
    expect([stop.code, stop.ruleId]).toEqual(['published_differs', 'log.md 7.3'])
    expect(stop.message).toMatch(/300.*370/s)
  })
})
