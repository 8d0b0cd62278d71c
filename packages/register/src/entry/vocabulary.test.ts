import { describe, expect, test } from 'vitest'
import { CODED_COLUMNS, listedAnswer, normalAnswer, otherColumnsOf } from './vocabulary.ts'

describe('answers of coded columns', () => {
  test.each([
    ['hi_appeal_process', 'b) Not applicable', 'Not Applicable'],
    ['hi_appeal_process', 'a) Yes, an appropriate appeal process has been established', 'Appeal Process Established'],
    ['development_stage', 'Pilot – The use case has been deployed in a limited test or pilot capacity.', 'Pilot'],
    ['development_stage', 'pilot - the use case has been deployed in a limited test or pilot capacity', 'Pilot'],
    ['hi_independent_review', 'Yes - by the CAIO', 'CAIO Review'],
    ['hi_public_consultation', 'e) In-progress', 'In-progress'],
  ])('%s: %s means %s', (column, value, short) => {
    expect(listedAnswer(column, value)).toBe(short)
  })

  test('an answer the column does not offer has no short form', () => {
    expect(listedAnswer('hi_testing_conducted', 'No')).toBeNull()
    expect(listedAnswer('benefits', 'Yes')).toBeNull()
    expect(listedAnswer('have_ato', '')).toBeNull()
  })

  test('a telling answer is recognised in the wrong column, a short one is not', () => {
    const monitoring = 'b) Development of monitoring protocols is in-progess'
    expect(otherColumnsOf('hi_training_established', monitoring)).toEqual(['hi_ongoing_monitoring'])
    expect(otherColumnsOf('hi_ongoing_monitoring', monitoring)).toEqual([])
    expect(otherColumnsOf('hi_training_established', 'Usability Testing')).toEqual([])
  })

  test('every short form is listed under itself', () => {
    expect(CODED_COLUMNS).toHaveLength(18)
    expect(normalAnswer('l) Other.')).toBe('other')
  })
})
