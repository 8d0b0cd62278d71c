import { describe, expect, test } from 'vitest'
import { REPORT_LIMIT } from '../../service/register/report-error.ts'
import { DEPLOYED_2025, exampleEntry, OPERATED_2024 } from '../use-case/example-detail.ts'
import { EMPTY_REPORT, fieldValue, readReport } from './form.ts'

const newest = exampleEntry('omb-2025', 2025, DEPLOYED_2025, { key: 'ex/do 1' })
const older = exampleEntry('omb-2024', 2024, OPERATED_2024, { key: 'ex/do 1' })
const entries = [newest, older]
const sound = { field: '', kind: 'wrong', text: ' It says 2024. ' }

function errorsOf(fields: Partial<typeof sound>): readonly string[] {
  const read = readReport('en', { ...sound, ...fields }, entries)
  return read.ok ? [] : read.errors.map((error) => error.field)
}

describe('readReport', () => {
  test('the entry as a whole is the newest entry', () => {
    expect(readReport('en', sound, entries)).toEqual({
      ok: true,
      report: { entryKey: 'ex/do 1', year: 2025, column: '', kind: 'wrong', text: 'It says 2024.' },
    })
  })

  test('a cell is found by year, key and column, though keys repeat and hold blanks', () => {
    const read = readReport('en', { ...sound, field: fieldValue(older, '65_appeal_process') }, entries)
    expect(read).toMatchObject({ ok: true, report: { year: 2024, column: '65_appeal_process' } })
  })

  test('names every field that is missing, in the order of the form', () => {
    expect(errorsOf(EMPTY_REPORT)).toEqual(['kind', 'text'])
    expect(errorsOf({ kind: 'curse', field: '2025 ex hi', text: '\n' })).toEqual(['kind', 'field', 'text'])
  })

  test('what hides a text must name the text', () => {
    expect(errorsOf({ kind: 'names-person' })).toEqual(['field'])
    expect(errorsOf({ kind: 'endangers' })).toEqual(['field'])
    expect(errorsOf({ kind: 'endangers', field: fieldValue(newest, 'problem_solved') })).toEqual([])
  })

  test('is as long as the service keeps, and no longer', () => {
    expect(errorsOf({ text: 'x'.repeat(REPORT_LIMIT) })).toEqual([])
    expect(errorsOf({ text: 'x'.repeat(REPORT_LIMIT + 1) })).toEqual(['text'])
  })
})
