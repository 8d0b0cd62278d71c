import {
  bucketBits,
  bucketOf,
  decodeBucket,
  decodeUtf8,
  LogError,
  parseCheckpoint,
  parseNote,
  proveFromBucket,
  type Sha256,
} from '@recourse/log'
import type { IndexBuckets } from './index-buckets.ts'
import type { IndexStore } from './index-port.ts'
import type { LogStore } from './log-store.ts'
import type { LogIdentity } from './ports.ts'
import type { ReadLogFile, StreamParts } from './stream-proof.ts'

/**
 * What the server itself makes a person's stream proof from, for the door and for letters: its newest published checkpoint, index root and buckets.
 * Nothing of it is asked over the network, so no request names a label. `LogError` index_root_misplaced: no index root is published yet;
 * `makeStreamProof` throws stream_gap where the newest is more than 1,024 entries behind: ask `IndexRoots.request` for another.
 */
export async function servedStreamParts(
  sha256: Sha256,
  parts: {
    readonly store: Pick<LogStore, 'lastCheckpoint'>
    readonly labels: Pick<IndexStore, 'latestPublished'>
    readonly buckets: IndexBuckets
    readonly read: ReadLogFile
  },
  { log, origin }: Pick<LogIdentity, 'log' | 'origin'>,
): Promise<StreamParts> {
  const [newest, root] = await Promise.all([parts.store.lastCheckpoint(log), parts.labels.latestPublished(log)])
  if (newest === null || root?.idx == null) {
    throw new LogError('index_root_misplaced', 'no index root of this log is published yet')
  }
  const { size } = parseCheckpoint(parseNote(newest.note).text)
  const at = { note: decodeUtf8(newest.note), size }
  const depth = bucketBits(root.size)
  return {
    origin,
    asOf: at,
    head: at,
    indexRoot: root.idx,
    covered: root.size,
    read: parts.read,
    async proveLabel(label) {
      const path = depth === 0 ? '' : bucketOf(label, depth).toString(2).padStart(depth, '0')
      const bytes = await parts.buckets.bucket(log, root.size, path)
      if (bytes === null)
        throw new LogError('index_bucket_malformed', `the index of size ${root.size} has no bucket there`)
      return proveFromBucket(sha256, decodeBucket(bytes), label)
    },
  }
}
