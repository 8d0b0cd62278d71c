import { parentPort, workerData } from 'node:worker_threads'
import { type BlockTask, blockChecker } from '../../service/log/verify/check-block.ts'
import { LogUnreadable } from '../../service/log/verify/reader.ts'
import { sha256 } from '../keys/sha256.ts'
import type { WorkerAnswer } from './block-pool.ts'
import { directoryReader } from './directory-reader.ts'

/** One thread of a check: blocks of one folder, in the order in which they are asked for. */
const { folder, packed }: { readonly folder: string; readonly packed: boolean } = workerData
const check = blockChecker(sha256, directoryReader(folder, { packed }))
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (task: BlockTask) => {
  last = last.then(async () => {
    const answer = await answered(task)
    const buffers = answer.ok && answer.report.entries !== null ? [answer.report.entries.labels.buffer] : []
    parentPort?.postMessage(
      answer,
      buffers.filter((one) => one instanceof ArrayBuffer),
    )
  })
})

async function answered(task: BlockTask): Promise<WorkerAnswer> {
  try {
    return { ok: true, report: await check(task) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, unreadable: error instanceof LogUnreadable, message }
  }
}
