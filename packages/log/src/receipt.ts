import type { SlotValue } from './commitment.ts'
import type { Disclosure } from './disclosure.ts'
import { LogError } from './error.ts'
import type { JsonValue } from './json.ts'

/** What every receipt has: the tlog-proof text of the earliest quorum checkpoint that covers the leaf, without an extra line. */
interface ProvenLeaf {
  readonly proof: string
}

/** What a receipt that opens its record has besides. */
interface OpenReceipt extends ProvenLeaf {
  /** The 70 bytes of an event. */
  readonly entry: Uint8Array
  /** The policy of the log when the receipt was made. No proof of itself: believe it as far as the one who handed it over. */
  readonly policy: string
  /** K, in the person's own copy alone: whoever holds it follows the kinds and days of this one case for good. Then slot 2 is shown. */
  readonly streamKey?: Uint8Array
  /** RFC 3161 token over the checkpoint. Carried for others; not verified here, and never needed. */
  readonly timestamp?: Uint8Array
}

/** The whole record: it and its seed open every field. */
export interface WholeReceipt extends OpenReceipt {
  readonly form: 'whole'
  readonly schema: number
  readonly seed: Uint8Array
  readonly slots: readonly SlotValue[]
}

/** Some slots with their salts, and the leaf hashes of the others. Never a seed. */
export interface RedactedReceipt extends OpenReceipt {
  readonly form: 'redacted'
  readonly disclosure: Disclosure
}

/** The one to carry: shows no agency, case, kind, day or holder. Verified under a policy that its reader has from elsewhere. */
export interface PlainReceipt extends ProvenLeaf {
  readonly form: 'plain'
  readonly leaf: Uint8Array
}

/** `recourse-receipt@v1` (log.md section 2 "Receipt"). */
export type Receipt = WholeReceipt | RedactedReceipt | PlainReceipt

/** Slots that mean the same in every schema (log.md section 2). */
export const SLOT = { kind: 0, origin: 1, seq: 2, previousLeaf: 3, time: 4 } as const

/** The receipt to carry, made of any other: record, salts, stream key, policy and token stay at home. */
export function plainReceipt(leaf: Uint8Array, proof: string): PlainReceipt {
  return { form: 'plain', leaf, proof }
}

/** Slots of a record as JSON: null where absent, `{"value": …}`, `{"items": […]}`. */
export function slotsToJson(slots: readonly SlotValue[]): JsonValue {
  return slots.map(slotToJson)
}

function slotToJson(slot: SlotValue): JsonValue {
  switch (slot.kind) {
    case 'absent':
      return null
    case 'value':
      return { value: slot.value }
    case 'list':
      return { items: slot.items }
  }
}

/** What `slotsToJson` wrote. Throws receipt_malformed. */
export function slotsFromJson(json: JsonValue): SlotValue[] {
  if (!isList(json)) throw new LogError('receipt_malformed', 'the slots of a record are a list')
  return json.map((slot): SlotValue => {
    if (slot === null) return { kind: 'absent' }
    const keys = typeof slot === 'object' ? Object.keys(slot) : []
    if (typeof slot === 'object' && !isList(slot) && keys.length === 1) {
      const { value, items } = slot
      if (value !== undefined) return { kind: 'value', value }
      if (items !== undefined && isList(items)) return { kind: 'list', items }
    }
    throw new LogError('receipt_malformed', 'a slot is null, {"value": …} or {"items": […]}')
  })
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
