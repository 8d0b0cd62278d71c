import { decodeEntry } from './entry.ts'
import { LogError } from './error.ts'
import type { Sha256 } from './hash.ts'
import type { LabelProof } from './label-index.ts'
import { proveConsistency, proveInclusion, type ReadNode } from './prove.ts'
import { streamLabel } from './stream.ts'
import { MAX_GAP, NEXT_LABELS, type ProvenEntry, type StreamEvent, type StreamProof } from './stream-proof.ts'

/** What a proof is made of: a mirror, two checkpoints and the key are enough, so the person can make it without the operator. */
export interface StreamSource {
  readonly origin: string
  readonly streamKey: Uint8Array
  /** Last k of the stream in the log frozen before; 0 where this is its first. */
  readonly behind: bigint
  readonly asOf: { readonly note: string; readonly size: bigint }
  readonly head: { readonly note: string; readonly size: bigint }
  /** Leaf index of the index root to prove against. */
  readonly indexRoot: bigint
  /** Places in the index of that root, from a bucket or from all labels. */
  readonly proveLabel: (label: Uint8Array) => LabelProof
  /** Full subtrees of the tree of `head`. */
  readonly readNode: ReadNode
  readonly entryAt: (index: bigint) => Uint8Array
}

/**
 * Makes a stream proof. It says what the source says: verify it before it is handed on. Throws index_root_misplaced, stream_gap (more than 1,024 entries
 * since the index root: take a newer one), and what the source throws.
 */
export function makeStreamProof(sha256: Sha256, source: StreamSource): StreamProof {
  const { origin, streamKey, behind, asOf, head, readNode } = source
  const proven = (index: bigint): ProvenEntry => ({
    index,
    entry: source.entryAt(index),
    inclusion: proveInclusion(sha256, readNode, index, head.size),
  })
  const indexRoot = proven(source.indexRoot)
  const covering = decodeEntry(indexRoot.entry)
  if (covering.type !== 'index-root' || covering.size > asOf.size) {
    throw new LogError(
      'index_root_misplaced',
      `leaf ${source.indexRoot} is no index root for a size up to ${asOf.size}`,
    )
  }
  const between = asOf.size - covering.size
  if (between > MAX_GAP) {
    throw new LogError('stream_gap', `${between} entries came since the index root, at most ${MAX_GAP} can be shown`)
  }
  const placeOf = (seq: bigint): LabelProof => source.proveLabel(streamLabel(sha256, streamKey, seq))
  const events: StreamEvent[] = []
  let seq = behind + 1n
  for (let inIndex = placeOf(seq); inIndex.kind === 'present'; inIndex = placeOf(seq)) {
    events.push({ seq, ...proven(inIndex.index), inIndex })
    seq++
  }
  return {
    origin,
    streamKey,
    events,
    next: Array.from({ length: NEXT_LABELS }, (_, i) => ({ seq: seq + BigInt(i), inIndex: placeOf(seq + BigInt(i)) })),
    indexRoot,
    gap: Array.from({ length: Number(between) }, (_, i) => proven(covering.size + BigInt(i))),
    asOf: asOf.note,
    asOfToHead: proveConsistency(sha256, readNode, asOf.size, head.size),
    head: head.note,
  }
}
