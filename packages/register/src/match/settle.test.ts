import { expect, test } from 'vitest'
import { syntheticEntry } from '../entry/synthetic.ts'
import type { MatchReview } from './match.ts'
import { matchYears } from './match-years.ts'

const before = (row: number, name: string, text = '') =>
  syntheticEntry('omb-2024', row, { agency: 'AGY', name }, { '11_purpose_benefits': text })
const after = (row: number, name: string, text = '') =>
  syntheticEntry('omb-2025', row, { agency: 'AGY', name }, { benefits: text })
const FROM = [
  before(2, 'Case translation service', 'Renders filings and interviews in English.'),
  before(3, 'Mail sorter'),
  before(4, 'Letter scanner'),
]
const TO = [
  after(5, 'Document translation service', 'Renders filings in English.'),
  after(6, 'Speech translation service', 'Renders interviews in English.'),
  after(7, 'Mail and letter desk'),
]
const review = (from: number, to: number, verdict: MatchReview['verdict']): MatchReview => ({
  from: `agy-omb-2024-${from}`,
  to: `agy-omb-2025-${to}`,
  verdict,
})
const judged = (...reviews: MatchReview[]) => matchYears({ from: FROM, to: TO, reviews })
const rows = (pairs: readonly { from: { row: number }; to: { row: number } }[]) =>
  pairs.map((pair) => [pair.from.row, pair.to.row])

test('without reviews these pairs wait for a person', () => {
  const result = judged()
  expect(result.pairs).toEqual([])
  expect(result.undecided.length).toBeGreaterThan(0)
})

test('same settles a pair, whatever its score', () => {
  const result = judged(review(4, 6, 'same'))
  expect(rows(result.pairs)).toEqual([[4, 6]])
  expect(result.pairs[0]?.why.accepted).toBe('reviewed')
  expect(result.undecided.some((pair) => pair.to.row === 6 || pair.from.row === 4)).toBe(false)
})

test('different keeps two entries apart for good and accepts nothing else in their place', () => {
  const open = rows(judged().undecided).find(([from]) => from === 2)
  const result = judged(review(2, open?.[1] ?? 0, 'different'))
  expect(rows([...result.pairs, ...result.undecided])).not.toContainEqual(open)
  expect(result.pairs).toEqual([])
})

test('split and merged are relations, not pairs, and their entries are neither new nor vanished', () => {
  const result = judged(review(2, 5, 'split'), review(2, 6, 'split'), review(3, 7, 'merged'), review(4, 7, 'merged'))
  expect(rows(result.relations)).toEqual([
    [2, 5],
    [2, 6],
    [3, 7],
    [4, 7],
  ])
  expect(result.relations.map(({ verdict }) => verdict)).toEqual(['split', 'split', 'merged', 'merged'])
  expect([result.pairs, result.undecided, result.vanished, result.new]).toEqual([[], [], [], []])
})

test('the newest verdict on two entries counts, and pairs stay one-to-one', () => {
  expect(rows(judged(review(2, 5, 'different'), review(2, 5, 'same')).pairs)).toEqual([[2, 5]])
  expect(judged(review(2, 5, 'same'), review(2, 5, 'different')).pairs).toEqual([])
  expect(rows(judged(review(2, 5, 'same'), review(2, 6, 'same')).pairs)).toEqual([[2, 6]])
})

test('a verdict on entries that are not here waits', () => {
  expect(judged(review(9, 5, 'same'), review(2, 99, 'same'))).toEqual(judged())
})

test('a person overrules an equal id', () => {
  const from = [syntheticEntry('omb-2024', 2, { agency: 'AGY', id: 'AGY-1', name: 'Mail sorter' })]
  const to = [syntheticEntry('omb-2025', 3, { agency: 'AGY', id: 'AGY-1', name: 'Zebra census' })]
  expect(rows(matchYears({ from, to, reviews: [] }).pairs)).toEqual([[2, 3]])
  expect(matchYears({ from, to, reviews: [review(2, 3, 'different')] }).pairs).toEqual([])
})
