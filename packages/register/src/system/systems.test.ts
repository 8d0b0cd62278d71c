import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasPublishedFiles } from '../../../../test/register/published.ts'
import { AGREEMENTS } from '../agreement/agreements.ts'
import { PRESS_SOURCES } from './source.ts'
import { NAMED_SYSTEMS } from './systems.ts'

const sources = new Set(PRESS_SOURCES.map(({ id }) => id))
const all = JSON.stringify(NAMED_SYSTEMS)

test('nineteen systems and five sources, each once', () => {
  expect(NAMED_SYSTEMS).toHaveLength(19)
  expect(new Set(NAMED_SYSTEMS.map(({ key }) => key)).size).toBe(19)
  expect(sources.size).toBe(5)
})

test('six have no entry in any inventory, by their own status', () => {
  expect(NAMED_SYSTEMS.filter((one) => one.inventoryStatus === 'no-entry-found').map(({ key }) => key)).toEqual([
    'immigrationos',
    'project-safehaven',
    'investigative-case-management',
    'location-tracking',
    'ai-skip-tracing',
    'i9-audit-tool',
  ])
})

test('whatever is only reported names a source of the list', () => {
  for (const system of NAMED_SYSTEMS) {
    expect(system.sources.filter((id) => !sources.has(id))).toEqual([])
    for (const statement of [...system.safeguardsReported, ...system.claims, ...system.contracts]) {
      const isReported = statement.standing === 'reported' || statement.standing === 'reported-uncorroborated'
      expect(sources.has(statement.source), `${system.key}: ${statement.source}`).toBe(isReported)
      if (isReported) expect(system.sources).toContain(statement.source)
    }
  }
})

test('one weak source makes everything it says uncorroborated', () => {
  const weak = NAMED_SYSTEMS.find(({ key }) => key === 'ai-skip-tracing')
  const statements = [...(weak?.safeguardsReported ?? []), ...(weak?.claims ?? []), ...(weak?.contracts ?? [])]
  expect(statements.length).toBeGreaterThan(0)
  expect(statements.every((one) => one.standing === 'reported-uncorroborated')).toBe(true)
  expect(weak?.vendor?.standing).toBe('reported-uncorroborated')
})

test('one award is not counted twice', () => {
  const amounts = NAMED_SYSTEMS.flatMap((one) => one.contracts.map((contract) => contract.amountUsd))
  expect(amounts.filter((amount) => amount === 300_000_000)).toHaveLength(1)
  expect(amounts.filter((amount) => amount === 30_000_000)).toHaveLength(1)
})

test('no address, number of a person, coordinate or internal file name stands in the facts', () => {
  expect(all).not.toMatch(/[\w.]+@[\w.]+/)
  expect(all).not.toMatch(/\b\d{3}[-. ]\d{3}[-. ]\d{4}\b/)
  expect(all).not.toMatch(/-?\d{1,3}\.\d{4,}/)
  expect(all).not.toMatch(/\b\d{3}_[0-9a-f]{16}\.txt\b/)
})

test.skipIf(!hasPublishedFiles)(
  'nothing of the collected facts is lost: systems, records, agreements (needs ../shared)',
  () => {
    const url = new URL('../../../../../shared/data/register/named-systems.json', import.meta.url)
    const collected: {
      systems: { key: string; inventoryStatus: string; inventory: { year: number; row: number }[] }[]
      agreements: { key: string; quota: { records: number } | null }[]
    } = JSON.parse(readFileSync(url, 'utf8'))
    const byKey = <Item extends { key: string }>(items: readonly Item[]) =>
      items.toSorted((a, b) => (a.key < b.key ? -1 : 1))
    const records = (list: readonly { year: number; row: number }[]) => list.map(({ year, row }) => `${year} ${row}`)
    expect(byKey(NAMED_SYSTEMS).map((one) => [one.key, one.inventoryStatus, records(one.declarations)])).toEqual(
      byKey(collected.systems).map((one) => [one.key, one.inventoryStatus, records(one.inventory)]),
    )
    expect(byKey(AGREEMENTS).map((one) => [one.key, one.quota?.records ?? null])).toEqual(
      byKey(collected.agreements).map((one) => [one.key, one.quota?.records ?? null]),
    )
  },
)
