import { describe, expect, test } from 'vitest'
import type { ConceptId } from './concept.ts'
import { type Standing, standingOf, toneOf } from './standing.ts'

describe('standingOf', () => {
  test.each<[ConceptId, string, Standing | null]>([
    ['appeal', 'Yes', 'yes'],
    ['appeal', 'Appeal Process Established', 'yes'],
    ['appeal', 'Appeal Process In-progress', 'in-progress'],
    ['appeal', 'c) Establishment of an appropriate appeal process is in-progress', 'in-progress'],
    ['appeal', 'No – it is not operationally practical to offer this.', 'no'],
    [
      'appeal',
      'No – Law, operational limitations, or governmentwide guidance precludes an opportunity for an individual to appeal.',
      'precluded',
    ],
    ['appeal', 'Appeal Precluded by Law', 'precluded'],
    ['appeal', 'Not Applicable', 'not-applicable'],
    [
      'appeal',
      "N/A; COTS tool used for code conversion, no individual's information is input into a model.",
      'not-applicable',
    ],
    ['appeal', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB.', 'waived'],
    ['appeal', 'CAIO Waived', 'waived'],
    ['review', 'CAIO Review', 'yes'],
    ['review', 'Planned or in-progress', 'in-progress'],
    ['review', 'TRUE', 'yes'],
    ['testing', 'No testing: No testing of the model has been conducted thus far.', 'no'],
    ['testing', 'Benchmark evaluation: Testing of the AI model has involved the use of benchmarks.', null],
    ['monitoring', 'Yes - Monitoring Established', 'yes'],
    ['monitoring', 'Development of monitoring protocols is in-progess', 'in-progress'],
    ['monitoring', 'No monitoring protocols have been established: Necessary infrastructure is not available.', 'no'],
    ['notice', 'None of the above', 'no'],
    ['notice', 'N/A - individuals are not interacting with the AI for this use case', 'not-applicable'],
    ['notice', 'Online - in the terms or instructions for the service.', 'yes'],
    ['impact', 'Rights-Impacting', 'high'],
    ['impact', 'Both', 'high'],
    ['impact', 'High-impact', 'high'],
    ['impact', 'Presumed High-Impact, but Not High-impact', 'not-high'],
    ['impact', 'Neither', 'not-high'],
    ['impact', 'Case-by-case assessment', null],
    ['stage', 'Operation and Maintenance', 'in-use'],
    ['stage', 'Deployed', 'in-use'],
    ['stage', 'Pilot', 'not-in-use'],
    ['stage', 'Retired', 'retired'],
    ['stage', 'This is a pilot initiative', null],
  ])('%s: %s', (concept, value, expected) => {
    expect(standingOf(concept, value)).toBe(expected)
  })

  test('an answer of another question says nothing here (DQ-04)', () => {
    expect(standingOf('training', 'b) Development of monitoring protocols is in-progess')).toBeNull()
    expect(standingOf('appeal', 'Training Established')).toBeNull()
    expect(standingOf('testing', 'Appeal Process Established')).toBeNull()
  })

  test('words that only begin like an answer are none', () => {
    expect(standingOf('assessment', 'Notes are kept')).toBeNull()
    expect(standingOf('assessment', 'Yesterday')).toBeNull()
  })
})

test('only an answer that says yes has the shape of a met practice', () => {
  const standings: readonly (Standing | null)[] = [
    'yes',
    'in-progress',
    'no',
    'not-applicable',
    'precluded',
    'waived',
    'in-use',
    'high',
    null,
  ]
  expect(standings.filter((standing) => toneOf('appeal', standing) === 'met')).toEqual(['yes'])
})

test('"not applicable" is no answer to an appeal or a fail-safe, and may be one to notice', () => {
  expect(toneOf('appeal', 'not-applicable')).toBe('unmet')
  expect(toneOf('failsafe', 'not-applicable')).toBe('unmet')
  expect(toneOf('notice', 'not-applicable')).toBe('unknown')
  expect(toneOf('notice', 'no')).toBe('unmet')
})
