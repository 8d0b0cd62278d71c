import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commitRecord,
  disclose,
  leafHash,
  parseReceipt,
  plainReceipt,
  type Receipt,
  verifyReceipt,
  writeReceipt,
} from './index.ts'
import { ascii, checks, receiptLog, refusesOnlyByLogError, sha256 } from './testing.ts'

/** Runs of one property; a long run takes more. */
const RUNS = process.env.RECOURSE_TEST_LONG === '1' ? 100_000 : 1_500

const made = receiptLog()
const { policy } = made
const whole: Receipt = { ...made.whole(1, true), timestamp: new Uint8Array(40).fill(5) }
const { schema, seed, slots, form: _form, ...rest } = made.whole(2, true)
const redacted: Receipt = {
  ...rest,
  form: 'redacted',
  disclosure: disclose(
    commitRecord(sha256, { schema, seed, slots }),
    schema,
    new Set([0, 2, 5]),
    new Map([[6, new Set([0])]]),
  ),
}
const plain: Receipt = plainReceipt(leafHash(sha256, rest.entry), rest.proof)

/** Where in the file a member's value stands: those parts that nobody signs. */
function placeOf(text: string, member: string): readonly [number, number] {
  const from = text.indexOf(`"${member}":"`)
  if (from < 0) return [-1, -1]
  return [from, text.indexOf('"', from + member.length + 4) + 1]
}

const cases = [
  { name: 'whole', receipt: whole, unsigned: ['timestamp', 'policy'] },
  { name: 'redacted', receipt: redacted, unsigned: ['policy'] },
  { name: 'plain', receipt: plain, unsigned: [] },
]

describe.each(cases)('a $name receipt', ({ receipt, unsigned }) => {
  const bytes = writeReceipt(receipt)
  const text = Buffer.from(bytes).toString('latin1')
  const open = unsigned.map((member) => placeOf(text, member))
  const isOpen = (at: number) => open.some(([from, to]) => at >= from && at < to)
  const verify = (given: Uint8Array) => verifyReceipt(sha256, given, { policy }, checks)

  test('passes as it is', () => {
    expect(verify(bytes).ok).toBe(true)
  })

  test('any byte changed is refused, or lies in a part that is stated as unchecked', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = bytes.slice()
        changed[at] = (changed[at] ?? 0) ^ by
        const verdict = verify(changed)
        if (!verdict.ok) return true
        return (
          isOpen(at) && verdict.caveats.some((caveat) => ['own-policy-unused', 'timestamp-unchecked'].includes(caveat))
        )
      }),
      { numRuns: RUNS },
    )
  })

  test('any byte left out, doubled or put in is refused, but in those parts', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length }),
        fc.constantFrom('cut', 'put', 'end'),
        fc.nat({ max: 255 }),
        (at, how, byte) => {
          const before = bytes.subarray(0, at)
          const changed =
            how === 'end'
              ? before
              : Uint8Array.from([
                  ...before,
                  ...(how === 'put' ? [byte] : []),
                  ...bytes.subarray(how === 'cut' ? at + 1 : at),
                ])
          return changed.length === bytes.length || isOpen(at) || !verify(changed).ok
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('any one bit of it, each in turn in its proof', () => {
    const from = text.indexOf('"proof":"')
    const to = text.indexOf('"', from + 9)
    // One of the eight bits of each byte, another each time.
    for (let at = from; at < to; at++) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(verify(changed).ok, `byte ${at}`).toBe(false)
    }
  })
})

test('hostile bytes end in a verdict, never in another error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const verdict = verifyReceipt(sha256, bytes, { policy }, checks)
      return !verdict.ok && verdict.steps[0]?.state === 'failed' && verdict.facts === null
    }),
  )
  fc.assert(
    fc.property(fc.json(), (text) => {
      refusesOnlyByLogError(() => parseReceipt(ascii(text)))
      expect(verifyReceipt(sha256, ascii(text), { policy: null }, checks).ok).toBe(false)
    }),
  )
})

test('what was written reads back as itself', () => {
  const json = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null))
  const slot = fc.oneof(
    fc.constant({ kind: 'absent' as const }),
    json.map((value) => ({ kind: 'value' as const, value })),
    fc.array(json, { maxLength: 4 }).map((items) => ({ kind: 'list' as const, items })),
  )
  fc.assert(
    fc.property(fc.array(slot, { minLength: 1, maxLength: 12 }), fc.nat({ max: 65_535 }), (made1, schema1) => {
      const { streamKey: _, ...base } = made.whole(0, false)
      const receipt: Receipt = { ...base, slots: made1, schema: schema1 }
      expect(parseReceipt(writeReceipt(receipt))).toEqual(receipt)
    }),
    { numRuns: 200 },
  )
})
