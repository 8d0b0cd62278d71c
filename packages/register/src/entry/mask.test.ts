import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean } from './clean.ts'
import { EMAIL_REMOVED, maskPersonalData, NAME_REMOVED, TELEPHONE_REMOVED } from './mask.ts'

describe('e-mail addresses', () => {
  test.each([
    'jane.doe@agency.gov',
    "o'brien+tag@sub.agency.gov",
    'JANE_DOE@AGENCY.GOV',
    'jané@agéncy.gov',
    '"Jane Doe"@agency.gov',
    'jane\uFF20agency.gov',
    'jane@agency\uFF0Egov',
    'ja\u200Bne@agen\u200Bcy.gov',
    'jane&#64;agency.gov',
    'jane.doe [at] agency [dot] gov',
    'jane (at) agency.gov',
  ])('%s', (address) => {
    expect(maskPersonalData(`write to ${address}.`)).toBe(`write to ${EMAIL_REMOVED}.`)
    expect(clean(maskPersonalData(address))).not.toContain('@')
  })

  test.each(['NARA@WORK Kendra Search', '@organization.com', 'Product @ 30 m (LGCEP30)', 'step-@by-step', 'an @ or #'])(
    '%s is none',
    (text) => {
      expect(maskPersonalData(text)).toBe(text)
    },
  )
})

test('the name beside its address goes with it', () => {
  const text = 'Jane Doe, Example Corp jane.doe@example.com; Doe, Jane; Jane Q. Doe; Janet Doe'
  expect(maskPersonalData(text)).toBe(
    `${NAME_REMOVED}, Example Corp ${EMAIL_REMOVED}; ${NAME_REMOVED}; ${NAME_REMOVED}; Janet Doe`,
  )
  expect(maskPersonalData('GOES-R SUVI team: goesr.suvi@noaa.gov')).toBe(`GOES-R SUVI team: ${EMAIL_REMOVED}`)
})

describe('telephone numbers', () => {
  test.each([
    '202.555.0137',
    '202-555-0137',
    '(202) 555-0137',
    '(202)555-0137',
    '1-800-555-0137',
    '+1 202 555 0137',
    '202-555-0137 ext. 12',
    '+44 20 7946 0958',
    '+31701234567',
    '070-1234567',
    '06-12345678',
    '020 7946 0958',
  ])('%s', (number) => {
    expect(maskPersonalData(`ask ${number}, please`)).toBe(`ask ${TELEPHONE_REMOVED}, please`)
  })

  test.each([
    ['phone: 5550137', `phone: ${TELEPHONE_REMOVED}`],
    ['Tel. 555-0137', `Tel. ${TELEPHONE_REMOVED}`],
    ['telephone no. 202 555 0137', `telephone no. ${TELEPHONE_REMOVED}`],
  ])('%s, announced by a word', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked)
  })

  test.each([
    '70CMSD25P00000111',
    'HSHQDC-17-J-00370',
    '024-000005265',
    '720BHA23GR00104',
    '70B03C23F00001059',
    'DHS-2577',
    'REQ-2024-02034',
    '$163,492,776.44',
    '163492776.44',
    '1,200,300,4000',
    '101-1000',
    '10,001-50,000',
    '100-1000 detonation cycles',
    '2025-09-08 00:00:00',
    '09/24/2024 12:00:00 AM',
    'https://www.usaspending.gov/award/CONT_AWD_HSHQDC17J00370_7001_HSHQDC14DE2035_7001',
    'https://example.gov/202-555-0137/page',
    '15 U.S.C. 1681-1681x',
    '5 CFR 1320.8(d)(3)',
    'NIST SP 800-53',
    'doi:10.1000/182',
    '192.168.100.1234',
  ])('%s is none', (text) => {
    expect(maskPersonalData(text)).toBe(text)
  })
})

test('masking twice is masking once, and leaves no address', () => {
  const piece = fc.constantFrom(
    'jane',
    '@',
    '.',
    'gov',
    ' ',
    '202',
    '-',
    '555',
    '0137',
    '(',
    ')',
    '+1',
    'tel',
    ':',
    '"',
    '[at]',
  )
  const text = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (given) => {
      const masked = maskPersonalData(given)
      expect(maskPersonalData(masked)).toBe(masked)
      expect(masked).not.toMatch(/[\w.]+@\w+\.[a-z]{2,}/)
    }),
    { numRuns: 1000 },
  )
})

test('a megabyte of addresses is masked in one pass, names beside them too', () => {
  const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  const addresses = Array.from({ length: 40_000 }, (_, n) => `aa.b${letters(n)}@x.gov`).join(' ')
  const masked = maskPersonalData(`${addresses} Aa Bjjj; Bjjj, Aa; Aa Q. Bjjj`)
  expect(masked).not.toContain('@')
  expect(masked.endsWith('[name removed]; [name removed]; [name removed]')).toBe(true)
})

test('a bare dot after a bracketed at is an address', () => {
  expect(maskPersonalData('write to jane.planted (at) agency dot gov today')).toBe(`write to ${EMAIL_REMOVED} today`)
})
