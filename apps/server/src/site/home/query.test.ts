import { describe, expect, test } from 'vitest'
import { filterOf, homeQuery, isNarrowed, limitsOf, searchPath } from './query.ts'

describe('the home page’s address', () => {
  test('nothing asked is the whole register', () => {
    const filter = filterOf(homeQuery.parse({}))
    expect(filter).toEqual({})
    expect(isNarrowed(filter)).toBe(false)
    expect(searchPath(filter)).toBe('/')
  })

  test('one value or several, words trimmed, years as numbers', () => {
    const filter = filterOf(
      homeQuery.parse({ q: ' face ', agency: 'EX', stage: ['Pilot', 'Deployed'], year: ['2025', 'x'] }),
    )
    expect(filter).toEqual({ query: 'face', agency: ['EX'], stage: ['Pilot', 'Deployed'], year: [2025] })
    expect(limitsOf(filter).map(({ name, value }) => `${name}=${value}`)).toEqual([
      'agency=EX',
      'year=2025',
      'stage=Pilot',
      'stage=Deployed',
    ])
  })

  test('what is read from an address writes the same address', () => {
    const path = searchPath({ query: 'a & b', agency: ['EX', 'SA'], vendor: ['Vision, Inc. #1'] }, 'abc')
    const fields = new Map<string, string[]>()
    for (const [name, value] of new URL(path, 'http://localhost').searchParams)
      fields.set(name, [...(fields.get(name) ?? []), value])
    const read = homeQuery.parse(
      Object.fromEntries([...fields].map(([name, all]) => [name, all.length > 1 ? all : all[0]])),
    )
    expect(searchPath(filterOf(read), read.cursor)).toBe(path)
  })

  test('words too long to be a search are none; a flood of limits is cut', () => {
    expect(filterOf(homeQuery.parse({ q: 'x'.repeat(201) }))).toEqual({})
    const many = Array.from({ length: 500 }, (_, at) => `v${at}`)
    expect(filterOf(homeQuery.parse({ vendor: many })).vendor).toHaveLength(50)
  })
})
