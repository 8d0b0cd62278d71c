import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasPublishedFiles, publishedFigureFiles, sha256 } from '../../../../test/register/published.ts'
import { readPublishedFigures } from './codec.ts'
import { type PublishedFigures, publishedFigures } from './published.ts'
import type { Tally } from './tally.ts'

const json: unknown = JSON.parse(readFileSync(new URL('published.json', import.meta.url), 'utf8'))

const total = (counts: Tally) => Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)

function shipped(): PublishedFigures {
  return readPublishedFigures(json)
}

function answers(practice: string): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const agency of shipped().figures.practices) {
    for (const one of agency.practices.filter((asked) => asked.practice === practice)) {
      for (const [answer, count] of Object.entries(one.answers)) sums[answer] = (sums[answer] ?? 0) + count
    }
  }
  return sums
}

test('of 227 deployed high-impact entries of 2025, 16 declare an established appeal process', () => {
  const { years, practices } = shipped().figures
  expect(years.reduce((sum, one) => sum + (one.deployedHighImpact ?? 0), 0)).toBe(227)
  expect(practices.reduce((sum, one) => sum + one.entries, 0)).toBe(227)
  expect(answers('appeal').established).toBe(16)
})

test('counts agree with each other and with the rules that ask the same', () => {
  const { years, practices, findings } = shipped().figures
  for (const one of years) {
    expect([total(one.byStage), total(one.byImpact)]).toEqual([one.entries, one.entries])
  }
  for (const one of practices) {
    expect(one.practices.map(({ answers: counted }) => total(counted))).toEqual(Array(9).fill(one.entries))
  }
  for (const one of findings) expect([total(one.byState), total(one.byAgency)]).toEqual([one.total, one.total])
  const found = new Map(findings.map((one) => [one.rule, one.total]))
  const missing = (practice: string) => 227 - (answers(practice).established ?? 0)
  expect([missing('appeal'), missing('assessment'), missing('testing')]).toEqual(
    ['HI-01', 'HI-05', 'HI-06'].map((rule) => found.get(rule)),
  )
  expect([missing('impacts'), missing('consultation'), missing('failsafe')]).toEqual(
    ['HI-14', 'HI-12', 'HI-11'].map((rule) => found.get(rule)),
  )
  expect(answers('appeal')['not-applicable']).toBe(found.get('HI-02'))
})

test('entries by year are those of the published files', () => {
  const entries = (format: string) =>
    shipped()
      .figures.years.filter((one) => one.format === format)
      .reduce((sum, one) => sum + one.entries, 0)
  expect(['omb-2023', 'omb-2024', 'omb-2025', 'omb-2025-cots', 'atrs'].map(entries)).toEqual([
    710, 2133, 3611, 900, 136,
  ])
})

test('a damaged file is refused with its place', () => {
  expect(() => readPublishedFigures({ schema: 'other' })).toThrow('figures.schema')
  const bad = { ...shipped(), sources: [{ file: 'x', format: 'y', sha256: 'z', rows: -1 }] }
  expect(() => readPublishedFigures(bad)).toThrow('figures.sources[0].rows is not a count')
  expect(() => readPublishedFigures([])).toThrow('is not an object')
})

describe.skipIf(!hasPublishedFiles)('the shipped figures computed again (needs ../shared)', () => {
  let again: PublishedFigures

  beforeAll(() => {
    again = publishedFigures({ files: publishedFigureFiles(), asOf: shipped().asOf, sha256 })
  })

  test('from the same files', () => {
    expect(again.sources).toEqual(shipped().sources)
  })

  test.each(['years', 'practices', 'changes', 'spending', 'findings'] as const)(
    '%s are the same; after a change of rules or matching run: npm run figures',
    (part) => {
      expect(shipped().figures[part]).toEqual(again.figures[part])
    },
  )
})
