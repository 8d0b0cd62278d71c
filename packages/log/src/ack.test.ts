import { describe, expect, test } from 'vitest'
import {
  type Ack,
  ackKey,
  decodeEntry,
  encodeEntry,
  leafHash,
  noteSigner,
  openAck,
  openCheckpoint,
  openNote,
  PUBLISH_WITHIN_SECONDS,
  parseAck,
  parseCheckpoint,
  parsePolicy,
  provePromiseBroken,
  provePromiseBrokenByLeaves,
  signNote,
  streamLabel,
  type VerifiedStream,
  writeAck,
} from './index.ts'
import { ascii, checks, expectCode, flip, receiptLog, refusesOnlyByLogError, sha256 } from './testing.ts'

const made = receiptLog()
const policy = parsePolicy(sha256, ascii(made.policy))
const key = ackKey(sha256, made.log.key)

/** A filing for number 4 of the stream, which the log of 20 leaves does not hold. */
const filing = encodeEntry({
  type: 'event',
  kind: 0x38,
  hours: 498_624,
  label: streamLabel(sha256, made.streamKey, 4n),
  commitment: new Uint8Array(32).fill(9),
})
const received = made.time - PUBLISH_WITHIN_SECONDS
const ack: Ack = { origin: made.origin, leaf: leafHash(sha256, filing), received, publishBy: made.time }

function signed(given: Ack): Uint8Array {
  const [signer] = [noteSigner(key, 0n, (message) => made.log.signer(0n).sign(message))]
  return signNote(writeAck(given), [signer])
}
/** What `verifyStreamProof` gives for the first `count` events of the stream. */
function streamOf(count: number): VerifiedStream {
  const opened = openCheckpoint(
    made.checkpoint,
    { logs: [made.log.key], witnesses: made.witnesses.map((witness) => witness.key) },
    checks,
  )
  const events = [4, 9, 13].slice(0, count).flatMap((index, at) => {
    const event = decodeEntry(made.entries[index] ?? new Uint8Array())
    return event.type === 'event' ? [{ seq: BigInt(at + 1), index: BigInt(index), event }] : []
  })
  return { origin: made.origin, events, asOf: opened, head: opened }
}

describe('an acknowledgment', () => {
  test('opens under the key of the log, and says when it was received and what was promised', () => {
    expect(openAck(sha256, signed(ack), made.log.key, checks)).toEqual(ack)
    expect(parseAck(writeAck(ack))).toEqual(ack)
  })

  test('neither passes for a checkpoint, nor a checkpoint for it', () => {
    expectCode(() => parseCheckpoint(writeAck(ack)), 'checkpoint_malformed')
    expectCode(() => parseAck(made.checkpointText), 'ack_malformed')
    expectCode(() => openAck(sha256, made.checkpoint, made.log.key, checks), 'signature_missing')
    // The same bytes under the log's own name do not count either.
    const [own] = [made.log.signer(0n)]
    expectCode(() => openAck(sha256, signNote(writeAck(ack), [own]), made.log.key, checks), 'signature_missing')
    expectCode(() => ackKey(sha256, made.witnesses[0]?.key ?? key), 'ack_malformed')
  })

  test('any bit turned is refused', () => {
    const bytes = signed(ack)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      let opened: unknown
      refusesOnlyByLogError(() => {
        opened = openAck(sha256, flip(bytes, bit), made.log.key, checks)
      })
      expect(opened, `bit ${bit}`).toBeUndefined()
    }
  })

  test('what is malformed is refused', () => {
    const good = Buffer.from(writeAck(ack)).toString()
    const bad = [
      good.replace('/ack', ''),
      good.replace('received ', 'received 0'),
      good.replace('publish-by ', 'publish-by -'),
      good.replace(/publish-by \d+/, 'publish-by 1'),
      `${good}more\n`,
      good.slice(0, -1),
      good.replace(/received \d+/, `received ${'9'.repeat(21)}`),
    ]
    for (const text of bad) expectCode(() => parseAck(ascii(text)), 'ack_malformed')
    const other = { ...ack, origin: 'other.example/log' }
    const note = signNote(writeAck(other), [noteSigner(key, 0n, (m) => made.log.signer(0n).sign(m))])
    expectCode(() => openAck(sha256, note, made.log.key, checks), 'checkpoint_origin')
  })
})

describe('a broken promise', () => {
  const proof = { stream: streamOf(3), streamKey: made.streamKey, policy }

  test('by the holder of the stream: its number is absent at a size cosigned at or after the promised time', () => {
    expect(provePromiseBroken(sha256, ack, filing, proof)).toEqual({ ack, size: 20n, how: 'absent' })
  })

  test('not while the time has not come, nor without witnesses, nor for an entry that is there', () => {
    const broken =
      (given: Ack, entry: Uint8Array, with_ = proof) =>
      () =>
        provePromiseBroken(sha256, given, entry, with_)
    expectCode(broken({ ...ack, publishBy: made.time + 1n }, filing), 'promise_not_broken')
    const none = parsePolicy(sha256, ascii(receiptLog('none').policy))
    expectCode(broken(ack, filing, { ...proof, policy: none }), 'promise_not_broken')
    const kept = made.entries[13] ?? new Uint8Array()
    expectCode(broken({ ...ack, leaf: leafHash(sha256, kept) }, kept), 'promise_not_broken')
    expectCode(broken(ack, kept), 'promise_not_broken')
    expectCode(broken({ ...ack, origin: 'other.example/log' }, filing), 'checkpoint_origin')
    // A number further off than the proof shows absent: it says nothing of it.
    const far = encodeEntry({
      type: 'event',
      kind: 0x38,
      hours: 0,
      label: streamLabel(sha256, made.streamKey, 8n),
      commitment: new Uint8Array(32),
    })
    expectCode(broken({ ...ack, leaf: leafHash(sha256, far) }, far), 'promise_not_broken')
  })

  test('another entry at its number is told apart from none', () => {
    const replaced = encodeEntry({
      type: 'event',
      kind: 0x38,
      hours: 0,
      label: streamLabel(sha256, made.streamKey, 3n),
      commitment: new Uint8Array(32),
    })
    const given = { ...ack, leaf: leafHash(sha256, replaced) }
    expect(provePromiseBroken(sha256, given, replaced, proof).how).toBe('replaced')
  })

  test('by a mirror: all leaves of the tree, and none is the one', () => {
    const leaves = made.entries.map((entry) => leafHash(sha256, entry))
    const by = (given: Ack, all: readonly Uint8Array[]) => () =>
      provePromiseBrokenByLeaves(sha256, given, made.checkpoint, all, policy, checks)
    expect(by(ack, leaves)()).toEqual({ ack, size: 20n, how: 'absent' })
    expectCode(by({ ...ack, leaf: leaves[3] ?? new Uint8Array() }, leaves), 'promise_not_broken')
    expectCode(by(ack, leaves.slice(1)), 'inclusion_mismatch')
    expectCode(by(ack, [...leaves].reverse()), 'inclusion_mismatch')
    expectCode(by({ ...ack, publishBy: made.time + 1n }, leaves), 'promise_not_broken')
    expectCode(by({ ...ack, origin: 'other.example/log' }, leaves), 'checkpoint_origin')
  })
})

test('an acknowledgment is signed by the log key, under another name', () => {
  const { verified } = openNote(signed(ack), [
    { name: key.name, keyId: key.keyId, verify: (text, bytes) => checks.ed25519(made.log.key.publicKey, text, bytes) },
  ])
  expect(verified).toHaveLength(1)
  expect(key.keyId).not.toBe(made.log.key.keyId)
})
