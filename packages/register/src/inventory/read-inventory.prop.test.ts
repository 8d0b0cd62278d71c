import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from './bytes/utf8.ts'
import { readInventory } from './read-inventory.ts'
import { file2025, record2025 } from './synthetic.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const read = (bytes: Uint8Array) => readInventory({ file: 'made', bytes, sha256 })

/** Every file is refused with one rejection, or each of its records is accounted for. */
function holds(bytes: Uint8Array): void {
  const result = read(bytes)
  if (!result.ok) {
    expect(result.rejections).toHaveLength(1)
    return
  }
  const kept = result.entries.length + result.awards.length + result.sources.length
  expect(result.rows).toBe(kept + result.quarantined.length)
  expect(result.rejections.map(({ row }) => row)).toEqual(result.quarantined.map(({ row }) => row))
  expect(new Set(result.entries.map(({ key }) => key)).size).toBe(result.entries.length)
}

const SAMPLES: readonly (readonly [string, Uint8Array])[] = [
  [
    'csv',
    file2025(record2025({ id: 'DHS-1', benefits: 'a "quoted", é\nline' }), record2025({ operational_date: 'Jan-03' })),
  ],
  [
    'awards',
    encodeUtf8('{"about":"DHS awards","contracts":[{"award_id":"70A","vendor":"É","agency":"TSA","amount":1.5}]}'),
  ],
  ['sourcing', encodeUtf8('# A\n\n### Department of Education (ED)\n\n| a | **id** |  | Yes |\n')],
]

describe('any bytes', () => {
  test('random bytes never throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holds), { numRuns: 500 })
  })

  test('random text in the shape of each notation never throws', () => {
    const lead = fc.constantFrom('', '\uFEFF', '{', '[', '# ', '### ', '{"contracts":[', '[{', '"')
    fc.assert(
      fc.property(lead, fc.string({ unit: 'binary', maxLength: 60 }), (start, text) => holds(encodeUtf8(start + text))),
      { numRuns: 500 },
    )
  })

  test.each(SAMPLES)('%s: cut at any byte, it is refused or read', (_name, bytes) => {
    for (let size = 0; size <= bytes.length; size += 1) holds(bytes.slice(0, size))
  })

  test.each(SAMPLES)('%s: with any one byte changed, it is refused or read', (_name, bytes) => {
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(change, ([at, byte]) => holds(Uint8Array.from(bytes, (kept, index) => (index === at ? byte : kept)))),
      { numRuns: 500 },
    )
  })

  test('the order of records changes keys of repeated ids alone', () => {
    const records = [record2025({ id: 'DHS-1' }), record2025({ id: 'DHS-2' }), record2025({ use_case_name: 'no id' })]
    const keys = (list: typeof records) => {
      const result = read(file2025(...list))
      return result.ok ? result.entries.map(({ key }) => key).sort() : []
    }
    expect(keys([...records].reverse())).toEqual(keys(records))
    expect(keys([...records, ...records])).toContain('dhs-1.2')
  })
})
