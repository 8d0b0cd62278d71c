import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogStep } from '../../../apps/server/src/service/log/parts.ts'
import { type FaultLog, faultLog } from './fault-log.ts'
import { fsck } from './fsck.ts'
import { LONG, type Program, startProgram } from './program.ts'

/** A sequencer that stands still past the takeover, and wakes: of its term nothing more is committed and nothing published. */

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.end())

interface Head {
  readonly term: bigint
  readonly size: bigint
}

async function headOf({ store, identity }: FaultLog): Promise<Head> {
  const head = await store.head(identity.log)
  if (head === null) throw new Error('the log has a head')
  return head
}

async function takenOver(log: FaultLog, { term }: Head): Promise<void> {
  for (const until = performance.now() + 40_000; (await headOf(log)).term <= term; await sleep(20)) {
    if (performance.now() > until) throw new Error(`nobody took over after term ${term}`)
  }
}

/** The server ends the session of a process that stands still for 15 seconds; this does it now. */
async function endSession({ pool }: FaultLog): Promise<void> {
  await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'recourse sequencer' AND datname = current_database()
        AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)`,
  )
}

/** Stops the holder at a step, lets the other one take over and go on, wakes the first, and has it lead once more in the end. */
async function standstill(step: LogStep['at'], lose: (log: FaultLog) => Promise<void>): Promise<void> {
  const log = await faultLog()
  try {
    await stoppedAt(step, log, lose)
  } finally {
    await log.close()
  }
}

async function stoppedAt(step: LogStep['at'], log: FaultLog, lose: (log: FaultLog) => Promise<void>): Promise<void> {
  const first = log.start(program, { at: { step, n: 1, signal: 'SIGSTOP' } })
  await first.until('open')
  const second = log.start(program)
  expect((await second.until('open')).state).toBe('waiting')

  first.order({ kind: 'append', stream: `${step}-first`, transactions: 3, events: 20 })
  await first.until('reached')
  const before = await headOf(log)
  await lose(log)
  second.order({ kind: 'append', stream: `${step}-second`, transactions: 3, events: 20 })
  await second.until('appended')
  await takenOver(log, before)
  expect(await log.settled(second)).toBe(true)
  await log.expectWhole()
  const after = await headOf(log)
  const notes = log.seen.notes.length

  first.signal('SIGCONT')
  await first.until('trouble')
  // Time for whatever it still held in its hands.
  await sleep(500)
  expect(second.isOver()).toBe(false)
  const { term } = await headOf(log)
  expect(term, 'the term').toBe(after.term)
  await first.until('appended')
  expect(await log.settled(second)).toBe(true)
  await log.expectWhole()
  expect(log.seen.notes.length).toBeGreaterThanOrEqual(notes)

  // What had lost its lead without knowing stands by again.
  second.signal('SIGKILL')
  await second.ended
  const last = `${step}-last`
  first.order({ kind: 'append', stream: last, transactions: 1, events: 5 })
  await first.until('appended', ({ stream }) => stream === last)
  await takenOver(log, after)
  expect(await log.settled(first), JSON.stringify(first.lines.slice(-3))).toBe(true)
  await log.expectWhole()
  expect(log.acknowledged.size).toBe(125)
  expect(await fsck(log)).toEqual([])
  first.signal('SIGKILL')
  await first.ended
}

const STEPS: readonly LogStep['at'][] = ['read', 'signed', 'committed', 'applied', 'witnessed', 'published']

describe('two sequencers awake at once', () => {
  test.concurrent.each(LONG ? STEPS : STEPS.filter((step) => step === 'signed' || step === 'witnessed'))(
    'stopped at the step "%s", its session gone',
    { timeout: 120_000 },
    (step) => standstill(step, endSession),
  )

  test.concurrent('stopped at the step "committed", until PostgreSQL gives it up by itself', { timeout: 120_000 }, () =>
    standstill('committed', async () => undefined),
  )
})
