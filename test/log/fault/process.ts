import { readlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { LogSettings, LogStep } from '../../../apps/server/src/service/log/parts.ts'
import { LogStop } from '../../../apps/server/src/service/log/ports.ts'
import { runLog } from '../../../apps/server/src/service/log/run-log.ts'
import { openPool } from '../../../apps/server/src/store/postgres/pool.ts'
import { type FaultPlace, faultEvents, faultParts, faultRecords } from './fault-parts.ts'

/**
 * A process for tests to kill, to stop and to deny the disk: sequences the log as a server does, and prints one JSON line
 * for each thing that happens. What it logs it prints as acknowledged only once its transaction is committed. Told what to
 * do by JSON lines on its input.
 */
export interface LogProcessSettings extends FaultPlace {
  readonly settings?: Partial<LogSettings>
  /** Ends or stops itself by this signal when it comes to a step for the nth time. */
  readonly at?: { readonly step: LogStep['at']; readonly n: number; readonly signal: 'SIGKILL' | 'SIGSTOP' }
}

export type LogProcessOrder =
  | { readonly kind: 'append'; readonly stream: string; readonly transactions: number; readonly events: number }
  | { readonly kind: 'end' }

export type LogProcessLine =
  /** `ms` since the process was started; `thread`: the system's id of the one thread that works on files. */
  | { readonly kind: 'open'; readonly ms: number; readonly state: string; readonly thread: number }
  /** Leaf hashes of one committed transaction. */
  | { readonly kind: 'acknowledged'; readonly leaves: readonly string[] }
  | { readonly kind: 'appended'; readonly stream: string }
  | { readonly kind: 'reached'; readonly step: LogStep['at'] }
  | { readonly kind: 'published'; readonly size: number }
  | { readonly kind: 'trouble'; readonly code: string | null; readonly message: string }
  | { readonly kind: 'stopped'; readonly code: string | null; readonly message: string }
  | { readonly kind: 'ended' }

function print(line: LogProcessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function printError(kind: 'trouble' | 'stopped', error: unknown): void {
  const named = error instanceof Error && 'code' in error ? String(error.code) : null
  print({ kind, code: named, message: error instanceof Error ? error.message : String(error) })
}

/** Of the thread that reads this very link: with UV_THREADPOOL_SIZE=1 there is one. */
async function fileThread(): Promise<number> {
  const link = await readlink('/proc/thread-self').catch(() => '')
  return Number(link.split('/').at(-1) ?? 0)
}

async function run({ settings = {}, at, ...place }: LogProcessSettings): Promise<number> {
  const pool = openPool({
    connectionString: place.connectionString,
    name: 'recourse test',
    size: 6,
    onTrouble: () => undefined,
  })
  let reached = 0
  const step = ({ at: here }: LogStep): void => {
    if (here !== at?.step || ++reached !== at.n) return
    print({ kind: 'reached', step: here })
    process.kill(process.pid, at.signal)
  }
  const parts = faultParts(pool, place, { settings, step })
  const identity = (await parts.store.identities()).at(-1)
  if (identity === undefined) throw new Error('no log was made here')
  const runner = await runLog(parts, identity, {
    onTrouble: (error) => printError('trouble', error),
    afterPublish: [async ({ size }) => print({ kind: 'published', size: Number(size) })],
  })
  print({ kind: 'open', ms: performance.now(), state: runner.state().kind, thread: await fileThread() })

  const records = faultRecords(pool)
  const append = async ({ stream, transactions, events }: LogProcessOrder & { kind: 'append' }): Promise<void> => {
    for (let n = 0; n < transactions; n++) {
      const logged = await records.append(faultEvents(stream, events), Date.now()).catch((error: unknown) => {
        printError('trouble', error)
        return null
      })
      if (logged === null) continue
      print({ kind: 'acknowledged', leaves: logged.map(({ leafHash }) => Buffer.from(leafHash).toString('hex')) })
    }
    print({ kind: 'appended', stream })
  }
  const ended = new Promise<number>((resolve) => {
    const watch = setInterval(() => {
      const state = runner.state()
      if (state.kind !== 'stopped') return
      clearInterval(watch)
      printError('stopped', state.stop)
      resolve(4)
    }, 20)
    createInterface({ input: process.stdin }).on('line', (line) => {
      const order: LogProcessOrder = JSON.parse(line)
      if (order.kind === 'append') void append(order)
      else void runner.stop().then(() => resolve(0))
    })
  })
  return await ended
}

run(JSON.parse(process.argv[2] ?? '{}')).then(
  (exit) => {
    if (exit === 0) print({ kind: 'ended' })
    process.exit(exit)
  },
  (error: unknown) => {
    printError(error instanceof LogStop ? 'stopped' : 'trouble', error)
    process.exit(error instanceof LogStop ? 4 : 5)
  },
)
