import { sameBytes } from './bytes.ts'
import {
  commitmentOf,
  fieldLeaf,
  itemLeaf,
  listValue,
  MAX_SLOTS,
  type ReadValue,
  type RecordCommitment,
  readValue,
} from './commitment.ts'
import { LogError } from './error.ts'
import { assertHash, type Sha256 } from './hash.ts'
import type { JsonValue } from './json.ts'

/** A list of which some items are shown. Their number is told. */
export interface ListDisclosure {
  readonly slot: number
  readonly salt: Uint8Array
  readonly itemCount: number
  readonly disclosed: readonly { readonly item: number; readonly salt: Uint8Array; readonly value: Uint8Array }[]
  readonly withheld: readonly { readonly item: number; readonly leaf: Uint8Array }[]
}

/** A record of which some slots are shown: every slot stands in exactly one of the three lists. */
export interface Disclosure {
  readonly schema: number
  readonly slotCount: number
  readonly disclosed: readonly { readonly slot: number; readonly salt: Uint8Array; readonly value: Uint8Array }[]
  readonly lists: readonly ListDisclosure[]
  readonly withheld: readonly { readonly slot: number; readonly leaf: Uint8Array }[]
}

/** A slot as a verified disclosure shows it. Items of a list that are withheld are missing from `items`. */
export type DisclosedSlot =
  | ReadValue
  | { readonly kind: 'items'; readonly count: number; readonly items: ReadonlyMap<number, JsonValue> }

/**
 * Shows `slots` whole, and of `items` (slot → item numbers) only those. Salts of what is withheld do not leave. Throws out_of_range for a slot or item
 * that the record does not have.
 */
export function disclose(
  record: RecordCommitment,
  schema: number,
  slots: ReadonlySet<number>,
  items: ReadonlyMap<number, ReadonlySet<number>> = new Map(),
): Disclosure {
  for (const slot of [...slots, ...items.keys()]) {
    if (record.slots[slot] === undefined) throw new LogError('out_of_range', `the record has no slot ${slot}`)
  }
  const lists = [...items].flatMap(([slot, shown]): ListDisclosure[] => {
    const found = record.slots[slot]
    if (found === undefined || slots.has(slot)) return []
    for (const item of shown) {
      if (found.items[item] === undefined) throw new LogError('out_of_range', `slot ${slot} has no item ${item}`)
    }
    const all = found.items.map(({ salt, value, leaf }, item) => ({ item, salt, value, leaf }))
    return [
      {
        slot,
        salt: found.salt,
        itemCount: all.length,
        disclosed: all.filter(({ item }) => shown.has(item)).map(({ item, salt, value }) => ({ item, salt, value })),
        withheld: all.filter(({ item }) => !shown.has(item)).map(({ item, leaf }) => ({ item, leaf })),
      },
    ]
  })
  const all = record.slots.map(({ salt, value, leaf }, slot) => ({ slot, salt, value, leaf }))
  return {
    schema,
    slotCount: all.length,
    disclosed: all.filter(({ slot }) => slots.has(slot)).map(({ slot, salt, value }) => ({ slot, salt, value })),
    lists,
    withheld: all.filter(({ slot }) => !slots.has(slot) && !items.has(slot)).map(({ slot, leaf }) => ({ slot, leaf })),
  }
}

/** Leaves by place; each place once and none left out. */
function complete(count: number, given: readonly (readonly [number, Uint8Array])[], what: string): Uint8Array[] {
  const leaves = new Map(given)
  const ordered = Array.from({ length: count }, (_, place) => leaves.get(place))
  const found = ordered.filter((leaf) => leaf !== undefined)
  if (given.length !== count || found.length !== count) {
    throw new LogError('disclosure_malformed', `each of the ${count} ${what} is shown or withheld, exactly once`)
  }
  found.forEach(assertHash)
  return found
}

/**
 * Rebuilds the commitment from what is shown and what is withheld. Gives the shown slots. Throws disclosure_malformed (a slot missing, doubled or both
 * shown and withheld), hash_length, json_not_canonical, commitment_mismatch.
 */
export function verifyDisclosure(
  sha256: Sha256,
  { schema, slotCount, disclosed, lists, withheld }: Disclosure,
  commitment: Uint8Array,
): ReadonlyMap<number, DisclosedSlot> {
  if (!Number.isInteger(slotCount) || slotCount < 1 || slotCount > MAX_SLOTS || lists.length > slotCount) {
    throw new LogError('disclosure_malformed', `a record has 1 to ${MAX_SLOTS} slots`)
  }
  const shown = new Map<number, DisclosedSlot>()
  const leaves: [number, Uint8Array][] = withheld.map(({ slot, leaf }) => [slot, leaf])
  for (const { slot, salt, value } of disclosed) {
    shown.set(slot, readValue(value))
    leaves.push([slot, fieldLeaf(sha256, schema, slot, salt, value)])
  }
  for (const list of lists) {
    const { slot, salt, itemCount } = list
    if (!Number.isInteger(itemCount) || itemCount !== list.disclosed.length + list.withheld.length) {
      throw new LogError('disclosure_malformed', `each of the ${itemCount} items of slot ${slot} is shown or withheld`)
    }
    const items = new Map<number, JsonValue>()
    const itemLeaves: [number, Uint8Array][] = list.withheld.map(({ item, leaf }) => [item, leaf])
    for (const { item, salt: itemSalt, value } of list.disclosed) {
      const read = readValue(value)
      if (read.kind !== 'value') throw new LogError('disclosure_malformed', `item ${item} of slot ${slot} is no value`)
      items.set(item, read.value)
      itemLeaves.push([item, itemLeaf(sha256, { schema, slot, item }, itemSalt, value)])
    }
    const ordered = complete(itemCount, itemLeaves, 'items')
    shown.set(slot, { kind: 'items', count: itemCount, items })
    leaves.push([slot, fieldLeaf(sha256, schema, slot, salt, listValue(sha256, ordered))])
  }
  const found = commitmentOf(sha256, schema, complete(slotCount, leaves, 'slots'))
  if (!sameBytes(found, commitment)) {
    throw new LogError('commitment_mismatch', 'what is disclosed does not lead to the commitment in the log')
  }
  return shown
}
