import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FaultLog, faultLog } from './fault-log.ts'
import { LONG, type Program, type Running, startProgram } from './program.ts'
import { nameOf, STRACE_MISSING, strace, type Writing } from './strace.ts'

/**
 * Every system call that writes, of one cycle from sequencing to publication, fails once, or is the last the process makes: it
 * goes on or ends, and then all is whole. One thread works on files (see `program.ts`), and that one alone is followed.
 */

/** Over a border of full tiles every time: new folders, full and partial tiles on two levels. */
const EVENTS = 300
/** Then a new log: the whole of it is read after every cycle. */
const CYCLES_A_LOG = 25

/** openat, write, fsync, link, unlink, rename, mkdir, by whatever names. */
const CALLS_AT_LEAST = 7

/** A process collects once when it has published for the first time. */
const COLLECTED_WITHIN_MS = 700

interface Cycle {
  readonly calls: readonly string[]
  /** The process ended of it. */
  readonly isOver: boolean
}

interface Bench {
  /** One cycle under this injection; afterwards everything is published and whole, by another process where this one ended. */
  cycle(inject?: string): Promise<Cycle>
  end(): Promise<void>
}

let program: Program
let bench: Bench
beforeAll(async () => {
  program = await startProgram()
  bench = makeBench()
})
afterAll(async () => {
  await bench.end()
  await program.end()
})

function makeBench(): Bench {
  let log: FaultLog | null = null
  let running: Running | null = null
  let cycles = 0

  const end = async (): Promise<void> => {
    running?.signal('SIGKILL')
    await running?.ended
    running = null
    await log?.close()
    log = null
  }
  const ready = async (): Promise<{ readonly log: FaultLog; readonly running: Running; readonly thread: number }> => {
    log ??= await faultLog()
    // Without the collector, whose many calls write nothing.
    if (running === null || running.isOver()) running = log.start(program, { settings: { collectMs: 3_600_000 } })
    const { thread } = await running.until('open')
    expect(await log.settled(running)).toBe(true)
    return { log, running, thread }
  }
  return {
    end,
    async cycle(inject) {
      if (++cycles % CYCLES_A_LOG === 0) await end()
      const before = await ready()
      const traced = await strace(before.thread, inject)
      const stream = `s${cycles}`
      before.running.order({ kind: 'append', stream, transactions: 1, events: EVENTS })
      await before.running.until('appended', (line) => line.stream === stream).catch(() => undefined)
      await before.log.settled(before.running)
      const calls = await traced.detach()
      const isOver = before.running.isOver()
      const after = await ready()
      expect(after.log.acknowledged.size, 'acknowledged').toBeGreaterThanOrEqual(EVENTS)
      await after.log.expectWhole()
      return { calls, isOver }
    },
  }
}

/** What failed of the files, not of libuv's own messages between its threads: without those a process cannot live. */
function injected({ calls }: Cycle): number {
  return calls.filter((line) => line.includes('INJECTED') && isOfFiles(line)).length
}

function isOfFiles(line: string): boolean {
  return !line.includes('[eventfd]')
}

/** Of each call in one cycle: its numbers, counted from 1, as strace counts. */
type Counts = ReadonlyMap<Writing, readonly number[]>

let counting: Promise<Counts> | null = null

/** Taken once, from a cycle in which nothing fails. */
function counted(): Promise<Counts> {
  counting ??= count()
  return counting
}

async function count(): Promise<Counts> {
  const made = new Map<Writing, number>()
  const numbers = new Map<Writing, number[]>()
  // The first cycle of a process makes folders known.
  await bench.cycle()
  // What it may collect it has collected then.
  await sleep(COLLECTED_WITHIN_MS)
  for (const line of (await bench.cycle()).calls) {
    const name = nameOf(line)
    if (name === null) continue
    const n = (made.get(name) ?? 0) + 1
    made.set(name, n)
    if (isOfFiles(line)) numbers.set(name, [...(numbers.get(name) ?? []), n])
  }
  console.log(`one cycle makes ${[...numbers].map(([name, { length }]) => `${name} ${length}`).join(', ')}`)
  return numbers
}

/** Every one of them, or for the quick run one by chance. */
function some(numbers: readonly number[]): readonly number[] {
  const at = Math.floor(Math.random() * numbers.length)
  return LONG ? numbers : numbers.slice(at, at + 1)
}

/** All calls, or for the quick run so many of them by chance. */
function few(counts: Counts, most: number): readonly (readonly [Writing, readonly number[]])[] {
  const all = [...counts].map((call) => ({ call, order: Math.random() })).toSorted((a, b) => a.order - b.order)
  return all.slice(0, LONG ? all.length : most).map(({ call }) => call)
}

const why = STRACE_MISSING === '' ? '' : ` (${STRACE_MISSING})`

describe.skipIf(STRACE_MISSING !== '')(`system calls of a cycle${why}`, () => {
  test.each([
    ['EIO', CALLS_AT_LEAST],
    ['ENOSPC', 3],
  ])('each fails once with %s: the log goes on by itself', { timeout: 1_800_000 }, async (code, most) => {
    let faults = 0
    for (const [name, numbers] of few(await counted(), most)) {
      for (const n of some(numbers)) {
        const done = await bench.cycle(`${name}:error=${code}:when=${n}`)
        faults += injected(done)
        expect([name, n, done.isOver && injected(done) > 0]).toEqual([name, n, false])
      }
    }
    console.log(`${code}: ${faults} system calls failed`)
    expect(faults).toBeGreaterThan(0)
  })

  test('each fails from then on, until it works again: the log goes on, or refuses until it is started anew', {
    timeout: 1_800_000,
  }, async () => {
    let faults = 0
    for (const [name, numbers] of few(await counted(), 2)) {
      for (const n of some(numbers)) {
        // So many that the loading after the failed cycle fails too, and not so many that its pauses grow long.
        faults += injected(await bench.cycle(`${name}:error=EIO:when=${n}..${n + 5}`))
      }
    }
    console.log(`in a row: ${faults} system calls failed`)
    expect(faults).toBeGreaterThan(0)
  })

  test('the process is killed at each: the next one finishes what it began', { timeout: 1_800_000 }, async () => {
    let kills = 0
    for (const [name, numbers] of few(await counted(), 3)) {
      for (const n of some(numbers)) {
        if ((await bench.cycle(`${name}:signal=KILL:when=${n}`)).isOver) kills++
      }
    }
    console.log(`killed at ${kills} system calls`)
    expect(kills).toBeGreaterThan(0)
  })
})
