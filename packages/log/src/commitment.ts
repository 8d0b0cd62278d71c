import { bigEndian, byteReader, concat } from './bytes.ts'
import { LogError } from './error.ts'
import { assertHash, digest, keyedHmac, type Sha256 } from './hash.ts'
import { canonicalJson, type JsonValue, parseCanonicalJson } from './json.ts'
import { treeRoot } from './merkle.ts'
import { encodeUtf8 } from './utf8.ts'

/** What stands in a numbered slot of a record. Absent ones are committed too, so that presence stays hidden. */
export type SlotValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'list'; readonly items: readonly JsonValue[] }

/** Slot number = place in `slots`. `seed` is 32 random bytes of this record alone. */
export interface CommittedRecord {
  readonly schema: number
  readonly seed: Uint8Array
  readonly slots: readonly SlotValue[]
}

/** One salted value with the leaf it makes. */
export interface SaltedValue {
  readonly salt: Uint8Array
  /** 00 absent, 01 ‖ canonical JSON, 02 ‖ u16 count ‖ root over the items' leaves. */
  readonly value: Uint8Array
  readonly leaf: Uint8Array
}

export interface SaltedSlot extends SaltedValue {
  /** The items of a list, in order; none for another value. */
  readonly items: readonly SaltedValue[]
}

export interface RecordCommitment {
  readonly commitment: Uint8Array
  readonly slots: readonly SaltedSlot[]
}

/** So many leaf hashes at most go with a redacted record. */
export const MAX_SLOTS = 256
const MAX_ITEMS = 0xffff

const SALT_PREFIX = encodeUtf8('recourse/field-salt/v1\n')
const FIELD_PREFIX = concat([Uint8Array.of(0), encodeUtf8('recourse/field/v1\n')])
const ITEM_PREFIX = concat([Uint8Array.of(0), encodeUtf8('recourse/item/v1\n')])
const RECORD_PREFIX = encodeUtf8('recourse/record/v1\n')

/** salt of a slot, or of one item of its list (log.md section 2). */
export function fieldSalt(sha256: Sha256, seed: Uint8Array, slot: number, item?: number): Uint8Array {
  return saltsOf(sha256, seed)(slot, item)
}

function saltsOf(sha256: Sha256, seed: Uint8Array): (slot: number, item?: number) => Uint8Array {
  const hmac = keyedHmac(sha256, seed)
  return (slot, item) =>
    hmac(concat([SALT_PREFIX, bigEndian(slot, 2), ...(item === undefined ? [] : [bigEndian(item, 4)])]))
}

/** leaf of a slot. Throws hash_length for a salt that is not 32 bytes: salt and value are laid end to end. */
export function fieldLeaf(
  sha256: Sha256,
  schema: number,
  slot: number,
  salt: Uint8Array,
  value: Uint8Array,
): Uint8Array {
  assertHash(salt)
  return digest(sha256, FIELD_PREFIX, bigEndian(schema, 2), bigEndian(slot, 2), salt, value)
}

/** leaf of one item of a list. Throws hash_length. */
export function itemLeaf(
  sha256: Sha256,
  place: { readonly schema: number; readonly slot: number; readonly item: number },
  salt: Uint8Array,
  value: Uint8Array,
): Uint8Array {
  assertHash(salt)
  const numbers = [bigEndian(place.schema, 2), bigEndian(place.slot, 2), bigEndian(place.item, 4)]
  return digest(sha256, ITEM_PREFIX, ...numbers, salt, value)
}

/** value of a list of these item leaves. Throws out_of_range beyond 65,535 items. */
export function listValue(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  return concat([Uint8Array.of(2), bigEndian(leaves.length, 2), treeRoot(sha256, concat(leaves))])
}

/** The commitment over the leaves of all slots. Throws out_of_range for none or more than 256. */
export function commitmentOf(sha256: Sha256, schema: number, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length < 1 || leaves.length > MAX_SLOTS) {
    throw new LogError('out_of_range', `a record has 1 to ${MAX_SLOTS} slots, got ${leaves.length}`)
  }
  leaves.forEach(assertHash)
  return digest(
    sha256,
    RECORD_PREFIX,
    bigEndian(schema, 2),
    bigEndian(leaves.length, 2),
    treeRoot(sha256, concat(leaves)),
  )
}

function jsonValue(value: JsonValue): Uint8Array {
  return concat([Uint8Array.of(1), canonicalJson(value)])
}

/**
 * Commits a record. The result opens every field: it is for whoever holds the record, and the seed goes with it only whole. Throws out_of_range,
 * hash_length (a seed of another length than 32), json_malformed.
 */
export function commitRecord(sha256: Sha256, { schema, seed, slots }: CommittedRecord): RecordCommitment {
  assertHash(seed)
  const saltOf = saltsOf(sha256, seed)
  const salted = slots.map((content, slot): SaltedSlot => {
    const salt = saltOf(slot)
    if (content.kind === 'list' && content.items.length > MAX_ITEMS) {
      throw new LogError('out_of_range', `a list has at most ${MAX_ITEMS} items`)
    }
    const items = (content.kind === 'list' ? content.items : []).map((json, item) => {
      const itemSalt = saltOf(slot, item)
      const itemValue = jsonValue(json)
      return { salt: itemSalt, value: itemValue, leaf: itemLeaf(sha256, { schema, slot, item }, itemSalt, itemValue) }
    })
    const value = encodeSlot(sha256, content, items)
    return { salt, value, leaf: fieldLeaf(sha256, schema, slot, salt, value), items }
  })
  return {
    commitment: commitmentOf(
      sha256,
      schema,
      salted.map(({ leaf }) => leaf),
    ),
    slots: salted,
  }
}

function encodeSlot(sha256: Sha256, content: SlotValue, items: readonly SaltedValue[]): Uint8Array {
  switch (content.kind) {
    case 'absent':
      return Uint8Array.of(0)
    case 'value':
      return jsonValue(content.value)
    case 'list':
      return listValue(
        sha256,
        items.map(({ leaf }) => leaf),
      )
  }
}

/** What value bytes say; of a list only its length and root. */
export type ReadValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'list'; readonly count: number; readonly root: Uint8Array }

/** Throws disclosure_malformed, json_malformed, json_not_canonical. */
export function readValue(bytes: Uint8Array): ReadValue {
  const reader = byteReader(bytes, 'disclosure_malformed', 'the value')
  const kind = reader.u8()
  if (kind === 1) return { kind: 'value', value: parseCanonicalJson(bytes.subarray(1)) }
  const found: ReadValue | undefined =
    kind === 0
      ? { kind: 'absent' }
      : kind === 2
        ? { kind: 'list', count: reader.u16(), root: reader.take(32) }
        : undefined
  if (found === undefined || reader.left() > 0) {
    throw new LogError('disclosure_malformed', 'a value is 00, 01 with JSON, or 02 with count and root')
  }
  return found
}
