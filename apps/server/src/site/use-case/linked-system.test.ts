import { describe, expect, test } from 'vitest'
import { DEPLOYED_2025, exampleEntry } from './example-detail.ts'
import { EXAMPLE_PRESS, EXAMPLE_SYSTEM } from './examples.ts'
import { linkedSystems, reportedLines } from './linked-system.ts'

const entry = exampleEntry('omb-2025', 2025, DEPLOYED_2025)
const [declaration] = EXAMPLE_SYSTEM.declarations

describe('linkedSystems', () => {
  test('the entry is the system where the facts say so', () => {
    expect(linkedSystems([EXAMPLE_SYSTEM], [entry])).toEqual([
      { system: EXAMPLE_SYSTEM, same: true, link: 'same name' },
    ])
  })

  test('a relation that is no identity stays a relation', () => {
    if (declaration === undefined) throw new Error('the example declares nothing')
    const related = { ...EXAMPLE_SYSTEM, declarations: [{ ...declaration, link: 'family' }] }
    expect(linkedSystems([related], [entry])).toMatchObject([{ same: false, link: 'family' }])
  })

  test('another agency’s entry of the same id is none of it', () => {
    expect(linkedSystems([EXAMPLE_SYSTEM], [{ ...entry, agency: 'SA' }])).toEqual([])
  })
})

test('a report with one weak source never leaves its system’s page (register reference, section 4)', () => {
  const lines = reportedLines(EXAMPLE_SYSTEM, EXAMPLE_PRESS)
  expect(lines.map((line) => line.statement.standing)).toEqual(['reported'])
  expect(lines[0]?.press?.reports).toBe('The Example Wire')
})
