import { checkGrowth, edgeTiles, LogError, openEdge, parseTilePath, tilePath } from '@recourse/log'
import type { StagedBatch } from '../log-store.ts'
import type { LogCrypto, LogHead, LogIdentity } from '../ports.ts'
import type { Findings } from '../verify/finding.ts'
import { rootOfOlder } from '../verify/older.ts'
import { readTile } from '../verify/read-tile.ts'
import type { LogReader } from '../verify/reader.ts'

/**
 * Staging is empty or can be replayed: from the published tree every batch leads, by its bytes alone, to the next, and the last one to the head.
 * Throws LogUnreadable.
 */
export async function checkStaging(
  {
    crypto,
    identity,
    reader,
  }: { readonly crypto: LogCrypto; readonly identity: LogIdentity; readonly reader: LogReader },
  head: Pick<LogHead, 'size' | 'root' | 'publishedSize'>,
  published: bigint,
  batches: AsyncIterable<StagedBatch>,
  findings: Findings,
): Promise<void> {
  const { sha256 } = crypto
  const staged = new Map<string, Uint8Array>()
  let size = published
  let root: Uint8Array
  try {
    root = await rootOfOlder(sha256, reader, published, published)
  } catch (error) {
    if (error instanceof LogError) return
    throw error
  }
  const edgeAt = async (at: bigint, rootThen: Uint8Array) => {
    const loaded = new Map<string, Uint8Array>()
    for (const tile of edgeTiles(at)) {
      const found = await readTile(reader, tile)
      const bytes =
        staged.get(tilePath(tile)) ?? (found.kind === 'read' && found.width === tile.width ? found.bytes : undefined)
      if (bytes !== undefined) loaded.set(tilePath(tile), bytes)
    }
    return openEdge(sha256, at, rootThen, (tile) => loaded.get(tilePath(tile)))
  }
  for await (const batch of batches) {
    const place = `log_staging ${identity.log} ${batch.size}`
    if (batch.size <= published) {
      if (batch.size <= head.publishedSize && published >= head.publishedSize) {
        findings.add({ class: 'unexpected', place, detail: `${head.publishedSize} leaves are published already` })
      }
      continue
    }
    try {
      const edge = await edgeAt(size, root)
      const files = batch.files.map((file) => ({ ...file, tile: parseTilePath(file.path) }))
      root = checkGrowth(sha256, edge, batch.size, files)
      size = batch.size
      for (const { path, bytes } of files) staged.set(path, bytes)
    } catch (error) {
      if (!(error instanceof LogError)) throw error
      findings.add({ class: 'differs', place, detail: `it cannot be replayed: ${error.message}` })
      return
    }
  }
  if (size === head.size && Buffer.from(root).equals(head.root)) return
  const detail = `published files and staging lead to ${size} leaves, the head has ${head.size}, or another root`
  findings.add({ class: size < head.size ? 'missing' : 'differs', place: `log_staging ${identity.log}`, detail })
}
