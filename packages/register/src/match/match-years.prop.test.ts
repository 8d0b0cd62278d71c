import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../entry/entry.ts'
import { syntheticEntry } from '../entry/synthetic.ts'
import type { MatchReview } from './match.ts'
import { matchYears } from './match-years.ts'

const WORDS = [
  'tip',
  'triage',
  'chat',
  'face',
  'match',
  'mail',
  'sort',
  'risk',
  'score',
  'map',
  'water',
  'code',
  'é',
  '2',
]
const phrase = (max: number) => fc.array(fc.constantFrom(...WORDS), { maxLength: max }).map((found) => found.join(' '))
const cells = fc.record({
  agency: fc.constantFrom('DHS', 'VA', 'DOS', 'STATE'),
  bureau: fc.constantFrom('', 'ICE', 'DHS/ICE', 'VHA: Health'),
  name: phrase(4),
  id: fc.constantFrom('', 'A-1', 'A-2', 'B-1'),
  text: phrase(10),
  stage: fc.constantFrom('', 'Retired', 'Deployed'),
})
const year = (format: 'omb-2024' | 'omb-2025', stage: string, text: string): fc.Arbitrary<Entry[]> =>
  fc
    .array(cells, { maxLength: 14 })
    .map((all) =>
      all.map(({ stage: is, text: says, ...given }, at) =>
        syntheticEntry(format, at + 2, { ...given, key: `${format}-${at + 2}` }, { [stage]: is, [text]: says }),
      ),
    )
const years = fc.record({
  from: year('omb-2024', '16_dev_stage', '11_purpose_benefits'),
  to: year('omb-2025', 'development_stage', 'benefits'),
  reviews: fc.array(
    fc.record({
      from: fc.nat(15).map((row) => `omb-2024-${row}`),
      to: fc.nat(15).map((row) => `omb-2025-${row}`),
      verdict: fc.constantFrom<MatchReview['verdict']>('same', 'split', 'merged', 'different'),
    }),
    { maxLength: 6 },
  ),
})

test('pairs are one-to-one, and every entry comes out', () => {
  fc.assert(
    fc.property(years, ({ from, to, reviews }) => {
      const result = matchYears({ from, to, reviews })
      const chosen = [...result.pairs, ...result.undecided]
      for (const [side, entries, rest] of [
        ['from', from, result.vanished],
        ['to', to, result.new],
      ] as const) {
        const keys = chosen.map((pair) => pair[side].key)
        expect(new Set(keys).size).toBe(keys.length)
        const out = new Set([...keys, ...rest.map((end) => end.key), ...result.relations.map((pair) => pair[side].key)])
        expect(out).toEqual(new Set(entries.map((entry) => entry.key)))
        expect(rest.some((end) => keys.includes(end.key))).toBe(false)
      }
    }),
  )
})

test('the order of entries changes nothing', () => {
  fc.assert(
    fc.property(
      years.chain(({ from, to, reviews }) =>
        fc.record({
          given: fc.constant({ from, to, reviews }),
          from: fc.shuffledSubarray(from, { minLength: from.length }),
          to: fc.shuffledSubarray(to, { minLength: to.length }),
        }),
      ),
      ({ given, from, to }) => {
        expect(matchYears({ from, to, reviews: given.reviews })).toEqual(matchYears(given))
      },
    ),
  )
})

test('scores, cosines and margins stay in their bounds, and what is accepted says why', () => {
  fc.assert(
    fc.property(years, (given) => {
      const result = matchYears(given)
      for (const { score, why } of [...result.pairs, ...result.undecided, ...result.relations]) {
        for (const part of [score, why.nameCosine, why.textCosine]) {
          expect(part).toBeGreaterThanOrEqual(0)
          expect(part).toBeLessThanOrEqual(1)
        }
        expect(why.margin).toBeLessThanOrEqual(score)
        expect(why.words.length).toBeLessThanOrEqual(5)
        expect(score).toBeCloseTo(0.55 * why.nameCosine + 0.4 * why.textCosine + (why.sameBureau ? 0.05 : 0), 5)
      }
      expect(result.pairs.every((pair) => pair.why.accepted !== null)).toBe(true)
      expect(result.undecided.every((pair) => pair.why.accepted === null)).toBe(true)
    }),
  )
})

test('no pair is accepted without a person from a retired entry onto a live one', () => {
  fc.assert(
    fc.property(years, ({ from, to }) => {
      const stage = new Map([...from, ...to].map((entry) => [entry.key, entry.raw[0]]))
      for (const pair of matchYears({ from, to, reviews: [] }).pairs) {
        if (pair.why.accepted === 'equal-id') continue
        expect(stage.get(pair.from.key) === 'Retired' && stage.get(pair.to.key) !== 'Retired').toBe(false)
      }
    }),
  )
})
