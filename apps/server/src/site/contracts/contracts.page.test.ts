import { describe, expect, test } from 'vitest'
import { describePage } from '../testing/describe-page.ts'
import { CONTRACTS_EXAMPLES, EXAMPLE_AWARD } from './examples.ts'
import { contractsPage } from './page.tsx'
import { sortedAwards } from './query.ts'

describePage('contracts', contractsPage, CONTRACTS_EXAMPLES)

describe('orders', () => {
  const award = (awardId: string, obligatedUsd: number, startDate: string) => ({
    ...EXAMPLE_AWARD,
    awardId,
    obligatedUsd,
    startDate,
  })
  const awards = [award('b', 1, ''), award('a', 1, '2024-01-01'), award('c', 5, '2025-01-01')]
  const ids = (order: 'obligated' | 'start') => sortedAwards(awards, order).map(({ awardId }) => awardId)

  test('the largest first, equal ones by number', () => expect(ids('obligated')).toEqual(['c', 'a', 'b']))
  test('the newest first, undated ones last', () => expect(ids('start')).toEqual(['c', 'a', 'b']))
})
