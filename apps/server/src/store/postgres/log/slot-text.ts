import { canonicalJson, type JsonValue, parseJson, type SlotValue } from '@recourse/log'

/**
 * The slots of a record in canonical form (RFC 8785), as they are kept: an array with `null` for an absent slot,
 * `{"value": …}` and `{"items": […]}`.
 */
export function writeSlots(slots: readonly SlotValue[]): string {
  const bytes = canonicalJson(slots.map(slotJson))
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

function slotJson(slot: SlotValue): JsonValue {
  switch (slot.kind) {
    case 'absent':
      return null
    case 'value':
      return { value: slot.value }
    case 'list':
      return { items: slot.items }
  }
}

/** Throws json_malformed; a slot of another form is an error too: nobody but `writeSlots` writes them. */
export function readSlots(text: string): readonly SlotValue[] {
  const slots = parseJson(Buffer.from(text, 'utf8'))
  if (!isList(slots)) throw new Error('log_record.slots is no list')
  return slots.map((slot): SlotValue => {
    if (slot === null) return { kind: 'absent' }
    if (typeof slot === 'object' && !isList(slot)) {
      const { items, value } = slot
      if (items !== undefined && isList(items)) return { kind: 'list', items }
      if (value !== undefined) return { kind: 'value', value }
    }
    throw new Error('log_record.slots holds a slot of an unknown form')
  })
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
