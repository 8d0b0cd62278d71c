import { canonicalJson, parseJson, type SlotValue, slotsFromJson, slotsToJson } from '@recourse/log'

/** The slots of a record as they are kept: the JSON of receipts, in canonical form (RFC 8785), for the commitment is over bytes. */
export function writeSlots(slots: readonly SlotValue[]): string {
  const bytes = canonicalJson(slotsToJson(slots))
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

/** @throws LogError `json_malformed`, `receipt_malformed`: nobody but `writeSlots` writes them */
export function readSlots(text: string): readonly SlotValue[] {
  return slotsFromJson(parseJson(Buffer.from(text, 'utf8')))
}
