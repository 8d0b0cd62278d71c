import {
  encodeUtf8,
  LogError,
  openUnderPolicy,
  parseStreamProof,
  verifyStreamProof,
  writeStreamProof,
} from '@recourse/log'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../store/keys/sha256.ts'
import { signatureChecks } from '../../store/keys/signature.ts'
import { mirrorIndex, mirrorParts } from './mirror-index.ts'
import { type ReadLogFile, streamProof } from './stream-proof.ts'
import { lateStep, missingStep, wrongOrder } from './stream-question.ts'
import { eventEntry, otherEntry, type StreamLog, streamKeyOf, streamLog } from './testing/stream-log.ts'
import { wholeLog } from './whole-log.ts'

const key = streamKeyOf('a case')
const at = (day: number): number => 1_780_000_000 + day * 86_400

/** 700 leaves of which 4 are the case's, an index root, and 20 more. */
function someLog(): StreamLog {
  const log = streamLog()
  log.append(
    ...Array.from({ length: 700 }, (_, i) => {
      const k = [5, 300, 301, 650].indexOf(i)
      return k < 0 ? otherEntry(i) : eventEntry(key, k + 1, [0x10, 0x30, 0x70, 0x40][k] ?? 0)
    }),
  )
  log.appendIndexRoot()
  log.append(...Array.from({ length: 20 }, (_, i) => otherEntry(1_000 + i)))
  return log
}

async function proven(
  log: StreamLog,
  asOf: ReturnType<StreamLog['sign']>,
  behind?: bigint,
  read: ReadLogFile = log.read,
) {
  const head = log.sign(at(100))
  const index = await mirrorIndex(sha256, read, { size: head.size, asOfSize: asOf.size })
  const parts = mirrorParts(sha256, index, { origin: log.origin, asOf, head, read })
  return streamProof(sha256, parts, key, behind)
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof LogError)) throw new Error(`expected a LogError, got ${String(error)}`)
  return error.code
}

describe('a stream proof made from a mirror alone', () => {
  test('shows every event, verifies after its way through JSON, and so it does for an older checkpoint', async () => {
    const log = someLog()
    const older = log.sign(at(1))
    log.append(...Array.from({ length: 40 }, (_, i) => otherEntry(2_000 + i)))
    for (const asOf of [older, log.sign(at(2))]) {
      const proof = await proven(log, asOf)
      const stream = verifyStreamProof(sha256, parseStreamProof(writeStreamProof(proof)), log.policy, signatureChecks)
      expect(stream.events.map(({ seq, index, event }) => [seq, index, event.kind])).toEqual([
        [1n, 5n, 0x10],
        [2n, 300n, 0x30],
        [3n, 301n, 0x70],
        [4n, 650n, 0x40],
      ])
      expect(stream.asOf.checkpoint.size).toBe(asOf.size)
    }
  })

  test('read from somebody else, it asks for every bundle and nothing more, the same for every case', async () => {
    const log = someLog()
    const head = log.sign(at(3))
    const asked: string[][] = []
    for (const one of [key, streamKeyOf('somebody else')]) {
      const paths: string[] = []
      const recording: ReadLogFile = (path) => {
        paths.push(path)
        return log.read(path)
      }
      const read = await wholeLog(sha256, recording, head)
      const index = await mirrorIndex(sha256, read, { size: head.size, asOfSize: head.size })
      const parts = mirrorParts(sha256, index, { origin: log.origin, asOf: head, head, read })
      const proof = await streamProof(sha256, parts, one)
      expect(verifyStreamProof(sha256, proof, log.policy, signatureChecks).events).toHaveLength(one === key ? 4 : 0)
      asked.push(paths)
    }
    expect(asked[0]).toEqual(['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/209'])
    expect(asked[1]).toEqual(asked[0])
    const changed: ReadLogFile = async (path) =>
      (await log.read(path))?.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) ?? null
    expect(await refusal(wholeLog(sha256, changed, head))).toBe('tile_mismatch')
    expect(await refusal(wholeLog(sha256, async () => null, head))).toBe('tile_missing')
  })

  test('full bundles stand for partial ones that went', async () => {
    const log = someLog()
    const asOf = log.sign(at(1))
    const kept = new Map(log.files)
    log.append(...Array.from({ length: 300 }, (_, i) => otherEntry(3_000 + i)))
    const head = log.sign(at(2))
    const read: ReadLogFile = async (path) => (kept.has(path) && path.includes('.p/') ? null : log.read(path))
    const index = await mirrorIndex(sha256, read, { size: asOf.size, asOfSize: asOf.size })
    const parts = mirrorParts(sha256, index, { origin: log.origin, asOf, head, read })
    const proof = await streamProof(sha256, parts, key)
    expect(verifyStreamProof(sha256, proof, log.policy, signatureChecks).events).toHaveLength(4)
  })

  test('an index root that leaves a label out is found by computing it again', async () => {
    const log = streamLog()
    log.append(otherEntry(1), eventEntry(key, 1, 0x10), otherEntry(2))
    const lying = streamLog()
    lying.append(otherEntry(1), otherEntry(3), otherEntry(2))
    lying.appendIndexRoot()
    log.append(lying.entries[3] ?? new Uint8Array())
    expect(await refusal(proven(log, log.sign(at(1))))).toBe('index_mismatch')
  })

  test('a label that stands twice, a bundle that is missing, a log without an index root', async () => {
    const twice = streamLog()
    twice.append(eventEntry(key, 1, 0x10), eventEntry(key, 1, 0x20))
    const lying = streamLog()
    lying.append(eventEntry(key, 1, 0x10), otherEntry(1))
    lying.appendIndexRoot()
    twice.append(lying.entries[2] ?? new Uint8Array())
    expect(await refusal(proven(twice, twice.sign(at(1))))).toBe('label_order')

    const log = someLog()
    expect(await refusal(proven(log, log.sign(at(1)), 0n, async () => null))).toBe('tile_missing')
    const young = streamLog()
    young.append(otherEntry(1))
    expect(await refusal(proven(young, young.sign(at(1))))).toBe('index_root_misplaced')
  })

  test('across frozen logs: one proof a log, each behind the last k of the one before', async () => {
    const log = streamLog('example.com/log/2027')
    log.append(otherEntry(1), eventEntry(key, 5, 0x50), otherEntry(2))
    log.appendIndexRoot()
    const proof = await proven(log, log.sign(at(40)), 4n)
    const second = verifyStreamProof(sha256, proof, log.policy, signatureChecks, 4n)
    expect(second.events.map(({ seq }) => seq)).toEqual([5n])
    const before = someLog()
    const first = verifyStreamProof(sha256, await proven(before, before.sign(at(1))), before.policy, signatureChecks)
    const ask = (kind: number, day: number) =>
      missingStep([first, second], log.policy, { after: 4n, kinds: new Set([kind]), deadline: BigInt(at(day)) })
    expect(ask(0x50, 40)).toEqual({ kind: 'present', seq: 5n, index: 1n })
    expect(ask(0x51, 40)).toEqual({ kind: 'missing' })
    expect(ask(0x51, 41)).toEqual({ kind: 'not-proven' })
    expect(wrongOrder([first, second], { first: new Set([0x50]), second: new Set([0x40]) })).toEqual({
      second: 4n,
      first: 5n,
    })
    // Begun too early, the number that is missing shows: nothing may be skipped.
    const skipping = await proven(log, log.sign(at(1)), 3n)
    const verified = async () => verifyStreamProof(sha256, skipping, log.policy, signatureChecks, 3n)
    expect(await refusal(verified())).toBe('stream_event_misplaced')
  })
})

describe('questions about steps', () => {
  test('missing, present, and not proven while no quorum saw the deadline pass', async () => {
    const log = someLog()
    const stream = verifyStreamProof(sha256, await proven(log, log.sign(at(30))), log.policy, signatureChecks)
    const ask = (after: bigint, kind: number, day: number) =>
      missingStep([stream], log.policy, { after, kinds: new Set([kind]), deadline: BigInt(at(day)) })
    expect(ask(2n, 0x20, 30)).toEqual({ kind: 'missing' })
    expect(ask(2n, 0x20, 31)).toEqual({ kind: 'not-proven' })
    expect(ask(2n, 0x40, 30)).toEqual({ kind: 'present', seq: 4n, index: 650n })
    expect(ask(4n, 0x40, 30)).toEqual({ kind: 'missing' })
    expect(ask(0n, 0x10, 30)).toEqual({ kind: 'present', seq: 1n, index: 5n })
    expect(ask(9n, 0x20, 30)).toEqual({ kind: 'not-proven' })
  })

  test('late: there, but a checkpoint with a quorum after the deadline does not reach it', async () => {
    const log = streamLog()
    log.append(eventEntry(key, 1, 0x30), otherEntry(1))
    const before = log.sign(at(10))
    log.append(eventEntry(key, 2, 0x20))
    log.appendIndexRoot()
    const stream = verifyStreamProof(sha256, await proven(log, log.sign(at(12))), log.policy, signatureChecks)
    const earlier = openUnderPolicy(encodeUtf8(before.note), log.policy, signatureChecks)
    const ask = (day: number, after = 1n) =>
      lateStep([stream], log.policy, { after, kinds: new Set([0x20]), deadline: BigInt(at(day)) }, earlier)
    expect(ask(9)).toEqual({ seq: 2n, index: 2n, size: 2n })
    expect(ask(11)).toBeNull()
    expect(ask(9, 2n)).toBeNull()
    expect(ask(9, 7n)).toBeNull()
    const after = openUnderPolicy(encodeUtf8(log.sign(at(13)).note), log.policy, signatureChecks)
    const question = { after: 1n, kinds: new Set([0x20]), deadline: BigInt(at(9)) }
    expect(lateStep([stream], log.policy, question, after)).toBeNull()
  })

  test('wrong order by leaf indices alone', async () => {
    const log = someLog()
    const stream = verifyStreamProof(sha256, await proven(log, log.sign(at(1))), log.policy, signatureChecks)
    const ask = (first: number, second: number) =>
      wrongOrder([stream], { first: new Set([first]), second: new Set([second]) })
    expect(ask(0x10, 0x40)).toBeNull()
    expect(ask(0x40, 0x30)).toEqual({ second: 2n, first: 4n })
    expect(ask(0x20, 0x40)).toEqual({ second: 4n, first: null })
    expect(ask(0x20, 0x21)).toBeNull()
  })
})
