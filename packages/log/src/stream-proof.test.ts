import { describe, expect, test } from 'vitest'
import {
  decodeEntry,
  digest,
  EMPTY_EDGE,
  encodeEntry,
  grow,
  isStepMissing,
  type LabelPlace,
  labelIndexRoot,
  makeStreamProof,
  nodesFromTiles,
  parsePolicy,
  parseStreamProof,
  proveLabel,
  type SortedLabels,
  type StreamProof,
  signNote,
  sortLabels,
  streamLabel,
  tilePath,
  verifyStreamProof,
  writeCheckpoint,
  writeStreamProof,
  writeVkey,
} from './index.ts'
import {
  ascii,
  checks,
  expectCode,
  flip,
  hex,
  mlDsa44Present,
  refusesOnlyByLogError,
  sha256,
  sharedFile,
  sharedJson,
  sharedPresent,
  testKey,
} from './testing.ts'

const REFUSALS = [
  'checkpoint_origin',
  'consistency_mismatch',
  'entry_malformed',
  'inclusion_mismatch',
  'index_mismatch',
  'index_proof_malformed',
  'index_root_misplaced',
  'out_of_range',
  'proof_length',
  'signature_invalid',
  'stream_event_misplaced',
  'stream_gap',
  'stream_proof_malformed',
] as const

const runs = sharedPresent && mlDsa44Present

describe.skipIf(!runs)(
  'published stream proofs (needs ../shared and ML-DSA-44: Node 24 or @noble/post-quantum)',
  () => {
    const vectors = runs ? sharedJson('recourse', 'stream-proof.json') : {}
    const policy = runs
      ? parsePolicy(sha256, sharedFile('recourse', 'log', 'policy'))
      : parsePolicy(sha256, ascii('quorum none\n'))
    const verify = (proof: unknown) =>
      verifyStreamProof(sha256, parseStreamProof(ascii(JSON.stringify(proof))), policy, checks)

    test('both are accepted, with what they say', () => {
      const stream = verify(vectors.accept)
      expect(stream.events.map(({ event }) => event.kind)).toEqual(vectors.expect.kinds)
      expect(stream.asOf.checkpoint.size).toBe(BigInt(vectors.expect.asOfSize))
      expect(stream.asOf.cosignatures.map(({ time }) => Number(time))).toEqual(vectors.expect.cosignedAt)
      const later = verify(vectors.acceptLater.proof)
      expect(later.events).toHaveLength(vectors.acceptLater.expect.events)
      expect(later.asOf.checkpoint.size).toBe(BigInt(vectors.acceptLater.expect.asOfSize))
    })

    test('the question: the answer to the appeal is missing', () => {
      const stream = verify(vectors.accept)
      const behind = stream.events[5]?.index ?? -1n
      const deadline = BigInt(vectors.question.deadline)
      expect(isStepMissing(stream, policy, { behind, kinds: new Set([0x51]), deadline })).toBe(true)
      expect(isStepMissing(stream, policy, { behind, kinds: new Set([0x51]), deadline: deadline * 2n })).toBe(false)
      expect(isStepMissing(stream, policy, { behind: -1n, kinds: new Set([0x50]), deadline })).toBe(false)
    })

    test('eleven are refused', () => {
      expect(vectors.reject).toHaveLength(11)
      for (const { proof } of vectors.reject) expectCode(() => verify(proof), ...REFUSALS)
    })
  },
)

describe('a stream proof', () => {
  const origin = 'example.com/log'
  const log = testKey(origin, 'ed25519', 1)
  const witness = testKey('example.com/w', 'ed25519-cosignature', 2)
  const policy = parsePolicy(
    sha256,
    ascii(`log ${writeVkey(log.key)}\nwitness w ${writeVkey(witness.key)}\nquorum w\n`),
  )
  const streamKey = digest(sha256, ascii('a stream'))
  const event = (label: Uint8Array, kind: number): Uint8Array =>
    encodeEntry({ type: 'event', kind, hours: 480_000, label, commitment: digest(sha256, label) })
  const strange = (i: number): Uint8Array => event(digest(sha256, ascii(`other ${i}`)), 0x10)

  // 40 leaves of which 3 are the stream's, an index root over them, then 10 more.
  const first = Array.from({ length: 40 }, (_, i) => {
    const k = [5, 17, 33].indexOf(i)
    return k < 0 ? strange(i) : event(streamLabel(sha256, streamKey, BigInt(k + 1)), 0x20 + k)
  })
  const placesOf = (entries: readonly Uint8Array[]): LabelPlace[] =>
    entries.flatMap((bytes, i) => {
      const entry = decodeEntry(bytes)
      return entry.type === 'event' ? [{ label: entry.label, index: BigInt(i) }] : []
    })
  const places = sortLabels(placesOf(first))
  const indexRoot = encodeEntry({ type: 'index-root', size: 40n, labels: 40n, root: labelIndexRoot(sha256, places) })
  const entries = [...first, indexRoot, ...Array.from({ length: 10 }, (_, i) => strange(100 + i))]

  function made(
    all: readonly Uint8Array[],
    asOfSize: number,
    behind: bigint = 0n,
    { labels, rootAt }: { labels: SortedLabels; rootAt: bigint } = { labels: places, rootAt: 40n },
  ): StreamProof {
    const { files } = grow(sha256, EMPTY_EDGE, all)
    const tiles = new Map(files.map(({ path, bytes }) => [path, bytes]))
    const note = (size: number): string => {
      const { root } = grow(sha256, EMPTY_EDGE, all.slice(0, size))
      const text = writeCheckpoint({ origin, size: BigInt(size), root, extensions: [] })
      return Buffer.from(signNote(text, [log.signer(0n), witness.signer(BigInt(1000 + size))])).toString()
    }
    return makeStreamProof(sha256, {
      origin,
      streamKey,
      behind,
      asOf: { note: note(asOfSize), size: BigInt(asOfSize) },
      head: { note: note(all.length), size: BigInt(all.length) },
      indexRoot: rootAt,
      proveLabel: (label) => proveLabel(sha256, labels, label),
      readNode: nodesFromTiles(sha256, BigInt(all.length), (tile) => tiles.get(tilePath(tile))),
      entryAt: (index) => all[Number(index)] ?? new Uint8Array(),
    })
  }
  const verify = (proof: StreamProof, behind?: bigint) => verifyStreamProof(sha256, proof, policy, checks, behind)

  test('made, written, read and verified shows every event of the stream', () => {
    for (const asOf of [40, 41, 45, 51]) {
      const proof = made(entries, asOf)
      const back = parseStreamProof(writeStreamProof(proof))
      expect(back).toEqual(proof)
      const stream = verify(back)
      expect(stream.events.map(({ index, event: { kind } }) => [index, kind])).toEqual([
        [5n, 0x20],
        [17n, 0x21],
        [33n, 0x22],
      ])
      expect(stream.asOf.cosignatures.map(({ time }) => time)).toEqual([BigInt(1000 + asOf)])
    }
  })

  test('an event between the index root and asOf cannot be hidden', () => {
    const hidden = [...entries.slice(0, 45), event(streamLabel(sha256, streamKey, 4n), 0x50), ...entries.slice(45)]
    expectCode(() => verify(made(hidden, 48)), 'stream_gap')
    const stream = verify(made(hidden, 45))
    expect(stream.events).toHaveLength(3)
  })

  test('a number skipped on purpose is caught within four', () => {
    const skipped = [...entries.slice(0, 45), event(streamLabel(sha256, streamKey, 7n), 0x50), ...entries.slice(45)]
    expectCode(() => verify(made(skipped, 48)), 'stream_gap')
  })

  test('events of which a later number stands at a lower leaf do not count', () => {
    const turned = entries.map((entry, i) => (i === 5 ? first[17] : i === 17 ? first[5] : undefined) ?? entry)
    const labels = sortLabels(placesOf(turned.slice(0, 40)))
    turned[40] = encodeEntry({ type: 'index-root', size: 40n, labels: 40n, root: labelIndexRoot(sha256, labels) })
    expectCode(() => verify(made(turned, 45, 0n, { labels, rootAt: 40n })), 'stream_event_misplaced')
  })

  test('an index root that stands among the leaves it covers was made up beforehand, and is refused', () => {
    const early = [...first.slice(0, 36), ...entries.slice(36)]
    const labels = sortLabels(placesOf(first).filter(({ index }) => index !== 36n))
    early[36] = encodeEntry({ type: 'index-root', size: 40n, labels: 39n, root: labelIndexRoot(sha256, labels) })
    expectCode(() => verify(made(early, 45, 0n, { labels, rootAt: 36n })), 'index_root_misplaced')
  })

  test('a stream that went on from an older log begins behind its last number', () => {
    const proof = made(entries, 45, 1n)
    expect(proof.events.map(({ seq }) => seq)).toEqual([2n, 3n])
    expect(verify(proof, 1n).events).toHaveLength(2)
    expectCode(() => verify(proof), 'stream_event_misplaced')
  })

  test('a missing step is proven only by a quorum at or after the deadline', () => {
    const stream = verify(made(entries, 45))
    const question = { behind: 33n, kinds: new Set([0x51]), deadline: 1045n }
    expect(isStepMissing(stream, policy, question)).toBe(true)
    expect(isStepMissing(stream, policy, { ...question, deadline: 1046n })).toBe(false)
    expect(isStepMissing(stream, policy, { ...question, behind: 17n, kinds: new Set([0x22]) })).toBe(false)
    expect(isStepMissing(stream, policy, { ...question, kinds: new Set([0x22]) })).toBe(true)
    expect(isStepMissing(stream, { ...policy, quorum: null }, question)).toBe(false)
  })

  test('an older index root than 1,024 entries is refused when it is made and when it is read', () => {
    const long = [...entries, ...Array.from({ length: 1030 }, (_, i) => strange(1000 + i))]
    expectCode(() => made(long, 1070), 'stream_gap')
    expectCode(() => verify({ ...made(entries, 45), gap: [] }), 'stream_gap')
  })

  test('anything changed fails the whole', () => {
    const proof = made(entries, 45)
    const [one, ...others] = proof.events
    const [next, ...followers] = proof.next
    if (one === undefined || next === undefined) throw new Error('the proof has events')
    const wrong: StreamProof[] = [
      { ...proof, events: others },
      { ...proof, events: proof.events.slice(0, -1) },
      { ...proof, events: [...others, one] },
      { ...proof, events: [one, one, ...others] },
      { ...proof, events: [{ ...one, index: one.index + 1n }, ...others] },
      { ...proof, events: [{ ...one, seq: 9n }, ...others] },
      { ...proof, events: [{ ...one, inIndex: next.inIndex }, ...others] },
      { ...proof, next: followers },
      { ...proof, next: [...proof.next, next] },
      { ...proof, next: [{ ...next, inIndex: one.inIndex }, ...followers] },
      { ...proof, gap: proof.gap.slice(1) },
      { ...proof, gap: [...proof.gap.slice(0, -1), ...proof.gap.slice(0, 1)] },
      { ...proof, streamKey: flip(proof.streamKey, 3) },
      { ...proof, origin: 'example.com/other' },
      { ...proof, asOf: proof.head },
      { ...proof, head: proof.asOf },
      { ...proof, indexRoot: one },
      { ...proof, asOfToHead: proof.asOfToHead.slice(1) },
    ]
    wrong.forEach((changed, i) => {
      expect(() => verify(changed), `change ${i}`).toThrow()
      expectCode(() => verify(changed), ...REFUSALS)
    })
    for (let bit = 0; bit < 70 * 8; bit += 7) {
      expectCode(
        () => verify({ ...proof, events: [{ ...one, entry: flip(one.entry, bit) }, ...others] }),
        'inclusion_mismatch',
      )
    }
  })

  test('a proof under a quorum that is not met is refused', () => {
    const stranger = testKey('example.com/x', 'ed25519-cosignature', 9)
    const other = parsePolicy(
      sha256,
      ascii(`log ${writeVkey(log.key)}\nwitness x ${writeVkey(stranger.key)}\nquorum x\n`),
    )
    expectCode(() => verifyStreamProof(sha256, made(entries, 45), other, checks), 'quorum_missing')
  })

  test('its JSON is read strictly', () => {
    const good = JSON.parse(Buffer.from(writeStreamProof(made(entries, 45))).toString())
    const read = (value: unknown) => () => parseStreamProof(ascii(JSON.stringify(value)))
    expectCode(read({ ...good, format: 'recourse-stream-proof@v2' }), 'stream_proof_malformed')
    expectCode(read({ ...good, extra: 1 }), 'stream_proof_malformed')
    expectCode(read({ ...good, streamKey: 'ab' }), 'stream_proof_malformed')
    expectCode(read({ ...good, events: {} }), 'stream_proof_malformed')
    expectCode(read({ ...good, asOf: 7 }), 'stream_proof_malformed')
    expectCode(read([good]), 'stream_proof_malformed')
    expectCode(read({ ...good, next: [{ ...good.next[0], seq: -1 }] }), 'stream_proof_malformed')
    for (const key of Object.keys(good)) {
      const { [key]: _, ...without } = good
      expectCode(read(without), 'stream_proof_malformed')
    }
    expectCode(() => parseStreamProof(hex('ff')), 'json_malformed')
    const text = JSON.stringify(good)
    for (let at = 0; at < text.length; at += 211) {
      refusesOnlyByLogError(() => verify(parseStreamProof(ascii(`${text.slice(0, at)}"${text.slice(at + 1)}`))))
    }
  })
})
