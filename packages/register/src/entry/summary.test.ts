import { describe, expect, test } from 'vitest'
import { stageGroup } from './stage.ts'
import { summary } from './summary.ts'
import { syntheticEntry } from './synthetic.ts'

describe('what formats share', () => {
  test('2025: the short form and the raw code are one answer', () => {
    const stage =
      'c) Deployed – The use case is being actively authorized or utilized to support the functions or mission of an agency.'
    const entry = syntheticEntry(
      'omb-2025',
      2,
      {},
      { development_stage: stage, vendor_name: ' Acme ', problem_solved: 'p' },
    )
    expect(summary(entry)).toMatchObject({
      stage: 'Deployed',
      stageGroup: 'in-use',
      vendor: 'Acme',
      purpose: 'p',
      impact: '',
    })
  })

  test('2024: contract numbers, no vendor', () => {
    const cells = {
      '16_dev_stage': 'Initiated',
      '23_contract_piids': '70B03C23F00001059',
      '17_impact_type': 'Rights-Impacting\n',
    }
    expect(summary(syntheticEntry('omb-2024', 2, {}, cells))).toMatchObject({
      stage: 'Initiated',
      stageGroup: 'planned',
      impact: 'Rights-Impacting',
      contract: '70B03C23F00001059',
      vendor: '',
    })
  })

  test('an unlisted answer stands as declared', () => {
    const entry = syntheticEntry('omb-2025', 2, {}, { classification: 'Quantum', operational_date: 'soon' })
    expect(summary(entry)).toMatchObject({ technique: 'Quantum', operationalDate: 'soon' })
  })
})

test.each([
  ['omb-2023', 'Operation and Maintenance', 'in-use'],
  ['omb-2023', 'User Acceptance Testing to begin early spring', 'other'],
  ['omb-2023', '', ''],
  ['omb-2024', 'In mission', 'in-use'],
  ['omb-2025', 'Pilot', 'pilot'],
  ['nl-1.0', 'Buiten gebruik', 'retired'],
  ['atrs', 'anything', ''],
] as const)('%s: %s is %s', (format, declared, group) => {
  expect(stageGroup(format, declared)).toBe(group)
})
