import { describe, expect, test } from 'vitest'
import type { EntryView } from '../../service/register/view.ts'
import { CONCEPTS, type ConceptId } from './concept.ts'
import { declaredCell, declaredRows } from './declared.ts'
import { DEPLOYED_2025, exampleEntry, LISTED_2023, OPERATED_2024 } from './example-detail.ts'

function concept(id: ConceptId) {
  const found = CONCEPTS.find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

function change(id: ConceptId, ...entries: readonly EntryView[]) {
  return declaredRows(entries)
    .find((row) => row.concept.id === id)
    ?.cells.map((cell) => cell.change)
}

const entry2023 = exampleEntry('omb-2023', 2023, LISTED_2023)
const entry2024 = exampleEntry('omb-2024', 2024, OPERATED_2024)
const of2025 = (cells: Readonly<Record<string, string>>, rest = {}) =>
  exampleEntry('omb-2025', 2025, { ...DEPLOYED_2025, ...cells }, rest)

describe('declaredCell', () => {
  test('a year that has no column for it did not ask', () => {
    expect(declaredCell(entry2023, concept('appeal'))).toMatchObject({ kind: 'missing', absence: 'not-asked' })
    expect(declaredCell(entry2024, concept('training'))).toMatchObject({ absence: 'not-asked', field: null })
  })

  test('says who left it empty', () => {
    const leftOut = of2025({ hi_appeal_process: '' }, { fieldStates: { hi_appeal_process: { state: 'left-out' } } })
    expect(declaredCell(leftOut, concept('appeal'))).toMatchObject({ absence: 'left-out' })
    expect(declaredCell(of2025({ hi_appeal_process: '' }), concept('appeal'))).toMatchObject({ absence: 'blank' })
  })

  test('a hidden text is hidden, whatever else the concept holds none of', () => {
    const hidden = of2025(
      { problem_solved: '', benefits: '' },
      { fieldStates: { problem_solved: { state: 'hidden' } } },
    )
    expect(declaredCell(hidden, concept('purpose'))).toMatchObject({ kind: 'missing', absence: 'hidden' })
  })

  test('holds the entry’s own fields and no other entry’s', () => {
    const cell = declaredCell(of2025({}), concept('purpose'))
    expect(cell.kind === 'declared' && cell.fields.map((field) => field.column)).toEqual(['problem_solved', 'benefits'])
  })
})

describe('changes between years', () => {
  test('an answer that comes to something else changed; other words for the same did not', () => {
    expect(change('appeal', entry2024, of2025({ hi_appeal_process: 'Appeal Precluded by Law' }))).toEqual([
      null,
      'changed',
    ])
    expect(change('appeal', entry2024, of2025({ hi_appeal_process: 'Appeal Process Established' }))).toEqual([
      null,
      null,
    ])
    expect(change('impact', entry2024, of2025({}))).toEqual([null, null])
    expect(change('impact', entry2024, of2025({ is_high_impact: 'Not High-impact' }))).toEqual([null, 'changed'])
  })

  test('an answer that is gone, and one that is new', () => {
    const blank2024 = exampleEntry('omb-2024', 2024, { ...OPERATED_2024, '65_appeal_process': '' })
    expect(change('appeal', entry2024, of2025({ hi_appeal_process: '' }))).toEqual([null, 'unanswered'])
    expect(change('appeal', blank2024, of2025({}))).toEqual([null, 'answered'])
  })

  test('nothing changed from a year that did not ask, or to one', () => {
    expect(change('appeal', entry2023, entry2024)).toEqual([null, null])
    expect(change('training', entry2024, of2025({}))).toEqual([null, null])
    expect(change('notice', entry2024, of2025({}))).toEqual([null, null])
  })

  test('words that are no listed answer are not judged', () => {
    expect(change('testing', entry2024, of2025({}))).toEqual([null, null])
  })

  test('free text is never called changed', () => {
    expect(change('purpose', entry2024, of2025({}))).toEqual([null, null])
  })
})

describe('declaredRows', () => {
  test('a safeguard nobody answered is told; a retired date nobody gave is not', () => {
    const ids = declaredRows([of2025({ hi_appeal_process: '' })]).map((row) => row.concept.id)
    expect(ids).toContain('appeal')
    expect(ids).toContain('notice')
    expect(ids).not.toContain('ended')
  })

  test('another list is not held against questions it never asks', () => {
    const commercial = exampleEntry('omb-2025-cots', 2025, { agency_use: 'Y', product: '', users: '' })
    expect(declaredRows([commercial]).map((row) => row.concept.id)).toEqual(['used', 'product', 'licences'])
  })
})
