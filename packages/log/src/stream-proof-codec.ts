import { canonicalJson, type JsonValue, parseJson } from './json.ts'
import { type Fields, fieldReader, isFields } from './json-fields.ts'
import type { LabelProof } from './label-index.ts'
import { toHex } from './radix.ts'
import type { ProvenEntry, StreamProof } from './stream-proof.ts'

const FORMAT = 'recourse-stream-proof@v1'
/** 1,024 entries of a gap with 64 hashes each, and as many events again. */
const MAX_PROOF_BYTES = 16 * 1024 * 1024
const HASH_HEX = 32

const { fields, list, text, hex, count, malformed } = fieldReader('stream_proof_malformed', 'the stream proof')

function hashes(value: JsonValue | undefined, what: string): Uint8Array[] {
  return list(value, what, (item) => hex(item, what, HASH_HEX))
}

function entry(value: Fields): ProvenEntry {
  return {
    index: count(value.index, 'index'),
    entry: hex(value.entry, 'entry'),
    inclusion: hashes(value.inclusion, 'inclusion'),
  }
}

function labelProof(value: JsonValue | undefined, beside: readonly string[] = []): LabelProof {
  const all = fields(value, 'a place in the index', ['kind', 'siblings', 'index?', 'other?', ...beside])
  const siblings = hashes(all.siblings, 'siblings')
  if (all.kind === 'present' && all.other === undefined) {
    return { kind: 'present', index: count(all.index, 'index'), siblings }
  }
  if (all.kind !== 'absent' || all.index !== undefined) throw malformed('a label is present or absent')
  if (all.other === undefined) return { kind: 'absent', siblings }
  const { label, index } = fields(all.other, 'the other label', ['label', 'index'])
  return { kind: 'absent', other: { label: hex(label, 'label', HASH_HEX), index: count(index, 'index') }, siblings }
}

/** Reads the JSON of a stream proof, in any spelling. Throws stream_proof_malformed; json_malformed for what is no JSON of ours. */
export function parseStreamProof(bytes: Uint8Array): StreamProof {
  const all = fields(parseJson(bytes, MAX_PROOF_BYTES), 'the whole', [
    'format',
    'origin',
    'streamKey',
    'events',
    'next',
    'indexRoot',
    'gap',
    'asOf',
    'asOfToHead',
    'head',
  ])
  if (all.format !== FORMAT) throw malformed(`its format is not ${FORMAT}`)
  const proven = ['index', 'entry', 'inclusion']
  return {
    origin: text(all.origin, 'origin'),
    streamKey: hex(all.streamKey, 'streamKey', HASH_HEX),
    events: list(all.events, 'events', (item) => {
      const event = fields(item, 'an event', ['seq', 'inIndex', ...proven])
      return { seq: count(event.seq, 'seq'), ...entry(event), inIndex: labelProof(event.inIndex) }
    }),
    next: list(all.next, 'next', (item) => {
      const inIndex = labelProof(item, ['seq'])
      return { seq: count(isFields(item) ? item.seq : undefined, 'seq'), inIndex }
    }),
    indexRoot: entry(fields(all.indexRoot, 'indexRoot', proven)),
    gap: list(all.gap, 'gap', (item) => entry(fields(item, 'an entry between', proven))),
    asOf: text(all.asOf, 'asOf'),
    asOfToHead: hashes(all.asOfToHead, 'asOfToHead'),
    head: text(all.head, 'head'),
  }
}

function entryFields({ index, entry: bytes, inclusion }: ProvenEntry): Fields {
  return { index: Number(index), entry: toHex(bytes), inclusion: inclusion.map(toHex) }
}

function labelFields(proof: LabelProof): Fields {
  const siblings = proof.siblings.map(toHex)
  if (proof.kind === 'present') return { kind: proof.kind, index: Number(proof.index), siblings }
  if (proof.other === undefined) return { kind: proof.kind, siblings }
  return { kind: proof.kind, other: { label: toHex(proof.other.label), index: Number(proof.other.index) }, siblings }
}

/** Canonical JSON of a stream proof. Throws json_malformed for an index beyond 2^53-1. */
export function writeStreamProof(proof: StreamProof): Uint8Array {
  return canonicalJson({
    format: FORMAT,
    origin: proof.origin,
    streamKey: toHex(proof.streamKey),
    events: proof.events.map((event) => ({
      seq: Number(event.seq),
      ...entryFields(event),
      inIndex: labelFields(event.inIndex),
    })),
    next: proof.next.map(({ seq, inIndex }) => ({ seq: Number(seq), ...labelFields(inIndex) })),
    indexRoot: entryFields(proof.indexRoot),
    gap: proof.gap.map(entryFields),
    asOf: proof.asOf,
    asOfToHead: proof.asOfToHead.map(toHex),
    head: proof.head,
  })
}
