import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { boundedKey, entryDigest, keyFromId, keyFromName, keyNumberer, sameCells } from './key.ts'
import { syntheticEntry } from './synthetic.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

describe('keys from ids', () => {
  test.each([
    ['DHS', 'DHS-2577', 'dhs-2577'],
    ['TREAS', '24', 'treas_24'],
    ['TREAS', 'TREAS-24', 'treas-24'],
    ['FDIC', 'FDIC – 3', 'fdic-3'],
    ['NARA', 'NARA - 0001', 'nara-0001'],
    ['TREAS', 'REQ-2024-02034', 'treas_req-2024-02034'],
    ['EPA', 'Use Case 7', 'epa_use-case-7'],
    ['TREAS', 'DO/TCSC/EDM-1', 'treas_do/tcsc/edm-1'],
  ])('%s, %s: %s', (agency, id, key) => {
    expect(keyFromId(agency, id)).toBe(key)
  })
})

test('a text in the place of an id is told apart by a digest, and its key stays short', () => {
  const [one, other] = ['a', 'b'].map((end) => boundedKey(`dhs_${'long '.repeat(100)}${end}`, sha256))
  expect(one).toMatch(/^dhs_(long ){11}l_[a-z2-7]{10}$/)
  expect(other).not.toBe(one)
  expect(boundedKey('dhs-2577', sha256)).toBe('dhs-2577')
})

describe('keys without ids', () => {
  const entry = { agency: 'HHS', bureau: 'CMS', name: 'Outlier detection', firstYear: 2024 }

  test('are the agency and ten base-32 characters', () => {
    expect(keyFromName(entry, sha256)).toMatch(/^hhs_[a-z2-7]{10}$/)
  })

  test('base 32 as RFC 4648 writes it', () => {
    const foobar = (bytes: Uint8Array) => (bytes.length > 0 ? new TextEncoder().encode('foobar\0') : bytes)
    expect(keyFromName(entry, foobar)).toBe('hhs_mzxw6ytboi')
  })

  test('spelling of case and punctuation does not matter; bureau, name and year do', () => {
    const key = keyFromName(entry, sha256)
    expect(keyFromName({ ...entry, bureau: 'cms ', name: 'OUTLIER – detection' }, sha256)).toBe(key)
    const others = [{ bureau: 'NIH' }, { name: 'Outliers' }, { firstYear: 2025 }, { agency: 'VA' }]
    expect(new Set(others.map((other) => keyFromName({ ...entry, ...other }, sha256))).size).toBe(4)
    expect(others.map((other) => keyFromName({ ...entry, ...other }, sha256))).not.toContain(key)
  })
})

test('repeated keys are numbered in order, and never meet a key that looks like one of them', () => {
  const numbered = keyNumberer()
  expect(['a', 'a', 'a', 'b', 'a.3', 'a'].map(numbered)).toEqual(['a', 'a.2', 'a.3', 'b', 'a.3.2', 'a.4'])
  const other = keyNumberer()
  expect(['a.2', 'a', 'a'].map(other)).toEqual(['a.2', 'a', 'a.3'])
})

describe('same cells', () => {
  const a = syntheticEntry('omb-2024', 2, {}, { name: 'Babel', note: null })

  test.each([
    ['white space and marks', { name: ' Babel\u00A0\u200B', note: null }, true],
    ['another word', { name: 'Babel 2', note: null }, false],
    ['another case', { name: 'babel', note: null }, false],
    ['blank is not the same as not asked', { name: 'Babel', note: '' }, false],
    ['a column more', { name: 'Babel', note: null, extra: 'x' }, false],
  ])('%s', (_what, cells, same) => {
    const b = syntheticEntry('omb-2024', 9, {}, cells)
    expect(sameCells(a, b)).toBe(same)
    expect(entryDigest(a, sha256) === entryDigest(b, sha256)).toBe(same)
  })

  test('cells do not run into one another', () => {
    const [b, c] = [
      { x: 'a', y: 'bc' },
      { x: 'ab', y: 'c' },
    ].map((cells) => syntheticEntry('atrs', 2, {}, cells))
    expect(b && c && entryDigest(b, sha256) === entryDigest(c, sha256)).toBe(false)
  })
})
