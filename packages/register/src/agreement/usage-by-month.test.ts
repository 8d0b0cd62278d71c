import { expect, test } from 'vitest'
import { PRESS_SOURCES } from '../system/source.ts'
import { NAMED_SYSTEMS } from '../system/systems.ts'
import { AGREEMENTS } from './agreements.ts'
import { monthInZone } from './month-in-zone.ts'
import { usageByMonth } from './usage-by-month.ts'

const quota = { records: 50_000, per: 'month', zone: 'America/New_York' } as const

test('equal to the quota is no finding, one record more is', () => {
  const may = [
    { at: '2026-05-02', records: 20_000 },
    { at: '2026-05-30T12:00:00-04:00', records: 30_000 },
  ]
  expect(usageByMonth({ quota, usage: may })).toEqual([
    { month: '2026-05', records: 50_000, quota: 50_000, isOver: false },
  ])
  const more = [...may, { at: '2026-05-31', records: 1 }]
  expect(usageByMonth({ quota, usage: more })).toEqual([
    { month: '2026-05', records: 50_001, quota: 50_000, isOver: true },
  ])
})

test('the month ends at midnight of the zone, summer and winter time', () => {
  const usage = [
    { at: '2026-06-01T03:59:59Z', records: 1 },
    { at: '2026-06-01T04:00:00Z', records: 2 },
    { at: '2026-12-01T04:59:59Z', records: 4 },
    { at: '2026-12-01T05:00:00Z', records: 8 },
  ]
  expect(usageByMonth({ quota, usage }).map(({ month, records }) => [month, records])).toEqual([
    ['2026-05', 1],
    ['2026-06', 2],
    ['2026-11', 4],
    ['2026-12', 8],
  ])
  const tokyo = { ...quota, zone: 'Asia/Tokyo' }
  expect(usageByMonth({ quota: tokyo, usage: [{ at: '2026-05-31T15:00:00Z', records: 1 }] })[0]?.month).toBe('2026-06')
})

test('two months under the quota stay two months', () => {
  const usage = [
    { at: '2026-01-31', records: 49_999 },
    { at: '2026-02-01', records: 49_999 },
  ]
  expect(usageByMonth({ quota, usage }).some(({ isOver }) => isOver)).toBe(false)
})

test('without a quota use is summed and nothing is over: unknown is not unlimited', () => {
  expect(usageByMonth({ quota: null, usage: [{ at: '2026-05-31T23:30:00-04:00', records: 9_000_000 }] })).toEqual([
    { month: '2026-06', records: 9_000_000, quota: null, isOver: false },
  ])
})

test('days, local times, offsets and leap days are read; what is no moment is refused', () => {
  expect(monthInZone('2024-02-29', 'UTC')).toBe('2024-02')
  expect(monthInZone('2026-05-31 23:59', 'Asia/Tokyo')).toBe('2026-05')
  expect(monthInZone('2026-05-31T23:59:59.999+14:00', 'UTC')).toBe('2026-05')
  expect(monthInZone('1969-12-31T23:59:59Z', 'UTC')).toBe('1969-12')
  for (const wrong of ['2026-02-29', '2026-13-01', '2026-00-10', 'May 2026', '2026-05', '2026-05-01T25:00:00Z', '']) {
    expect(() => monthInZone(wrong, 'UTC'), wrong).toThrow(RangeError)
  }
  expect(() => monthInZone('2026-05-01', 'Mars/Olympus')).toThrow(/no IANA time zone/)
})

test('the shipped agreements: five, all reported, each with a source; what they feed is a named system', () => {
  expect(AGREEMENTS.map(({ key }) => key)).toEqual(['ssa-ice', 'irs-ice', 'hhs-ice', 'bsa-ice', 'census-ice'])
  const sources = new Set(PRESS_SOURCES.map(({ id }) => id))
  const systems = new Set(NAMED_SYSTEMS.map(({ key }) => key))
  for (const agreement of AGREEMENTS) {
    expect(agreement.status).toMatch(/^reported/)
    expect(agreement.sources.length > 0 && agreement.sources.every((id) => sources.has(id))).toBe(true)
    expect(agreement.feeds.every((key) => systems.has(key))).toBe(true)
    expect(usageByMonth(agreement)).toEqual([])
  }
})
