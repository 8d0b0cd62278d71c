import { readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LogStop } from '../../../apps/server/src/service/log/ports.ts'
import { runLog } from '../../../apps/server/src/service/log/run-log.ts'
import { startUp } from '../../../apps/server/src/service/log/start-up.ts'
import { type FaultLog, faultLog } from './fault-log.ts'
import { faultEvents, faultRecords, logFolder } from './fault-parts.ts'
import { fsck } from './fsck.ts'
import { LONG } from './program.ts'
import { publishedEntries } from './whole.ts'

/** What was lost or altered behind the log's back is refused at start or found by fsck, and never makes a leaf stand there twice. */

const ROUNDS = LONG ? 12 : 1

let log: FaultLog
beforeEach(async () => {
  log = await faultLog()
  await grown(330)
})
afterEach(() => log.close())

async function grown(leaves: number): Promise<void> {
  const runner = await runLog(log.parts, log.identity, { onTrouble: () => undefined })
  await faultRecords(log.pool).append(faultEvents('damaged', leaves), Date.now())
  await log.settled()
  await runner.stop()
}

/** Code of the refusal; null: it starts. */
async function refusal(): Promise<string | null> {
  try {
    await startUp(log.parts, log.identity)
    return null
  } catch (error) {
    if (error instanceof LogStop) return error.code
    throw error
  }
}

/** Goes on as far as it may, and then nothing is there twice. */
async function expectNothingTwice(): Promise<void> {
  const runner = await runLog(log.parts, log.identity, { onTrouble: () => undefined }).catch((error: unknown) => {
    if (error instanceof LogStop) return null
    throw error
  })
  if (runner !== null) {
    const until = performance.now() + 5_000
    while (runner.state().kind === 'sequencing' && performance.now() < until) {
      const { rows } = await log.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM log_outbox')
      if (rows[0]?.n === 0) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await runner.stop().catch(() => undefined)
  }
  const { entries } = await publishedEntries(log.tiles)
  expect(new Set(entries.map((entry) => Buffer.from(entry).toString('hex'))).size).toBe(entries.length)
  const { rows } = await log.pool.query<{ doubled: number }>(
    'SELECT count(*)::int - count(DISTINCT leaf_hash)::int AS doubled FROM log_entry',
  )
  expect(rows).toEqual([{ doubled: 0 }])
}

async function random(table: string, column: string, where: string = 'true'): Promise<string> {
  const { rows } = await log.pool.query<{ key: string }>(
    `SELECT ${column}::text AS key FROM ${table} WHERE ${where} ORDER BY random() LIMIT 1`,
  )
  return rows[0]?.key ?? ''
}

test('a log that nobody touched starts, and nothing is found', async () => {
  expect(await refusal()).toBeNull()
  expect(await fsck(log)).toEqual([])
})

describe('lost rows', () => {
  test('of log_entry: refused', async () => {
    const idx = await random('log_entry', 'idx')
    await log.pool.query('DELETE FROM log_entry WHERE idx = $1', [idx])
    expect(await refusal()).toBe('entries_differ')
    expect(await fsck(log)).not.toEqual([])
    await expectNothingTwice()
  })

  test('of log_outbox: its record is found to have no leaf', { timeout: 60_000 * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await faultRecords(log.pool).append(faultEvents(`queued-${round}`, 5), Date.now())
      const id = await random('log_outbox', 'id')
      await log.pool.query('DELETE FROM log_outbox WHERE id = $1', [id])
      await expectNothingTwice()
      const before = await fsck(log)
      expect(before.length).toBeGreaterThan(round)
    }
  })

  test.each(['log_record', 'log_seed', 'log_stream', 'log_sealing_key'])('of %s: found', async (table) => {
    const key = table === 'log_seed' ? 'record' : 'id'
    if (table === 'log_stream') await log.pool.query('ALTER TABLE log_record DROP CONSTRAINT log_record_stream_fkey')
    await log.pool.query(`DELETE FROM ${table} WHERE ${key} = (SELECT ${key} FROM ${table} ORDER BY random() LIMIT 1)`)
    expect(await fsck(log)).not.toEqual([])
    await expectNothingTwice()
  })

  test('of log_checkpoint and log_staging of what is published: nothing is lost with them that the tiles do not hold', async () => {
    await log.pool.query('DELETE FROM log_staging')
    await log.pool.query('DELETE FROM log_checkpoint')
    await expectNothingTwice()
    await grown(10)
    expect(await log.expectWhole()).toBe(340n)
  })

  test('of log_head: refused', async () => {
    await log.pool.query('DELETE FROM log_head')
    expect(await refusal()).toBe('log_absent')
  })
})

describe('altered rows', () => {
  test.each([
    ['log_record', "slots = replace(slots, 'synthetic', 'changed')"],
    ['log_record', 'seq = seq + 1000'],
    ['log_seed', 'wrapped = set_bit(wrapped, 77, 1 - get_bit(wrapped, 77))'],
    ['log_entry', 'leaf_hash = set_bit(leaf_hash, 3, 1 - get_bit(leaf_hash, 3))'],
    ['log_entry', 'label = set_bit(label, 3, 1 - get_bit(label, 3))'],
    ['log_entry', 'record = NULL'],
    ['log_checkpoint', 'note = set_bit(note, 300, 1 - get_bit(note, 300))'],
    ['log_stream', 'tip = set_bit(tip, 8, 1 - get_bit(tip, 8))'],
    ['log_stream', 'next_seq = next_seq + 1'],
  ])('%s: %s', async (table, change) => {
    const { rowCount } = await log.pool.query(
      `UPDATE ${table} SET ${change} WHERE ctid = (SELECT ctid FROM ${table} ORDER BY random() LIMIT 1)`,
    )
    expect(rowCount).toBe(1)
    const code = await refusal()
    const findings = await fsck(log)
    expect([code, findings.length > 0]).not.toEqual([null, false])
    expect(findings).not.toEqual([])
    await expectNothingTwice()
  })
})

describe('one bit of one file, or the whole file', () => {
  const KINDS = [
    'checkpoint',
    'keys',
    'vkey',
    'policy',
    'tile/0/000',
    'tile/0/001.p/74',
    'tile/1/000.p/1',
    'tile/entries/000',
    'tile/entries/001.p/74',
  ]

  test.each(KINDS)('%s, a bit flipped', async (path) => {
    // Whoever reads meanwhile sees the damage.
    log.seen.stop()
    const file = join(logFolder(log.place), path)
    const whole = await readFile(file)
    for (let round = 0; round < ROUNDS; round++) {
      const bit = Math.floor(Math.random() * whole.length * 8)
      const bytes = Buffer.from(whole)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      await writeFile(file, bytes)
      expect([path, bit, await fsck(log)]).not.toEqual([path, bit, []])
    }
    const code = await refusal()
    // The policy is written anew from the settings; a full tile in the midst of the log is fsck's to find.
    if (!['policy', 'tile/0/000', 'tile/entries/000'].includes(path)) expect(code).not.toBeNull()
    await writeFile(file, whole)
    expect(await refusal()).toBeNull()
    expect(await log.expectWhole()).toBe(330n)
  })

  test.each(KINDS)('%s, gone', async (path) => {
    await unlink(join(logFolder(log.place), path))
    const findings = await fsck(log)
    const code = await refusal()
    // Keys and policy are the settings', and are put back at every start.
    if (['keys', 'vkey', 'policy'].includes(path)) expect(code).toBeNull()
    else expect([path, code, findings.length > 0]).toEqual([path, code, true])
  })
})
