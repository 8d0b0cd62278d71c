import { expect, test } from 'vitest'
import { namesNobody } from './names-nobody.ts'

test.each([
  ['hi_appeal_process', 'Appeal Precluded by Law'],
  ['is_high_impact', 'High-impact'],
  ['development_stage', 'Deployed'],
  ['id', 'DHS-1'],
  ['16_dev_stage', 'Retired'],
  ['65_appeal_process', 'Yes'],
  ['vendor_name', ''],
])('%s: %s can name nobody', (column, value) => {
  expect(namesNobody(column, value)).toBe(true)
})

test.each([
  ['hi_appeal_process', 'Ask the officer on duty by name'],
  ['use_case_name', 'Helper of an officer'],
  ['problem_solved', 'Free text'],
])('%s: %s might', (column, value) => {
  expect(namesNobody(column, value)).toBe(false)
})
