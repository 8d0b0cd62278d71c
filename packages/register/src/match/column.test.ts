import { describe, expect, test } from 'vitest'
import { hasPublishedFiles, publishedFile } from '../../../../test/register/published.ts'
import { summary } from '../entry/summary.ts'
import { syntheticEntry } from '../entry/synthetic.ts'
import { isMatched, isRetired, matchAgency, matchColumns, purposeText } from './column.ts'

test('matching reads the columns pages and search show as purpose, benefits and outputs', () => {
  for (const format of ['omb-2023', 'omb-2024', 'omb-2025'] as const) {
    const columns = matchColumns(format)?.text ?? []
    const entry = syntheticEntry(format, 2, {}, Object.fromEntries(columns.map((name, at) => [name, `part ${at}`])))
    const { purpose, benefits, outputs } = summary(entry)
    expect([purpose, benefits, outputs].filter((part) => part !== '').join(' ')).toBe(purposeText(entry))
    expect(columns.length).toBeGreaterThan(0)
  }
})

test('lists that stand alone are not matched', () => {
  for (const format of ['omb-2025-cots', 'atrs', 'nl-1.0'] as const) {
    expect(isMatched(syntheticEntry(format, 2))).toBe(false)
    expect(purposeText(syntheticEntry(format, 2))).toBe('')
  }
})

test('a department is one under both its codes', () => {
  expect(matchAgency({ agency: 'DOS' })).toBe(matchAgency({ agency: 'STATE' }))
})

describe.skipIf(!hasPublishedFiles)('the published files (needs ../shared)', () => {
  test.each(['omb-2023', 'omb-2024', 'omb-2025'] as const)('%s: retired means what the stage groups say', (format) => {
    const { entries } = publishedFile(format)
    expect(
      entries.filter((one) => isRetired(one) !== (summary(one).stageGroup === 'retired')).map((one) => one.row),
    ).toEqual([])
  })
})
