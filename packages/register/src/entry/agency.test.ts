import { expect, test } from 'vitest'
import { agencyCode, agencyName, canonicalAgency, sameAgency } from './agency.ts'

test('an agency has one code for all years', () => {
  expect(canonicalAgency('DOS')).toBe('STATE')
  expect(sameAgency('dos', 'STATE')).toBe(true)
  expect(sameAgency('DOE', 'ED')).toBe(false)
  expect(agencyName('DOS')).toBe('Department of State')
  expect(agencyName('XYZ')).toBeNull()
})

test.each([
  ['Department of Treasury', 'TREAS'],
  ['Department of the Treasury', 'TREAS'],
  ['Department of Veteran Affairs-OIG', 'VAOIG'],
  ['Department of Veterans Affairs ', 'VA'],
  ['Board of Governors of the Federal Reserve System', 'FRB'],
  ['U.S. Agency for International Development', 'USAID'],
  ['Export-Import Bank of the U.S.', 'EXIM'],
  ['Ministry of Magic', null],
])('%s: %s', (name, code) => {
  expect(agencyCode(name)).toBe(code)
})
