import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type BlockReport, type BlockTask, blockChecker } from '../../service/log/verify/check-block.ts'
import type { BlockPool } from '../../service/log/verify/check-tree.ts'
import { type LogReader, LogUnreadable } from '../../service/log/verify/reader.ts'
import { sha256 } from '../keys/sha256.ts'

/** Built beside this file; absent where the source itself runs. */
const WORKER = fileURLToPath(new URL('./block-worker.js', import.meta.url))

/** All in this thread: for small logs, and for an address, where the network sets the pace. */
export function blocksHere(reader: LogReader): BlockPool {
  const check = blockChecker(sha256, reader)
  let last: Promise<unknown> = Promise.resolve()
  return {
    width: 1,
    check(task) {
      // One at a time: its buffers are used again. Between two, others get their turn.
      const report = last.then(() => new Promise((resolve) => setImmediate(resolve))).then(() => check(task))
      last = report.catch(() => undefined)
      return report
    },
    close: () => Promise.resolve(),
  }
}

/**
 * Hashes leave strings behind that nothing keeps: with little room for them a thread stays within its cache. It bounds no
 * work, only how often the room is swept.
 */
const YOUNG_MB = 4

/** What passes between the threads. */
export type WorkerAnswer =
  | { readonly ok: true; readonly report: BlockReport }
  | { readonly ok: false; readonly unreadable: boolean; readonly message: string }

/** The blocks of a folder spread over the machine's threads; one thread where that is all there is. */
export function blocksInThreads(
  folder: string,
  reader: LogReader,
  threads: number = availableParallelism(),
): BlockPool {
  if (threads < 2 || !existsSync(WORKER)) return blocksHere(reader)
  const packed = reader.unpack !== undefined
  const workers = Array.from({ length: threads }, () => blockThread(folder, packed))
  return {
    width: 2 * threads,
    async check(task) {
      const free = workers.reduce((least, one) => (one.load() < least.load() ? one : least))
      return free.check(task)
    },
    async close() {
      await Promise.all(workers.map(({ close }) => close()))
    },
  }
}

interface Waiting {
  readonly resolve: (report: BlockReport) => void
  readonly reject: (error: Error) => void
}

function blockThread(folder: string, packed: boolean) {
  const worker = new Worker(WORKER, {
    workerData: { folder, packed },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const waiting: Waiting[] = []
  const fail = (error: Error): void => {
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  worker.on('message', (answer: WorkerAnswer) => {
    const next = waiting.shift()
    if (answer.ok) next?.resolve(answer.report)
    else next?.reject(answer.unreadable ? new LogUnreadable(answer.message) : new Error(answer.message))
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`a checking thread ended with ${code}`)))
  return {
    load: () => waiting.length,
    check: (task: BlockTask) =>
      new Promise<BlockReport>((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.postMessage(task)
      }),
    close: () => worker.terminate(),
  }
}
