import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogStep } from '../../../apps/server/src/service/log/parts.ts'
import { type FaultLog, faultLog } from './fault-log.ts'
import { fsck } from './fsck.ts'
import { LONG, type Program, type Running, startProgram } from './program.ts'

/** `kill -9` of the process that appends, sequences and publishes: nothing acknowledged is lost, nothing is there twice. */

const STEPS: readonly LogStep['at'][] = [
  'read',
  'grown',
  'signed',
  'committed',
  'applied',
  'witnessed',
  'published',
  'recorded',
  'collected',
]
const RUNS = LONG ? Number(process.env.RECOURSE_TEST_KILLS ?? 1_000) : 12
/** Then a new log: the whole of it is read after every run. */
const RUNS_A_LOG = 50
const WRITERS = 3
/** Long enough for the collector to come round. */
const IDLE_MS = 150

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.end())

type Kill =
  | { readonly kind: 'step'; readonly step: LogStep['at']; readonly n: number }
  /** `soon`: counted from the start of the process, so that it hits recovery too; else from its first append. */
  | { readonly kind: 'random'; readonly soon: boolean; readonly ms: number }

function killOf(run: number): Kill {
  const step = STEPS[run % (STEPS.length + 3)]
  if (step !== undefined)
    return { kind: 'step', step, n: 1 + Math.floor(Math.random() * (LONG && step !== 'collected' ? 4 : 1)) }
  const soon = run % 3 === 0
  return { kind: 'random', soon, ms: Math.random() * (soon ? 700 : 400) }
}

/** Writes until it is killed; what it does not live to see is written by nobody. */
function write(running: Running, run: number): void {
  for (let writer = 0; writer < WRITERS; writer++) {
    running.order({
      kind: 'append',
      stream: `${run}-${writer}`,
      transactions: 25,
      events: 1 + ((run + writer * 7) % 23),
    })
  }
}

/** All writers are through; throws when the process ends before. */
async function written(running: Running): Promise<void> {
  for (let through = 0; through < WRITERS; ) {
    if (running.isOver()) throw new Error('ended')
    await sleep(10)
    through = running.lines.filter(({ kind }) => kind === 'appended').length
  }
}

interface Killed {
  /** null: it did not come to the end of its recovery. */
  readonly restartMs: number | null
  /** null: at another moment than a step's. */
  readonly step: LogStep['at'] | null
}

async function killed(log: FaultLog, kill: Kill, run: number): Promise<Killed> {
  const at = kill.kind === 'step' ? ({ step: kill.step, n: kill.n, signal: 'SIGKILL' } as const) : null
  const running = log.start(program, at === null ? {} : { at })
  if (kill.kind === 'random' && kill.soon) setTimeout(() => running.signal('SIGKILL'), kill.ms)
  const opened = await running.until('open').catch(() => null)
  if (opened !== null && (await log.settled(running))) {
    await log.expectWhole()
    write(running, run)
    if (kill.kind === 'random' && !kill.soon) setTimeout(() => running.signal('SIGKILL'), kill.ms)
    // A step may not come again once the writers are through: then any moment will do.
    await written(running)
      .then(() => sleep(IDLE_MS))
      .catch(() => undefined)
  }
  running.signal('SIGKILL')
  expect(await running.ended, JSON.stringify([kill, running.lines.slice(-4)])).toBe('SIGKILL')
  const reached = running.lines.find((line) => line.kind === 'reached')
  return { restartMs: opened?.ms ?? null, step: reached?.step ?? null }
}

describe(`kill -9, ${RUNS} times`, () => {
  test('at each step of a cycle and at random moments: all that was acknowledged is in the log once', {
    timeout: RUNS * 20_000,
  }, async () => {
    const kills: Killed[] = []
    const acknowledged: number[] = []
    for (let run = 0; run < RUNS; ) {
      const log = await faultLog()
      try {
        for (const first = run; run < RUNS && run - first < RUNS_A_LOG; run++) {
          kills.push(await killed(log, killOf(run), run))
        }
        const last = log.start(program)
        expect(await log.settled(last)).toBe(true)
        await log.expectWhole()
        expect(await fsck(log)).toEqual([])
        acknowledged.push(log.acknowledged.size)
        last.order({ kind: 'end' })
        expect(await last.ended).toBe(0)
      } finally {
        await log.close()
      }
      if (LONG) console.log(report(kills, acknowledged))
    }
    console.log(report(kills, acknowledged))
    expect(Math.min(...acknowledged)).toBeGreaterThan(0)
    expect(new Set(kills.map(({ step }) => step))).toEqual(new Set([...STEPS, null]))
  })
})

function report(kills: readonly Killed[], acknowledged: readonly number[]): string {
  const sorted = kills.flatMap(({ restartMs }) => (restartMs === null ? [] : [restartMs])).toSorted((a, b) => a - b)
  const at = (share: number): string => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)} ms`
  const leaves = acknowledged.reduce((sum, one) => sum + one, 0)
  const steps = [...STEPS, null].map(
    (step) => `${step ?? 'elsewhere'} ${kills.filter((one) => one.step === step).length}`,
  )
  return (
    `${kills.length} kills (${steps.join(', ')}), ${kills.length - sorted.length} of them during recovery; ` +
    `${leaves} acknowledged leaves; from start to open p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`
  )
}
