import { describe, expect, test } from 'vitest'
import {
  commitRecord,
  disclose,
  doReceiptsChain,
  isOwnQuorum,
  leafHash,
  parsePolicy,
  parseReceipt,
  plainReceipt,
  type Receipt,
  type ReceiptVerdict,
  receiptFileName,
  signNote,
  slotsFromJson,
  toHex,
  verifyReceipt,
  type WholeReceipt,
  witnessRunners,
  writeReceipt,
} from './index.ts'
import {
  ascii,
  checks,
  expectCode,
  type Json,
  mlDsa44Present,
  ownVectors,
  receiptLog,
  sha256,
  sharedFile,
  sharedPresent,
} from './testing.ts'

const made = receiptLog()
const { policy } = made
const verify = (receipt: Receipt, trusted: string | null = null): ReceiptVerdict =>
  verifyReceipt(sha256, writeReceipt(receipt), { policy: trusted }, checks)
const failure = ({ steps }: ReceiptVerdict) => {
  const step = steps.find(({ state }) => state === 'failed')
  return step?.state === 'failed' ? [step.name, step.code] : null
}
const states = ({ steps }: ReceiptVerdict) => steps.map(({ name, state }) => `${name} ${state}`)

function redacted(shown: readonly number[], items = new Map<number, ReadonlySet<number>>(), withKey = false): Receipt {
  const { schema, seed, slots, form: _, ...rest } = made.whole(1, withKey)
  const record = commitRecord(sha256, { schema, seed, slots })
  return { ...rest, form: 'redacted', disclosure: disclose(record, schema, new Set(shown), items) }
}

describe('a receipt', () => {
  test('whole, with the stream key: every step is proven', () => {
    const verdict = verify(made.whole(1, true), policy)
    expect(states(verdict)).toEqual([
      'file proven',
      'record proven',
      'entry proven',
      'leaf proven',
      'tree proven',
      'signatures proven',
      'witnesses proven',
      'stream proven',
    ])
    expect(verdict.caveats).toEqual(['own-policy-unused'])
    expect(verdict.facts).toMatchObject({ origin: made.origin, index: 9n, size: 20n, seq: 2n })
    // Both had to sign, so the quorum stood when the second did.
    expect(verdict.facts?.publishedBy).toBe(made.time + 1n)
    expect(verdict.facts?.slots?.get(6)).toMatchObject({ kind: 'items', count: 2 })
  })

  test('redacted: shows what is shown, never a seed, and says that the rest is withheld', () => {
    const receipt = redacted([0, 1, 5], new Map([[6, new Set([1])]]))
    expect(Buffer.from(writeReceipt(receipt)).toString()).not.toContain(toHex(made.whole(1, false).seed))
    const verdict = verify(receipt)
    expect(verdict.ok).toBe(true)
    expect(verdict.caveats).toEqual(['fields-withheld', 'policy-from-receipt'])
    expect([...(verdict.facts?.slots?.keys() ?? [])]).toEqual([0, 1, 5, 6])
    expect(verdict.facts?.slots?.get(6)).toEqual({ kind: 'items', count: 2, items: new Map([[1, 'second reason']]) })
    expect(verify(redacted([5])).caveats).toContain('kind-not-opened')
  })

  test('plain: leaf and proof, nothing else; verified under a policy from elsewhere alone', () => {
    const whole = made.whole(1, true)
    const leaf = leafHash(sha256, whole.entry)
    const receipt = plainReceipt(leaf, whole.proof)
    expect(Object.keys(JSON.parse(Buffer.from(writeReceipt(receipt)).toString()))).toEqual(['format', 'leaf', 'proof'])
    const verdict = verify(receipt, policy)
    expect(states(verdict)).toContain('record not-shown')
    expect([verdict.ok, verdict.caveats]).toEqual([true, ['record-not-shown']])
    expect(failure(verify(receipt))).toEqual(['signatures', 'receipt_policy_missing'])
    expect(receiptFileName(leaf)).toMatch(/^receipt-[0-9a-f]{12}\.json$/)
  })

  test('each part that is another leads to its own step', () => {
    const good = made.whole(1, true)
    const other = made.whole(2, true)
    const wrong: readonly [Partial<WholeReceipt>, readonly string[]][] = [
      [{ seed: other.seed }, ['record', 'commitment_mismatch']],
      [{ slots: other.slots }, ['record', 'commitment_mismatch']],
      [{ schema: 0x3102 }, ['record', 'commitment_mismatch']],
      [{ entry: other.entry }, ['record', 'commitment_mismatch']],
      [{ entry: good.entry.map((byte, at) => (at === 1 ? 0x32 : byte)) }, ['entry', 'record_misplaced']],
      [{ entry: good.entry.map((byte, at) => (at === 5 ? byte ^ 8 : byte)) }, ['tree', 'inclusion_mismatch']],
      [{ proof: other.proof }, ['tree', 'inclusion_mismatch']],
      // The path of leaf 9 leads to the same root from a size of 19: it is the signature that covers the size.
      [{ proof: good.proof.replace('\n20\n', '\n19\n') }, ['signatures', 'signature_invalid']],
      [{ proof: good.proof.replace('\n20\n', '\n9\n') }, ['tree', 'out_of_range']],
      [{ proof: good.proof.slice(0, good.proof.lastIndexOf('—')) }, ['witnesses', 'quorum_missing']],
      [{ proof: good.proof.replace(/— recourse\.example\/log .*\n/, '') }, ['signatures', 'signature_missing']],
      [{ streamKey: new Uint8Array(32).fill(8) }, ['stream', 'stream_event_misplaced']],
    ]
    for (const [part, expected] of wrong) {
      const verdict = verify({ ...good, ...part }, policy)
      expect([verdict.ok, verdict.facts, failure(verdict)]).toEqual([false, null, expected])
      const at = verdict.steps.findIndex(({ state }) => state === 'failed')
      expect(verdict.steps.slice(at + 1).every(({ state }) => state === 'not-reached')).toBe(true)
    }
  })

  test('a checkpoint of another log, and a record made for another log', () => {
    const good = made.whole(0, false)
    const foreign = good.proof.replaceAll('recourse.example/log', 'recourse.example/gol')
    expect(failure(verify({ ...good, proof: foreign }, policy))).toEqual(['entry', 'record_misplaced'])
    const { entry } = good
    expect(failure(verify(plainReceipt(leafHash(sha256, entry), foreign), policy))).toEqual([
      'signatures',
      'signature_invalid',
    ])
  })

  test('a log that shows groups alone: kind xF fits its group and no other', () => {
    const good = made.whole(0, false)
    const kinds = (kind: number) => verify({ ...good, entry: good.entry.map((byte, at) => (at === 1 ? kind : byte)) })
    // The entry is another, so the tree refuses it; the kind itself passed.
    expect(failure(kinds(0x3f))).toEqual(['tree', 'inclusion_mismatch'])
    expect(failure(kinds(0x2f))).toEqual(['entry', 'record_misplaced'])
  })

  test('a quorum that nobody else fills is not independently witnessed, and meets no real policy', () => {
    const none = receiptLog('none')
    const verdict = verify(none.whole(0, false))
    expect(verdict.ok).toBe(true)
    expect(states(verdict)).toContain('witnesses not-witnessed')
    expect(verdict.caveats).toContain('not-independently-witnessed')
    expect(verdict.facts?.publishedBy).toBeNull()
    const alone = signNote(none.checkpointText, [none.log.signer(none.time)])
    const unsigned = { ...none.whole(0, false) }
    const proof = unsigned.proof.slice(0, unsigned.proof.indexOf('\n\n') + 2) + Buffer.from(alone).toString()
    expect(verify({ ...unsigned, proof }).ok).toBe(true)
    expect(failure(verify({ ...unsigned, proof }, policy))).toEqual(['witnesses', 'quorum_missing'])

    const own = receiptLog('both', ['recourse.example', 'w.recourse.example'])
    expect(verify(own.whole(0, false)).caveats).toContain('not-independently-witnessed')
    const either = receiptLog('either', ['recourse.example', 'other.example'])
    expect(verify(either.whole(0, false)).caveats).toContain('not-independently-witnessed')
    const mixed = receiptLog('both', ['recourse.example', 'other.example'])
    expect(verify(mixed.whole(0, false)).caveats).not.toContain('not-independently-witnessed')
  })

  test('who runs a witness is taken from the policy, and silence only from one that the reader chose', () => {
    const parsed = parsePolicy(sha256, ascii(policy))
    const own = (text: string, silence: 'operator' | 'trusted') =>
      isOwnQuorum(parsed, made.origin, witnessRunners(text), silence)
    expect(own(policy, 'operator')).toBe(false)
    expect(own('# run-by w1 independent', 'operator')).toBe(false)
    expect(own('', 'operator')).toBe(true)
    expect(own('', 'trusted')).toBe(false)
    expect(own('# run-by w1 agency Some office\n#run-by w2 operator', 'trusted')).toBe(true)
    expect([...witnessRunners('# run-by w1 friend\nrun-by w1 agency\n# run-by w2 agency')]).toEqual([['w2', 'agency']])
    const silent = { ...made.whole(0, false), policy: policy.replaceAll(/# run-by .*\n/g, '') }
    expect(verify(silent).caveats).toContain('not-independently-witnessed')
    expect(verify(silent, silent.policy).caveats).not.toContain('not-independently-witnessed')
    expectCode(() => verify(silent, 'quorum both\n'), 'policy_malformed')
  })

  test('a demonstration’s receipt is never independently witnessed, whoever cosigned it, and meets no real policy', () => {
    const demo = receiptLog('both', ['w1.example', 'w2.example'], 'demonstration.invalid/log/demo-1')
    const verdict = verify(demo.whole(0, false), demo.policy)
    expect([verdict.ok, states(verdict).includes('witnesses not-witnessed')]).toEqual([true, true])
    expect(verdict.caveats).toEqual(['own-policy-unused', 'demonstration', 'not-independently-witnessed'])
    expect(failure(verify(demo.whole(0, false), policy))).toEqual(['signatures', 'signature_missing'])
    const foreign = policy.replace(/^witness .*\n|^# run-by.*\n|^group.*\n/gm, '').replace('quorum both', 'quorum none')
    expect(failure(verify(demo.whole(0, false), foreign))).toEqual(['signatures', 'signature_missing'])
  })

  test('a key of the log that the reader has must have signed', () => {
    const bytes = writeReceipt(made.whole(0, false))
    const given = (logKey: typeof made.log.key) =>
      verifyReceipt(sha256, bytes, { policy: null, logKeys: [logKey] }, checks)
    expect(given(made.log.key).ok).toBe(true)
    const other = made.witnesses[0]
    if (other === undefined) throw new Error('the test log has witnesses')
    expect(failure(given({ ...other.key, name: made.origin, type: 'ed25519' }))).toEqual([
      'signatures',
      'signature_missing',
    ])
  })

  test('receipts 1…n of one stream chain offline', () => {
    const facts = [0, 1, 2].map((at) => verify(made.whole(at, true)).facts)
    const all = facts.filter((found) => found !== null)
    expect(all).toHaveLength(3)
    expect(doReceiptsChain(all)).toBe(true)
    expect(doReceiptsChain(all.slice(1))).toBe(true)
    expect(doReceiptsChain([...all].reverse())).toBe(false)
    expect(doReceiptsChain(all.filter((_, at) => at !== 1))).toBe(false)
  })

  test('what is malformed is refused', () => {
    const text = Buffer.from(writeReceipt(made.whole(0, true))).toString()
    const json: Json = JSON.parse(text)
    const { seed: _seed, ...seedless } = json.record
    const bad: readonly Json[] = [
      { ...json, format: 'recourse-receipt@v2' },
      { ...json, extra: 1 },
      { ...json, leaf: '00'.repeat(32) },
      { ...json, disclosure: {} },
      { ...json, streamKey: '00' },
      { ...json, streamKey: json.streamKey.toUpperCase().replace('07', 'AA') },
      { ...json, entry: json.entry.slice(2) },
      { ...json, entry: `02${'00'.repeat(48)}` },
      { ...json, timestamp: 'AAA' },
      { ...json, timestamp: Buffer.alloc(65 * 1024).toString('base64') },
      { ...json, record: seedless },
      { ...json, record: { ...json.record, slots: [] } },
      { ...json, record: { ...json.record, slots: Array(257).fill(null) } },
      { ...json, record: { ...json.record, slots: [{ value: 1, items: [] }] } },
      { ...json, record: { ...json.record, schema: 65536 } },
      { ...json, proof: json.proof.replace('index', 'extra AAAA\nindex') },
      { ...json, proof: `${json.proof}\n` },
      { ...json, proof: json.proof.replace('\n20\n', '\n020\n') },
      { format: json.format, leaf: '00'.repeat(32), proof: json.proof, policy: json.policy },
    ]
    for (const value of bad) {
      const bytes = ascii(JSON.stringify(sorted(value)))
      expectCode(() => parseReceipt(bytes), 'receipt_malformed')
      expect(failure(verifyReceipt(sha256, bytes, { policy }, checks))?.[0]).toBe('file')
    }
    expectCode(() => parseReceipt(ascii(`${text}\n`)), 'json_not_canonical')
    expectCode(() => parseReceipt(ascii(text.replace('{"', '{ "'))), 'json_not_canonical')
    expectCode(() => parseReceipt(ascii(`{"format":"x",${text.slice(1)}`)), 'json_malformed')
    expectCode(() => slotsFromJson({ value: 1 }), 'receipt_malformed')
    const unplaced = redacted([0])
    expectCode(() => writeReceipt({ ...unplaced, streamKey: made.streamKey } as Receipt), 'receipt_malformed')
  })

  test.skipIf(!sharedPresent || !mlDsa44Present)(
    'plain, of the published log: both keys, both kinds of witness (needs ../shared and ML-DSA-44)',
    () => {
      const leaf = leafHash(sha256, sharedFile('recourse', 'log', 'entry-77.bin'))
      const proof = Buffer.from(sharedFile('recourse', 'log', 'entry-77.tlog-proof')).toString()
      const published = Buffer.from(sharedFile('recourse', 'log', 'policy')).toString()
      // Its extra line is for other tools; a receipt carries none.
      const receipt = plainReceipt(leaf, proof.replace(/extra .*\n/, ''))
      const verdict = verify(receipt, published)
      expect([verdict.ok, verdict.facts?.signedBy.length, verdict.facts?.cosignatures.length]).toEqual([true, 2, 2])
      const oneKey = proof.replace(/extra .*\n/, '').replace(/(— recourse\.example\/log [^\n]{2000,}\n)/, '')
      expect(failure(verify(plainReceipt(leaf, oneKey), published))).toEqual(['signatures', 'signature_missing'])
    },
  )
})

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

describe('our vectors of receipts', () => {
  const vectors = ownVectors('receipt')
  const accept: readonly Json[] = vectors.accept
  const reject: readonly Json[] = vectors.reject
  const known: string = vectors.policy

  test.each(accept)('$name', (vector: Json) => {
    const { receipt, form, index, size, caveats, states: expected } = vector
    const verdict = verifyReceipt(sha256, ascii(receipt), { policy: known }, checks)
    expect(verdict.form).toBe(form)
    expect(states(verdict)).toEqual(expected)
    expect(verdict.caveats).toEqual(caveats)
    expect([String(verdict.facts?.index), String(verdict.facts?.size)]).toEqual([index, size])
    expect(Buffer.from(writeReceipt(parseReceipt(ascii(receipt)))).toString()).toBe(receipt)
  })

  test.each(reject)('refused: $name', (vector: Json) => {
    const { receipt, step, code } = vector
    const verdict = verifyReceipt(sha256, ascii(receipt), { policy: known }, checks)
    expect([verdict.ok, failure(verdict)]).toEqual([false, [step, code]])
  })
})
