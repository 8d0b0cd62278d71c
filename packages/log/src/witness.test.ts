import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AddCheckpoint,
  answerAddCheckpoint,
  noteVerifier,
  openNote,
  parseAddCheckpoint,
  parseNote,
  parseSignatureLines,
  parseTreeSize,
  parseVkey,
  signNote,
  type VerifierKey,
  verifierKey,
  type WitnessAnswer,
  type WitnessedTree,
  writeAddCheckpoint,
  writeCheckpoint,
  writeNote,
  writeTreeSize,
} from './index.ts'
import {
  ascii,
  checks,
  expectCode,
  refusesOnlyByLogError,
  sha256,
  sharedJson,
  sharedPresent,
  testKey,
} from './testing.ts'

/** What the server says for each answer (C2SP tlog-witness). */
const STATUS: Readonly<Record<WitnessAnswer['kind'], number>> = {
  cosign: 200,
  old_size_above: 400,
  untrusted_signature: 403,
  unknown_origin: 404,
  stands_at: 409,
  inconsistent: 422,
}

/** A witness of one log in memory. */
function memoryWitness(key: VerifierKey, ...more: readonly VerifierKey[]) {
  let last: WitnessedTree | undefined
  return (request: AddCheckpoint): WitnessAnswer => {
    const keysOf = (origin: string): VerifierKey[] => [key, ...more].filter(({ name }) => name === origin)
    const answer = answerAddCheckpoint(sha256, request, keysOf, () => last, checks)
    if (answer.kind === 'cosign') last = answer.checkpoint
    return answer
  }
}

describe.skipIf(!sharedPresent)('published exchanges (needs ../shared)', () => {
  test.each(['litewitness.json', 'sigsum-witness.json'])('%s: every request has the recorded answer', (name) => {
    const { logVkey, witnessVkey, exchange } = sharedJson('witness', name)
    const witness = memoryWitness(parseVkey(sha256, logVkey))
    for (const { request, status, contentType, body } of exchange) {
      const parsed = parseAddCheckpoint(ascii(request))
      expect(writeAddCheckpoint(parsed)).toEqual(ascii(request))
      const answer = witness(parsed)
      expect(STATUS[answer.kind]).toBe(status)
      if (contentType === 'text/x.tlog.size') {
        expect(answer).toEqual({ kind: 'stands_at', size: parseTreeSize(ascii(body)) })
        expect(writeTreeSize(parseTreeSize(ascii(body)))).toEqual(ascii(body))
      }
      if (status === 200 && body !== undefined) {
        // As a log does with the answer: the lines join the checkpoint and are verified there.
        const { text, signatures } = parseNote(parsed.checkpoint)
        const joined = writeNote({ text, signatures: [...signatures, ...parseSignatureLines(ascii(body))] })
        const opened = openNote(joined, [noteVerifier(parseVkey(sha256, witnessVkey), checks)])
        expect(opened.verified).toHaveLength(1)
      }
    }
  })
})

describe('a witness', () => {
  const origin = 'example.com/log'
  const log = testKey(origin, 'ed25519', 1)
  const root = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
  const signed = (size: bigint, hash: Uint8Array, signer = log, name = origin): Uint8Array => {
    // Written by hand, since a root of our own choice for size 0 is refused when written.
    const empty = writeCheckpoint({ origin: name, size: 1n, root: hash, extensions: [] })
    const text = ascii(Buffer.from(empty).toString().replace('\n1\n', `\n${size}\n`))
    return signNote(text, [signer.signer(0n)])
  }

  test('cosigns the first tree it sees, and the same again', () => {
    const witness = memoryWitness(log.key)
    const first = { oldSize: 0n, proof: [], checkpoint: signed(7n, root(1)) }
    expect(witness(first)).toMatchObject({ kind: 'cosign', checkpoint: { size: 7n } })
    expect(witness(first)).toEqual({ kind: 'stands_at', size: 7n })
    expect(witness({ ...first, oldSize: 7n }).kind).toBe('cosign')
  })

  test('refuses another root of the same size, a proof with old size 0, size 0 with another root', () => {
    const witness = memoryWitness(log.key)
    expect(witness({ oldSize: 0n, proof: [root(1)], checkpoint: signed(7n, root(1)) }).kind).toBe('inconsistent')
    expect(witness({ oldSize: 0n, proof: [], checkpoint: signed(0n, root(1)) }).kind).toBe('inconsistent')
    expect(witness({ oldSize: 0n, proof: [], checkpoint: signed(7n, root(1)) }).kind).toBe('cosign')
    expect(witness({ oldSize: 7n, proof: [], checkpoint: signed(7n, root(2)) }).kind).toBe('inconsistent')
  })

  test('refuses in the order of the specification', () => {
    const witness = memoryWitness(log.key)
    const stranger = testKey(origin, 'ed25519', 2)
    const ask = (request: Partial<AddCheckpoint>) =>
      witness({ oldSize: 0n, proof: [], checkpoint: signed(7n, root(1)), ...request }).kind
    const other = testKey('example.com/other', 'ed25519', 1)
    expect(ask({ oldSize: 9n, checkpoint: signed(7n, root(1), other, 'example.com/other') })).toBe('unknown_origin')
    expect(ask({ oldSize: 9n, checkpoint: signed(7n, root(1), stranger) })).toBe('untrusted_signature')
    expect(ask({ oldSize: 9n })).toBe('old_size_above')
    expect(ask({ oldSize: 3n })).toBe('stands_at')
    expect(ask({})).toBe('cosign')
  })

  test('no cosignature is given for a log key of another name', () => {
    const renamed = verifierKey(sha256, 'example.com/other', 'ed25519', log.key.publicKey)
    const answer = answerAddCheckpoint(
      sha256,
      { oldSize: 0n, proof: [], checkpoint: signed(7n, root(1)) },
      () => [renamed],
      () => undefined,
      checks,
    )
    expect(answer.kind).toBe('unknown_origin')
  })

  test('requests and sizes that are malformed are refused', () => {
    const checkpoint = Buffer.from(signed(7n, root(1))).toString()
    const line = `${root(3).length === 32 ? Buffer.from(root(3)).toString('base64') : ''}\n`
    const wrong = [
      '',
      checkpoint,
      `old 1\n${checkpoint}`,
      `old 01\n\n${checkpoint}`,
      `old -1\n\n${checkpoint}`,
      `new 1\n\n${checkpoint}`,
      `old 1\nAAAA\n\n${checkpoint}`,
      `old 1\n${line.repeat(64)}\n${checkpoint}`,
      `old 1\n${line.repeat(1000)}\n${checkpoint}`,
    ]
    for (const text of wrong) expectCode(() => parseAddCheckpoint(ascii(text)), 'witness_malformed')
    expect(parseAddCheckpoint(ascii(`old 1\n${line.repeat(63)}\n${checkpoint}`)).proof).toHaveLength(63)
    expectCode(
      () => writeAddCheckpoint({ oldSize: 1n, proof: Array.from({ length: 64 }, () => root(1)), checkpoint: root(1) }),
      'witness_malformed',
    )
    for (const text of ['', '7', '07\n', '7\n\n', '-7\n', '18446744073709551616\n', '9'.repeat(30)]) {
      expectCode(() => parseTreeSize(ascii(text)), 'witness_malformed')
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        refusesOnlyByLogError(() => parseAddCheckpoint(bytes))
        refusesOnlyByLogError(() => parseTreeSize(bytes))
      }),
    )
  })
})
