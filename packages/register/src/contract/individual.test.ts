import { describe, expect, test } from 'vitest'
import { award } from '../finding/example/made.ts'
import { AN_INDIVIDUAL, awardVendor, isIndividual, isIndividualCell, vendorCell } from './individual.ts'

describe('a supplier who is a natural person', () => {
  test.each([
    'DOE, JANE',
    'Doe, Jane Q.',
    'VAN DER DOE JR, JAN',
    'JANE DOE',
    'MARY ANN O’DOE',
    'DR. XIOMARA DOE',
    'COOPER, JANE',
    'BANKS, JOHN',
  ])('%s is shown as an individual', (name) => {
    expect(awardVendor(award({ vendor: name }))).toBe(AN_INDIVIDUAL)
  })

  test.each([
    'RUTGERS, THE STATE UNIVERSITY',
    'UNIVERSITY OF CALIFORNIA, SAN DIEGO',
    'CLEARVIEW AI, INC.',
    'NOBLIS, INC.',
    'FOUR POINTS TECHNOLOGY, L.L.C.',
    'DELL FEDERAL SYSTEMS L.P',
    'CHARLES RIVER ANALYTICS, INC.',
    'Palantir',
    'Babel Street',
    'Meta, OpenAI, Google, Anthropic',
    '',
  ])('%s keeps its name', (name) => {
    expect(isIndividual(name)).toBe(false)
  })
})

describe('a vendor cell of an inventory', () => {
  test.each(['Doe, Jane', 'Jane Q. Doe'])('%s is shown as an individual', (cell) => {
    expect(vendorCell(cell)).toBe(AN_INDIVIDUAL)
  })

  test.each(['Palantir, OpenAI', 'MS Teams', 'Equifax, Trans Union', 'Thomas Reuters Inc', 'Westlaw', ''])(
    '%s keeps its words',
    (cell) => {
      expect(isIndividualCell(cell)).toBe(false)
    },
  )
})
