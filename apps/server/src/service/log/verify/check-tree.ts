import type { Checkpoint } from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import { BLOCK_LEAVES, type BlockReport, type BlockTask, blockCount } from './check-block.ts'
import type { Findings } from './finding.ts'
import type { LogReader } from './reader.ts'
import { rebuiltTree, type TreeEdge } from './rebuilt-tree.ts'

/** Where blocks are hashed: in this thread or in several. */
export interface BlockPool {
  /** Blocks worked on at once. */
  readonly width: number
  check(task: BlockTask): Promise<BlockReport>
  close(): Promise<void>
}

export interface TreeCheck {
  readonly crypto: LogCrypto
  readonly reader: LogReader
  readonly pool: BlockPool
  readonly checkpoint: Checkpoint
  readonly findings: Findings
  readonly entries: BlockTask['entries']
  /** Goes on behind these blocks, which are trusted. */
  readonly from?: TreeEdge
  /** Aborted: `checkTree` throws its reason. */
  readonly signal?: AbortSignal
  readonly onLeaves?: (leaves: number) => void
  /** In the order of the leaves; `edge` is what a later check may go on from. */
  readonly onBlock?: (report: BlockReport, edge: () => TreeEdge) => Promise<void> | void
}

/** Every tile and bundle that the checkpoint needs, and the root rebuilt from the entries. Throws LogUnreadable. */
export async function checkTree(check: TreeCheck): Promise<{ readonly leaves: number; readonly bytes: number }> {
  const { crypto, reader, pool, checkpoint, findings, from, signal } = check
  const { size, root } = checkpoint
  const tree = rebuiltTree(crypto.sha256, reader, size, findings, from)
  const seen = from?.blocks ?? 0
  let leaves = 0
  // What was seen is read again only where something must be learnt from its entries.
  const first = check.entries === 'ours' ? 0 : seen
  for await (const report of inOrder(pool, first, blockCount(size), (index) => ({
    index,
    size,
    entries: check.entries,
    seen: index < seen,
  }))) {
    signal?.throwIfAborted()
    findings.add(...report.findings)
    if (report.index >= seen) await tree.take(report)
    leaves = report.index * BLOCK_LEAVES + report.leaves
    check.onLeaves?.(leaves)
    await check.onBlock?.(report, tree.edge)
  }
  const rebuilt = await tree.root()
  if (rebuilt !== null && !Buffer.from(rebuilt).equals(root)) {
    findings.add({
      class: 'differs',
      place: 'checkpoint',
      detail: `the root of size ${size} is ${base64(root)}, the entries lead to ${base64(rebuilt)}`,
    })
  }
  return { leaves, bytes: tree.bytes() }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/** A bounded number of blocks under way, given in order. */
async function* inOrder(
  pool: BlockPool,
  first: number,
  count: number,
  task: (index: number) => BlockTask,
): AsyncGenerator<BlockReport> {
  const waiting: Promise<BlockReport>[] = []
  for (let index = first; index < count || waiting.length > 0; ) {
    while (index < count && waiting.length < pool.width) {
      const report = pool.check(task(index))
      // Met in its turn; a failure before that must not count as unhandled.
      report.catch(() => undefined)
      waiting.push(report)
      index++
    }
    const next = waiting.shift()
    if (next !== undefined) yield await next
  }
}
