import { expect, test } from 'vitest'
import { syntheticEntry } from '../entry/synthetic.ts'
import { history } from './history.ts'
import { matchYears } from './match-years.ts'

const first = syntheticEntry('omb-2023', 2, { name: 'Tip triage', bureau: 'ICE', key: 'a-23' })
const second = syntheticEntry('omb-2024', 5, { name: 'Tip Triage', bureau: 'ICE', key: 'a-24' })
const third = syntheticEntry('omb-2025', 9, { name: 'Tip triage', bureau: 'ICE', key: 'a-25' })
const lone = syntheticEntry('omb-2025', 3, { name: 'Zebra census', bureau: 'CBP', key: 'z-25' })
const cots = syntheticEntry('omb-2025-cots', 7, { name: 'Tip triage', key: 'cots-7' })
const atrs = syntheticEntry('atrs', 2, { name: 'Tip triage', key: 'atrs-2' })
const ENTRIES = [third, cots, lone, first, atrs, second]
const MATCHES = [
  matchYears({ from: [second], to: [third, lone], reviews: [] }),
  matchYears({ from: [first], to: [second], reviews: [] }),
]

test('a use case has all its years and is addressed by the newest', () => {
  const found = history(ENTRIES, MATCHES).find(({ key }) => key === 'a-25')
  expect(found?.entries.map((entry) => entry.year)).toEqual([2023, 2024, 2025])
  expect(found?.links.map(({ from, to }) => [from, to])).toEqual([
    [
      { year: 2023, key: 'a-23' },
      { year: 2024, key: 'a-24' },
    ],
    [
      { year: 2024, key: 'a-24' },
      { year: 2025, key: 'a-25' },
    ],
  ])
  expect(found?.links.every(({ why }) => why.accepted === 'equal-name')).toBe(true)
})

test('entries without a pair, and lists that stand alone, are a use case each; every entry stands in one', () => {
  const all = history(ENTRIES, MATCHES)
  expect(all.map(({ key }) => key)).toEqual(['a-25', 'atrs-2', 'cots-7', 'z-25'])
  expect(all.flatMap(({ entries }) => entries).length).toBe(ENTRIES.length)
})

test('undecided pairs join nothing', () => {
  const from = [syntheticEntry('omb-2024', 2, { name: 'Public comments', bureau: 'APHIS', key: 'p-24' })]
  const to = [syntheticEntry('omb-2025', 3, { name: 'Public comments', bureau: 'OBPA', key: 'p-25' })]
  const match = matchYears({ from, to, reviews: [] })
  expect(match.undecided).toHaveLength(1)
  expect(history([...from, ...to], [match]).map(({ key }) => key)).toEqual(['p-24', 'p-25'])
})

test('a split shows on both sides and joins nothing', () => {
  const match = matchYears({
    from: [second],
    to: [third, lone],
    reviews: [
      { from: 'a-24', to: 'a-25', verdict: 'split' },
      { from: 'a-24', to: 'z-25', verdict: 'split' },
    ],
  })
  const all = history([second, third, lone], [match])
  expect(all.map(({ key, relations }) => [key, relations.map(({ verdict, to }) => [verdict, to.key])])).toEqual([
    [
      'a-24',
      [
        ['split', 'z-25'],
        ['split', 'a-25'],
      ],
    ],
    ['a-25', [['split', 'a-25']]],
    ['z-25', [['split', 'z-25']]],
  ])
})

test('a pair that would reach an entry twice is passed over, whichever match comes first', () => {
  const skip = matchYears({ from: [first], to: [third], reviews: [] })
  expect(history(ENTRIES, [skip, ...MATCHES])).toEqual(history(ENTRIES, MATCHES))
})
