import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FacetName, UseCaseFilter } from '../../../service/register/view.ts'
import { FACET_NAMES, type FacetRow, facetIndex, filterAndCount } from './facet-index.ts'

const word = fc.constantFrom('', 'a', 'b', 'c', 'd')
const row: fc.Arbitrary<FacetRow> = fc.record({
  key: fc.uuid(),
  name: word,
  agency: fc.constantFrom('DHS', 'VA', 'ED'),
  agencyName: fc.constant('Department'),
  bureau: word,
  year: fc.uniqueArray(fc.constantFrom(2023, 2024, 2025)),
  stage: word,
  impact: word,
  vendor: word,
  rule: fc.uniqueArray(fc.constantFrom('HI-01', 'DQ-02', 'PV-01')),
  jurisdiction: fc.constantFrom('us', 'uk'),
})
const filter: fc.Arbitrary<UseCaseFilter> = fc.record(
  {
    agency: fc.uniqueArray(fc.constantFrom('DHS', 'VA', 'nowhere')),
    year: fc.uniqueArray(fc.constantFrom(2023, 2025)),
    stage: fc.uniqueArray(fc.constantFrom('a', 'b')),
    rule: fc.uniqueArray(fc.constantFrom('HI-01', 'PV-01')),
  },
  { requiredKeys: [] },
)

const valuesOf = (one: FacetRow, name: FacetName): string[] =>
  [one[name]]
    .flat()
    .map(String)
    .filter((value) => value !== '')

const keeps = (one: FacetRow, given: UseCaseFilter, except?: FacetName): boolean =>
  FACET_NAMES.every((name) => {
    const chosen = (given[name] ?? []).map(String)
    return name === except || chosen.length === 0 || valuesOf(one, name).some((value) => chosen.includes(value))
  })

test('one pass keeps and counts what filtering each facet by itself would', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), filter, (rows, given) => {
      const { kept, facets } = filterAndCount(facetIndex(rows), rows.keys(), given)
      expect(kept).toEqual([...rows.keys()].filter((at) => keeps(rows[at] as FacetRow, given)))
      for (const { name, values } of facets) {
        const counts = new Map<string, number>()
        for (const one of rows.filter((each) => keeps(each, given, name))) {
          for (const value of valuesOf(one, name)) counts.set(value, (counts.get(value) ?? 0) + 1)
        }
        for (const { value, count, selected } of values) {
          expect(count).toBe(counts.get(value) ?? 0)
          expect(selected).toBe((given[name] ?? []).map(String).includes(value))
        }
        expect(values.filter(({ count }) => count > 0)).toHaveLength(counts.size)
      }
    }),
  )
})
