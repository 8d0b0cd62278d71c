import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commitmentOf,
  commitRecord,
  type Disclosure,
  disclose,
  fieldLeaf,
  fieldSalt,
  type JsonValue,
  type SlotValue,
  toHex,
  verifyDisclosure,
} from './index.ts'
import { ascii, expectCode, flip, hex, type Json, sha256, sharedJson, sharedPresent } from './testing.ts'

function disclosureOf(d: Json): Disclosure {
  return {
    schema: d.schema,
    slotCount: d.slotCount,
    disclosed: d.disclosed.map((s: { slot: number; salt: string; value: string }) => ({
      slot: s.slot,
      salt: hex(s.salt),
      value: hex(s.value),
    })),
    lists: [],
    withheld: d.withheld.map((s: { slot: number; leaf: string }) => ({ slot: s.slot, leaf: hex(s.leaf) })),
  }
}

describe.skipIf(!sharedPresent)('published record commitments (needs ../shared)', () => {
  const { full, disclosure, itemDisclosure, reject } = sharedPresent ? sharedJson('recourse', 'records.json') : {}
  const slots = (): SlotValue[] =>
    full.slots.map((s: { absent?: boolean; json?: JsonValue; items?: unknown }) =>
      s.absent
        ? { kind: 'absent' }
        : s.items === undefined
          ? { kind: 'value', value: s.json }
          : { kind: 'list', items: s.json },
    )

  test('salts, values, leaves and commitment of a whole record', () => {
    const record = commitRecord(sha256, { schema: full.schema, seed: hex(full.seed), slots: slots() })
    record.slots.forEach((found, i) => {
      const { salt, value, leaf, items = [] } = full.slots[i]
      expect({ salt: toHex(found.salt), value: toHex(found.value), leaf: toHex(found.leaf) }).toEqual({
        salt,
        value,
        leaf,
      })
      expect(
        found.items.map((item) => ({ salt: toHex(item.salt), value: toHex(item.value), leaf: toHex(item.leaf) })),
      ).toEqual(items)
    })
    expect(toHex(record.commitment)).toBe(full.commitment)
  })

  test('a redacted record', () => {
    const shown = verifyDisclosure(sha256, disclosureOf(disclosure), hex(disclosure.commitment))
    expect([...shown.keys()]).toEqual([0, 2, 5, 7])
    expect(shown.get(5)).toEqual({ kind: 'value', value: 'end benefit' })
    const record = commitRecord(sha256, { schema: full.schema, seed: hex(full.seed), slots: slots() })
    expect(disclose(record, full.schema, new Set([0, 2, 5, 7]))).toEqual(disclosureOf(disclosure))
  })

  test('one item of a list', () => {
    const d = itemDisclosure
    const one: Disclosure = {
      schema: d.schema,
      slotCount: d.slotCount,
      disclosed: [],
      lists: [
        {
          slot: d.slot,
          salt: hex(d.slotSalt),
          itemCount: d.itemCount,
          disclosed: d.disclosedItems.map((s: { item: number; salt: string; value: string }) => ({
            item: s.item,
            salt: hex(s.salt),
            value: hex(s.value),
          })),
          withheld: d.withheldItems.map((s: { item: number; leaf: string }) => ({ item: s.item, leaf: hex(s.leaf) })),
        },
      ],
      withheld: d.otherLeaves.map((s: { slot: number; leaf: string }) => ({ slot: s.slot, leaf: hex(s.leaf) })),
    }
    const shown = verifyDisclosure(sha256, one, hex(d.commitment))
    expect(shown.get(6)).toEqual({ kind: 'items', count: 2, items: new Map([[1, 'no reply to letter']]) })
    const record = commitRecord(sha256, { schema: full.schema, seed: hex(full.seed), slots: slots() })
    expect(disclose(record, full.schema, new Set(), new Map([[6, new Set([1])]]))).toEqual(one)
  })

  test('wrong disclosures fail', () => {
    expect(reject.length).toBeGreaterThan(3)
    for (const { disclosure: wrong } of reject) {
      expectCode(
        () => verifyDisclosure(sha256, disclosureOf(wrong), hex(wrong.commitment)),
        'commitment_mismatch',
        'disclosure_malformed',
      )
    }
  })
})

describe('disclosure', () => {
  const seed = new Uint8Array(32).fill(7)
  const record = commitRecord(sha256, {
    schema: 1,
    seed,
    slots: [
      { kind: 'value', value: 1 },
      { kind: 'absent' },
      { kind: 'list', items: ['a', 'b', 'c'] },
      { kind: 'list', items: [] },
      { kind: 'value', value: { x: [true, null] } },
    ],
  })

  test('of any choice of slots and items verifies and shows just those', () => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3, 4]), fc.subarray([0, 1, 2]), (slots, items) => {
        const shown = new Set(slots)
        const some = shown.has(2) ? new Map() : new Map([[2, new Set(items)]])
        const found = verifyDisclosure(sha256, disclose(record, 1, shown, some), record.commitment)
        expect(new Set(found.keys())).toEqual(new Set([...slots, 2]))
        if (shown.has(1)) expect(found.get(1)).toEqual({ kind: 'absent' })
      }),
    )
  })

  test('is refused with any bit of a salt, value or leaf turned', () => {
    const good = disclose(record, 1, new Set([0, 4]), new Map([[2, new Set([1])]]))
    const list = good.lists[0]
    if (list === undefined) throw new Error('the list is disclosed')
    const refused = (changed: Partial<Disclosure>) =>
      expectCode(
        () => verifyDisclosure(sha256, { ...good, ...changed }, record.commitment),
        'commitment_mismatch',
        'disclosure_malformed',
        'json_malformed',
        'json_not_canonical',
      )
    for (let bit = 0; bit < 256; bit += 5) {
      refused({ disclosed: good.disclosed.map((s, i) => (i === 0 ? { ...s, salt: flip(s.salt, bit) } : s)) })
      refused({
        disclosed: good.disclosed.map((s, i) =>
          i === 1 ? { ...s, value: flip(s.value, bit % (s.value.length * 8)) } : s,
        ),
      })
      refused({ withheld: good.withheld.map((s, i) => (i === 1 ? { ...s, leaf: flip(s.leaf, bit) } : s)) })
      refused({ lists: [{ ...list, salt: flip(list.salt, bit) }] })
      refused({
        lists: [{ ...list, withheld: list.withheld.map((s, i) => (i === 0 ? { ...s, leaf: flip(s.leaf, bit) } : s)) }],
      })
      refused({ lists: [{ ...list, disclosed: list.disclosed.map((s) => ({ ...s, salt: flip(s.salt, bit) })) }] })
    }
    refused({ schema: 2 })
    refused({ slotCount: 4 })
    refused({ withheld: good.withheld.slice(1) })
    refused({ withheld: [...good.withheld, ...good.withheld] })
    refused({ withheld: [...good.withheld, { slot: 0, leaf: new Uint8Array(32) }] })
    refused({ lists: [{ ...list, itemCount: 2 }] })
    refused({ slotCount: 257 })
    refused({ slotCount: 0.5 })
  })

  test('withheld salts stay behind, so a guess of a withheld value cannot be confirmed', () => {
    const redacted = disclose(record, 1, new Set([0]))
    const text = JSON.stringify(redacted, (_, value) => (value instanceof Uint8Array ? toHex(value) : value))
    for (const { salt } of record.slots.slice(1)) expect(text).not.toContain(toHex(salt))
    expect(text).not.toContain(toHex(seed))
    const withheld = redacted.withheld.find(({ slot }) => slot === 4)?.leaf
    const guess = new Uint8Array(Buffer.concat([Buffer.of(1), ascii('{"x":[true,null]}')]))
    for (const salt of [new Uint8Array(32), record.slots[0]?.salt ?? seed, fieldSalt(sha256, new Uint8Array(32), 4)]) {
      expect(fieldLeaf(sha256, 1, 4, salt, guess)).not.toEqual(withheld)
    }
    expect(fieldLeaf(sha256, 1, 4, fieldSalt(sha256, seed, 4), guess)).toEqual(withheld)
  })

  test('a slot or item that is not there cannot be shown', () => {
    expectCode(() => disclose(record, 1, new Set([5])), 'out_of_range')
    expectCode(() => disclose(record, 1, new Set(), new Map([[2, new Set([3])]])), 'out_of_range')
    expectCode(() => commitmentOf(sha256, 1, []), 'out_of_range')
    expectCode(
      () =>
        commitmentOf(
          sha256,
          1,
          Array.from({ length: 257 }, () => seed),
        ),
      'out_of_range',
    )
    expectCode(() => commitRecord(sha256, { schema: 1, seed: seed.subarray(1), slots: [] }), 'hash_length')
    expectCode(() => commitRecord(sha256, { schema: 65_536, seed, slots: [{ kind: 'absent' }] }), 'out_of_range')
    expectCode(
      () => commitRecord(sha256, { schema: 1, seed, slots: [{ kind: 'value', value: 0.5 }] }),
      'json_malformed',
    )
  })
})
