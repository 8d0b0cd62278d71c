import { parseOwnCheckpoint } from './checkpoint.ts'
import { MAX_SLOTS } from './commitment.ts'
import type { Disclosure, ListDisclosure } from './disclosure.ts'
import { decodeEntry } from './entry.ts'
import { LogError } from './error.ts'
import { HASH_BYTES } from './hash.ts'
import { canonicalJson, type JsonValue, parseCanonicalJson } from './json.ts'
import { type Fields, fieldReader } from './json-fields.ts'
import { parseNote } from './note.ts'
import { type LogProof, parseLogProof, writeLogProof } from './proof.ts'
import { toBase64, toHex } from './radix.ts'
import { type Receipt, SLOT, slotsFromJson, slotsToJson } from './receipt.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const FORMAT = 'recourse-receipt@v1'
/** A record is text that one person can read. */
export const MAX_RECEIPT_BYTES: number = 4 * 1024 * 1024
const MAX_POLICY_LETTERS = 256 * 1024
const MAX_TOKEN_BYTES = 64 * 1024
const MAX_ITEMS = 0xffff
const MAX_U16 = 0xffffn

const { fields, list, text, hex, base64, count, malformed } = fieldReader('receipt_malformed', 'the receipt')

/** The proof of a receipt with its checkpoint: in the one spelling, without an extra line, of a log without extension lines. Throws receipt_malformed. */
export function proofOfReceipt(proofText: string): LogProof {
  try {
    const bytes = encodeUtf8(proofText)
    const proof = parseLogProof(bytes)
    if (proof.extra !== undefined) throw malformed('the proof carries an extra line')
    if (decodeUtf8(writeLogProof(proof)) !== proofText) throw malformed('the proof is not in the one spelling')
    const { text: checkpoint } = parseNote(proof.checkpoint)
    parseOwnCheckpoint(checkpoint, decodeUtf8(checkpoint).split('\n')[0] ?? '')
    return proof
  } catch (cause) {
    if (cause instanceof LogError && cause.code === 'receipt_malformed') throw cause
    throw malformed('its proof or checkpoint cannot be read', cause)
  }
}

function small(value: JsonValue | undefined, what: string, most: bigint): number {
  const found = count(value, what)
  if (found > most) throw malformed(`${what} is above ${most}`)
  return Number(found)
}

function entryOf(value: JsonValue | undefined): Uint8Array {
  const entry = hex(value, 'entry')
  let type: string
  try {
    type = decodeEntry(entry).type
  } catch (cause) {
    throw malformed('its entry cannot be read', cause)
  }
  if (type !== 'event') throw malformed('its entry is no event')
  return entry
}

function saltedOf(value: JsonValue, place: 'slot' | 'item') {
  const found = fields(value, `a shown ${place}`, [place, 'salt', 'value'])
  return {
    place: small(found[place], place, MAX_U16),
    salt: hex(found.salt, 'salt', HASH_BYTES),
    value: hex(found.value, 'value'),
  }
}

function withheldOf(value: JsonValue, place: 'slot' | 'item') {
  const found = fields(value, `a withheld ${place}`, [place, 'leaf'])
  return { place: small(found[place], place, MAX_U16), leaf: hex(found.leaf, 'leaf', HASH_BYTES) }
}

function listOf(value: JsonValue): ListDisclosure {
  const found = fields(value, 'a list', ['slot', 'salt', 'itemCount', 'disclosed', 'withheld'])
  return {
    slot: small(found.slot, 'slot', MAX_U16),
    salt: hex(found.salt, 'salt', HASH_BYTES),
    itemCount: small(found.itemCount, 'itemCount', BigInt(MAX_ITEMS)),
    disclosed: list(found.disclosed, 'disclosed', (item) => saltedOf(item, 'item')).map(({ place, ...rest }) => ({
      item: place,
      ...rest,
    })),
    withheld: list(found.withheld, 'withheld', (item) => withheldOf(item, 'item')).map(({ place, leaf }) => ({
      item: place,
      leaf,
    })),
  }
}

function disclosureOf(value: JsonValue): Disclosure {
  const found = fields(value, 'disclosure', ['schema', 'slotCount', 'disclosed', 'lists', 'withheld'])
  return {
    schema: small(found.schema, 'schema', MAX_U16),
    slotCount: small(found.slotCount, 'slotCount', BigInt(MAX_SLOTS)),
    disclosed: list(found.disclosed, 'disclosed', (slot) => saltedOf(slot, 'slot')).map(({ place, ...rest }) => ({
      slot: place,
      ...rest,
    })),
    lists: list(found.lists, 'lists', listOf),
    withheld: list(found.withheld, 'withheld', (slot) => withheldOf(slot, 'slot')).map(({ place, leaf }) => ({
      slot: place,
      leaf,
    })),
  }
}

function carriedOf(all: Fields) {
  const policy = text(all.policy, 'policy')
  if (policy.length > MAX_POLICY_LETTERS) throw malformed('its policy is too long')
  const streamKey = all.streamKey === undefined ? undefined : hex(all.streamKey, 'streamKey', HASH_BYTES)
  const timestamp = all.timestamp === undefined ? undefined : base64(all.timestamp, 'timestamp')
  if (timestamp !== undefined && timestamp.length > MAX_TOKEN_BYTES) throw malformed('its timestamp is too long')
  return {
    entry: entryOf(all.entry),
    policy,
    ...(streamKey === undefined ? {} : { streamKey }),
    ...(timestamp === undefined ? {} : { timestamp }),
  }
}

const OPEN = ['format', 'proof', 'entry', 'policy', 'streamKey?', 'timestamp?']

/**
 * Reads a receipt: canonical JSON (RFC 8785), no member that is not known, proof and checkpoint well formed. Nothing is believed yet. Throws
 * receipt_malformed, json_malformed, json_not_canonical.
 */
export function parseReceipt(bytes: Uint8Array): Receipt {
  const whole = parseCanonicalJson(bytes, MAX_RECEIPT_BYTES)
  const found = fields(whole, 'the whole', [
    ...OPEN.map((key) => `${key.replace('?', '')}?`),
    'leaf?',
    'record?',
    'disclosure?',
  ])
  if (found.format !== FORMAT) throw malformed(`its format is not ${FORMAT}`)
  const proof = text(found.proof, 'proof')
  proofOfReceipt(proof)
  if (found.record !== undefined) {
    const all = fields(whole, 'a whole receipt', [...OPEN, 'record'])
    const record = fields(all.record, 'record', ['schema', 'seed', 'slots'])
    const slots = slotsFromJson(record.slots ?? null)
    if (slots.length < 1 || slots.length > MAX_SLOTS) throw malformed(`a record has 1 to ${MAX_SLOTS} slots`)
    const carried = carriedOf(all)
    if (carried.streamKey !== undefined && slots[SLOT.seq]?.kind !== 'value') throw unplaced()
    return {
      form: 'whole',
      proof,
      ...carried,
      schema: small(record.schema, 'schema', MAX_U16),
      seed: hex(record.seed, 'seed', HASH_BYTES),
      slots,
    }
  }
  if (found.disclosure !== undefined) {
    const all = fields(whole, 'a redacted receipt', [...OPEN, 'disclosure'])
    const disclosure = disclosureOf(all.disclosure ?? null)
    const carried = carriedOf(all)
    if (carried.streamKey !== undefined && !disclosure.disclosed.some(({ slot }) => slot === SLOT.seq)) throw unplaced()
    return { form: 'redacted', proof, ...carried, disclosure }
  }
  const all = fields(whole, 'a plain receipt', ['format', 'leaf', 'proof'])
  return { form: 'plain', leaf: hex(all.leaf, 'leaf', HASH_BYTES), proof }
}

function unplaced(): LogError {
  return malformed('a stream key goes with slot 2, the number of the step, so that it can be checked')
}

/** The one file of a receipt; reads back as itself. Throws receipt_malformed, json_malformed. */
export function writeReceipt(receipt: Receipt): Uint8Array {
  const bytes = canonicalJson({ format: FORMAT, proof: receipt.proof, ...membersOf(receipt) })
  parseReceipt(bytes)
  return bytes
}

function membersOf(receipt: Receipt): Fields {
  if (receipt.form === 'plain') return { leaf: toHex(receipt.leaf) }
  const { entry, policy, streamKey, timestamp } = receipt
  const carried = {
    entry: toHex(entry),
    policy,
    ...(streamKey === undefined ? {} : { streamKey: toHex(streamKey) }),
    ...(timestamp === undefined ? {} : { timestamp: toBase64(timestamp) }),
  }
  if (receipt.form === 'redacted') return { ...carried, disclosure: disclosureFields(receipt.disclosure) }
  const { schema, seed, slots } = receipt
  return { ...carried, record: { schema, seed: toHex(seed), slots: slotsToJson(slots) } }
}

function disclosureFields({ schema, slotCount, disclosed, lists, withheld }: Disclosure): Fields {
  return {
    schema,
    slotCount,
    disclosed: disclosed.map(({ slot, salt, value }) => ({ slot, salt: toHex(salt), value: toHex(value) })),
    lists: lists.map((one) => ({
      slot: one.slot,
      salt: toHex(one.salt),
      itemCount: one.itemCount,
      disclosed: one.disclosed.map(({ item, salt, value }) => ({ item, salt: toHex(salt), value: toHex(value) })),
      withheld: one.withheld.map(({ item, leaf }) => ({ item, leaf: toHex(leaf) })),
    })),
    withheld: withheld.map(({ slot, leaf }) => ({ slot, leaf: toHex(leaf) })),
  }
}

/** What a file of a receipt is called: nothing of its case, office or kind, only the start of its leaf hash (abuse.md P16). */
export function receiptFileName(leaf: Uint8Array): string {
  return `receipt-${toHex(leaf).slice(0, 12)}.json`
}
