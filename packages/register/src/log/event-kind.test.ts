import { expect, test } from 'vitest'
import { REGISTER_EVENTS, registerSlots, registerStreamName } from './event-kind.ts'

// A code is never used again, and slots are only ever appended: what was logged must stay readable.
test('codes and slots stand as they were first logged', () => {
  expect(Object.entries(REGISTER_EVENTS).map(([name, { code, slots }]) => [code, name, slots.length])).toEqual([
    [0x80, 'InventoryImported', 10],
    [0x81, 'UseCaseListed', 7],
    [0x82, 'DeclarationChanged', 7],
    [0x83, 'UseCaseNoLongerListed', 7],
    [0x84, 'UseCaseListedAgain', 7],
    [0x85, 'MatchSettled', 4],
    [0x86, 'FindingAnswered', 7],
  ])
})

test('all are of group 8, and xF is nobody’s', () => {
  for (const { code } of Object.values(REGISTER_EVENTS)) {
    expect(code >> 4).toBe(8)
    expect(code & 0x0f).not.toBe(0x0f)
  }
})

test('values take the order of the slots, whatever order they are given in', () => {
  expect(registerSlots('MatchSettled', { settledAt: 'd', verdict: 'same', to: 'b', from: 'a' })).toEqual([
    'a',
    'b',
    'same',
    'd',
  ])
})

test('a stream is named after what is declared', () => {
  expect(registerStreamName({ about: 'use-case', key: 'dhs-1' })).toBe('use-case/dhs-1')
  expect(registerStreamName({ about: 'inventory', format: 'omb-2025', year: 2025 })).toBe('inventory/omb-2025/2025')
  expect(registerStreamName({ about: 'agency', agency: 'DHS' })).toBe('agency/DHS')
})
