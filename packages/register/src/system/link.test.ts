import { describe, expect, test } from 'vitest'
import { hasPublishedFiles, publishedFile } from '../../../../test/register/published.ts'
import { text } from '../entry/entry.ts'
import { syntheticEntry } from '../entry/synthetic.ts'
import { practiceAnswer } from '../figure/practice-answer.ts'
import { linkedEntries, systemsOfEntries } from './link.ts'
import type { NamedSystem, Practice, SafeguardAnswer } from './system.ts'
import { NAMED_SYSTEMS } from './systems.ts'

const system = (key: string): NamedSystem => {
  const found = NAMED_SYSTEMS.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no system ${key}`)
  return found
}
const fortify = system('mobile-fortify')
const hurricane = system('hurricane-score')
const row2024 = hurricane.declarations[0]?.row ?? 0

test('a declaration of 2025 finds its entry by id, wherever it stands', () => {
  const entry = syntheticEntry('omb-2025', 999, { id: 'dhs – 2577', name: 'Renamed' })
  expect(linkedEntries(fortify, [entry])[0]).toMatchObject({ declaration: { id: 'DHS-2577' }, entry })
  expect(systemsOfEntries(NAMED_SYSTEMS, [entry]).map(({ key }) => key)).toEqual(['mobile-fortify'])
})

test('a declaration of 2024 finds its entry by record and name together, never by one of them', () => {
  const entry = syntheticEntry('omb-2024', row2024, { name: 'Hurricane  SCORE' })
  expect(linkedEntries(hurricane, [entry])[0]?.entry).toBe(entry)
  const elsewhere = syntheticEntry('omb-2024', row2024 + 1, { name: 'Hurricane Score' })
  const other = syntheticEntry('omb-2024', row2024, { name: 'Something else' })
  expect(linkedEntries(hurricane, [elsewhere, other])[0]?.entry).toBeNull()
})

test('another year, agency or list is not joined', () => {
  const entries = [
    syntheticEntry('omb-2025', 2, { id: 'DHS-2577', agency: 'DOJ' }),
    syntheticEntry('omb-2025', 3, { id: 'DHS-2577', year: 2026 }),
    syntheticEntry('omb-2025-cots', 4, { id: 'DHS-2577' }),
    syntheticEntry('omb-2023', 5, { id: 'DHS-2577' }),
  ]
  expect(systemsOfEntries(NAMED_SYSTEMS, entries)).toEqual([])
})

test('without inventories the coded declarations stand alone, oldest first', () => {
  const linked = linkedEntries(hurricane, [])
  expect(linked.map(({ declaration, entry }) => [declaration.year, entry])).toEqual([
    [2024, null],
    [2025, null],
  ])
})

describe.skipIf(!hasPublishedFiles)('declarations and the files they were coded from (needs ../shared)', () => {
  test('each finds its entry, with the same bureau, name, stage and impact', () => {
    const entries = [...publishedFile('omb-2024').entries, ...publishedFile('omb-2025').entries]
    const linked = NAMED_SYSTEMS.flatMap((one) => linkedEntries(one, entries))
    expect(linked.length).toBeGreaterThan(50)
    for (const { declaration, entry } of linked) {
      expect(entry, `${declaration.year} ${declaration.name}`).not.toBeNull()
      if (entry === null) continue
      const is2025 = entry.year === 2025
      const stage = text(entry, is2025 ? 'development_stage' : '16_dev_stage').toLowerCase()
      const impact = text(entry, is2025 ? 'is_high_impact' : '17_impact_type').toLowerCase()
      expect([entry.bureau, entry.name]).toEqual([declaration.bureau, declaration.name])
      expect(stage).toBe(declaration.stage)
      expect(CODED_IMPACT[impact]).toBe(declaration.impact)
      expect(entry.row).toBe(declaration.row)
      expect(entry.file).toBe(declaration.file)
      for (const [practice, answer] of Object.entries(declaration.practices) as [Practice, SafeguardAnswer][]) {
        const declared = practiceAnswer(entry, practice, false)
        expect(declared, `${declaration.id} ${practice}`).toBe(CODED_ANSWER[answer] ?? answer)
      }
    }
  })
})

const CODED_IMPACT: Readonly<Record<string, string>> = {
  '': 'blank',
  'high-impact': 'high-impact',
  'presumed high-impact, but not high-impact': 'presumed-overridden',
  'not high-impact': 'not-high-impact',
  'rights-impacting': 'rights-impacting',
  neither: 'neither',
  both: 'both',
}

const CODED_ANSWER: Readonly<Partial<Record<SafeguardAnswer, string>>> = {
  yes: 'established',
  'yes-other-office': 'established',
  'yes-board': 'established',
  'yes-caio': 'established',
  'shifted-value': 'shifted',
}
