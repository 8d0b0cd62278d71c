import { sameBytes } from './bytes.ts'
import { parseOwnCheckpoint } from './checkpoint.ts'
import { commitRecord } from './commitment.ts'
import { type OpenedCheckpoint, openCheckpoint, type SignatureChecks } from './cosignature.ts'
import { type DisclosedSlot, verifyDisclosure } from './disclosure.ts'
import { decodeEntry, type EventEntry } from './entry.ts'
import { LogError } from './error.ts'
import { leafHash, type Sha256 } from './hash.ts'
import { verifyInclusion } from './merkle.ts'
import { parseNote } from './note.ts'
import { isOwnQuorum, witnessRunners } from './own-quorum.ts'
import { isQuorum, type Policy, parsePolicy } from './policy.ts'
import type { LogProof } from './proof.ts'
import { fromBase64 } from './radix.ts'
import { type Receipt, SLOT } from './receipt.ts'
import { parseReceipt, proofOfReceipt } from './receipt-codec.ts'
import {
  RECEIPT_STEPS,
  type ReceiptCaveat,
  type ReceiptFacts,
  type ReceiptStep,
  type ReceiptStepName,
  type ReceiptTrust,
  type ReceiptVerdict,
} from './receipt-verdict.ts'
import { streamLabel } from './stream.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import type { VerifierKey } from './vkey.ts'

const NEVER_SHOWN: readonly ReceiptStepName[] = ['record', 'entry']

/** A log of demonstrations is named below `.invalid`, which leads nowhere (RFC 2606). */
function isDemonstration(origin: string): boolean {
  return (origin.split('/')[0] ?? '').endsWith('.invalid')
}

/** The earliest time by which a quorum had cosigned. null without a quorum of witnesses. */
function earliestQuorum(policy: Policy, { cosignatures }: OpenedCheckpoint): bigint | null {
  if (policy.quorum === null) return null
  const times = cosignatures.map(({ time }) => time).sort((a, b) => (a < b ? -1 : 1))
  return times.find((until) => isQuorum(policy, cosignatures, { until })) ?? null
}

function slotsOf(sha256: Sha256, receipt: Exclude<Receipt, { form: 'plain' }>, event: EventEntry) {
  if (receipt.form === 'redacted') return verifyDisclosure(sha256, receipt.disclosure, event.commitment)
  const { commitment } = commitRecord(sha256, receipt)
  if (!sameBytes(commitment, event.commitment)) {
    throw new LogError('commitment_mismatch', 'record and seed do not lead to the commitment in the entry')
  }
  return new Map(
    receipt.slots.map((slot, at): [number, DisclosedSlot] => [
      at,
      slot.kind === 'list'
        ? { kind: 'items', count: slot.items.length, items: new Map(slot.items.map((item, i) => [i, item])) }
        : slot,
    ]),
  )
}

function shownValue(slots: ReadonlyMap<number, DisclosedSlot>, slot: number) {
  const found = slots.get(slot)
  return found?.kind === 'value' ? found.value : undefined
}

/** The public kind is the record's, or its group alone (xF) in a log that shows no more. */
function assertEntry(slots: ReadonlyMap<number, DisclosedSlot>, event: EventEntry, origin: string): void {
  const misplaced = (what: string) => new LogError('record_misplaced', what)
  if (slots.has(SLOT.kind)) {
    const kind = shownValue(slots, SLOT.kind)
    const fits = typeof kind === 'number' && (kind === event.kind || (kind | 0x0f) === event.kind)
    if (!fits) throw misplaced('the kind in the record is not the public one of the entry')
  }
  if (slots.has(SLOT.origin) && shownValue(slots, SLOT.origin) !== origin) {
    throw misplaced('the record was made for another log than the one that signed')
  }
}

function seqOf(sha256: Sha256, key: Uint8Array, slots: ReadonlyMap<number, DisclosedSlot>, event: EventEntry): bigint {
  const seq = shownValue(slots, SLOT.seq)
  if (typeof seq !== 'number' || seq < 1 || !sameBytes(streamLabel(sha256, key, BigInt(seq)), event.label)) {
    throw new LogError('stream_event_misplaced', 'the stream key does not make the label of the entry for this number')
  }
  return BigInt(seq)
}

function openSigned(checkpoint: Uint8Array, policy: Policy, given: readonly VerifierKey[], checks: SignatureChecks) {
  const named = policy.logs.map(({ key }) => key)
  const isSame = (a: VerifierKey, b: VerifierKey) => a.name === b.name && sameBytes(a.publicKey, b.publicKey)
  const logs = [...named, ...given.filter((key) => !named.some((known) => isSame(known, key)))]
  const opened = openCheckpoint(checkpoint, { logs, witnesses: policy.witnesses.map(({ key }) => key) }, checks)
  const { origin } = opened.checkpoint
  // Ours: Ed25519 and ML-DSA-44 both; one alone would let the other's line be lost or forged unseen.
  const due = [...named.filter((key) => key.name === origin), ...given]
  const isNamed = named.some((key) => key.name === origin)
  if (!isNamed || !due.every((key) => opened.signedBy.some((signer) => isSame(signer, key)))) {
    throw new LogError('signature_missing', `not every key of the log ${origin} that is known here has signed`)
  }
  return opened
}

interface Progress {
  readonly steps: ReceiptStep[]
  form: Receipt['form'] | null
}

/**
 * Offline, without a clock: reads the bytes of a file and walks the steps; never throws for what they hold. The first step that fails ends it, and then
 * nothing of the receipt is to be relied on. Throws policy_malformed for a policy of the reader's own that cannot be read.
 */
export function verifyReceipt(
  sha256: Sha256,
  bytes: Uint8Array,
  trust: ReceiptTrust,
  checks: SignatureChecks,
): ReceiptVerdict {
  const progress: Progress = { steps: [], form: null }
  if (trust.policy !== null) parsePolicy(sha256, encodeUtf8(trust.policy))
  try {
    const { caveats, facts } = walk(sha256, bytes, trust, checks, progress)
    return { ok: true, form: progress.form, steps: progress.steps, caveats, facts }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    const { code, message } = error
    const done = progress.steps.length
    const steps = RECEIPT_STEPS.map(
      (name, at): ReceiptStep =>
        progress.steps[at] ??
        (at === done
          ? { name, state: 'failed', code, message: message.replace(/^log: /, '') }
          : { name, state: 'not-reached' }),
    )
    return { ok: false, form: progress.form, steps, caveats: [], facts: null }
  }
}

function walk(
  sha256: Sha256,
  bytes: Uint8Array,
  trust: ReceiptTrust,
  checks: SignatureChecks,
  progress: Progress,
): { readonly caveats: ReceiptCaveat[]; readonly facts: ReceiptFacts } {
  const { steps } = progress
  const caveats: ReceiptCaveat[] = []
  const pass = (name: ReceiptStepName): void => {
    steps.push({ name, state: 'proven' })
  }

  const receipt = parseReceipt(bytes)
  progress.form = receipt.form
  const proof: LogProof = proofOfReceipt(receipt.proof)
  if (receipt.form !== 'plain') parsePolicy(sha256, encodeUtf8(receipt.policy))
  const { text } = parseNote(proof.checkpoint)
  const { origin, size, root } = parseOwnCheckpoint(text, decodeUtf8(text).split('\n')[0] ?? '')
  pass('file')

  let leaf: Uint8Array
  let slots: ReadonlyMap<number, DisclosedSlot> | null = null
  let event: EventEntry | null = null
  if (receipt.form === 'plain') {
    leaf = receipt.leaf
    for (const name of NEVER_SHOWN) steps.push({ name, state: 'not-shown' })
    caveats.push('record-not-shown')
  } else {
    event = eventOf(receipt.entry)
    slots = slotsOf(sha256, receipt, event)
    pass('record')
    assertEntry(slots, event, origin)
    pass('entry')
    leaf = leafHash(sha256, receipt.entry)
    if (receipt.form === 'redacted') caveats.push('fields-withheld')
    if (!slots.has(SLOT.kind)) caveats.push('kind-not-opened')
  }
  pass('leaf')

  verifyInclusion(sha256, { index: proof.index, size, leaf, root, proof: proof.hashes })
  pass('tree')

  const policyText = trust.policy ?? (receipt.form === 'plain' ? null : receipt.policy)
  if (policyText === null) {
    throw new LogError('receipt_policy_missing', 'a plain receipt names no keys: give the policy of the log')
  }
  const policy = parsePolicy(sha256, encodeUtf8(policyText))
  if (trust.policy === null) caveats.push('policy-from-receipt')
  else if (receipt.form !== 'plain') caveats.push('own-policy-unused')
  const opened = openSigned(proof.checkpoint, policy, trust.logKeys ?? [], checks)
  pass('signatures')

  if (!isQuorum(policy, opened.cosignatures)) {
    throw new LogError('quorum_missing', `too few known witnesses cosigned the checkpoint of size ${size}`)
  }
  const silence = trust.policy === null ? 'operator' : 'trusted'
  if (isDemonstration(origin)) caveats.push('demonstration')
  if (isDemonstration(origin) || isOwnQuorum(policy, origin, witnessRunners(policyText), silence)) {
    steps.push({ name: 'witnesses', state: 'not-witnessed' })
    caveats.push('not-independently-witnessed')
  } else pass('witnesses')

  let seq: bigint | null = null
  if (receipt.form === 'plain' || receipt.streamKey === undefined || slots === null || event === null) {
    steps.push({ name: 'stream', state: 'not-shown' })
  } else {
    seq = seqOf(sha256, receipt.streamKey, slots, event)
    pass('stream')
  }
  if (receipt.form !== 'plain' && receipt.timestamp !== undefined) caveats.push('timestamp-unchecked')
  if (opened.ignored.length > 0) caveats.push('unknown-signatures')

  const names = new Map(policy.witnesses.map(({ name, key }) => [key, name]))
  const facts: ReceiptFacts = {
    origin,
    index: proof.index,
    size,
    root,
    leaf,
    signedBy: opened.signedBy,
    cosignatures: opened.cosignatures.map(({ key, time }) => ({ name: names.get(key) ?? key.name, time })),
    publishedBy: earliestQuorum(policy, opened),
    event,
    slots,
    seq,
  }
  return { caveats, facts }
}

function eventOf(entry: Uint8Array): EventEntry {
  const found = decodeEntry(entry)
  if (found.type !== 'event') throw new LogError('entry_malformed', 'the entry is no event')
  return found
}

/**
 * Do these receipts of one stream follow each other? Each record holds the leaf hash of the one before (log.md section 3, rule 5), so 1…n chain offline.
 * True only where all passed, in order of `seq`, without a gap from the first of them.
 */
export function doReceiptsChain(receipts: readonly ReceiptFacts[]): boolean {
  return receipts.every((facts, at) => {
    if (facts.seq === null || facts.slots === null) return false
    const before = receipts[at - 1]
    if (before === undefined) return true
    const previous = shownValue(facts.slots, SLOT.previousLeaf)
    if (before.seq === null || facts.seq !== before.seq + 1n || typeof previous !== 'string') return false
    return previous.length === 44 && sameBytes(fromBase64(previous, 'any'), before.leaf)
  })
}
