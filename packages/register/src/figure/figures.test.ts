import { expect, test } from 'vitest'
import type { Entry } from '../entry/entry.ts'
import { syntheticEntry } from '../entry/synthetic.ts'
import type { Finding } from '../finding/finding.ts'
import { matchYears } from '../match/match-years.ts'
import { figures } from './figures.ts'
import { type AskedPractice, practiceAnswer } from './practice-answer.ts'

const DEPLOYED = { development_stage: 'Deployed', is_high_impact: 'High-impact' }
const NOTHING = { entries: [], columnStatus: [], awards: [], matches: [], findings: [] }

function answered(column: string, value: string): Entry {
  return syntheticEntry('omb-2025', 2, {}, { ...DEPLOYED, [column]: value })
}

test.each<[AskedPractice, string, string, string]>([
  ['testing', 'hi_testing_conducted', 'Yes', 'established'],
  ['testing', 'hi_testing_conducted', 'In-progress', 'in-progress'],
  ['testing', 'hi_testing_conducted', 'perhaps', 'other'],
  ['review', 'hi_independent_review', 'c) Yes – by the CAIO', 'established'],
  ['training', 'hi_training_established', 'b) Development of monitoring protocols is in-progess', 'shifted'],
  ['failsafe', 'hi_failsafe_presence', 'Not Applicable', 'not-applicable'],
  ['failsafe', 'hi_failsafe_presence', 'No', 'no'],
  ['appeal', 'hi_appeal_process', 'Appeal Precluded by Law', 'precluded-by-law'],
  ['appeal', 'hi_appeal_process', 'CAIO Waived', 'waived'],
  ['appeal', 'hi_appeal_process', '', 'blank'],
  ['impacts', 'hi_potential_impacts', 'N/A', 'not-applicable'],
  ['impacts', 'hi_potential_impacts', 'In progress: see later', 'in-progress'],
  ['impacts', 'hi_potential_impacts', 'Nonetheless a wrong match can delay a person.', 'established'],
])('%s: %s "%s" is %s', (practice, column, value, expected) => {
  expect(practiceAnswer(answered(column, value), practice, false)).toBe(expected)
})

test.each([
  ["['In-progress', 'Public Hearings']", 'established'],
  ["['In-progress']", 'in-progress'],
  ["['CAIO Waived']", 'waived'],
  ["['Establishment of an appropriate appeal process is in-progress']", 'shifted'],
  ["['broken", 'other'],
  ['[]', 'blank'],
])('consultation %s is %s', (cell, expected) => {
  const entry = answered('hi_public_consultation', cell)
  const columns = entry.layout.columns.map((column) => ({ ...column, kind: 'list' as const }))
  expect(practiceAnswer({ ...entry, layout: { ...entry.layout, columns } }, 'consultation', false)).toBe(expected)
})

test('a blank of a column the agency left out says so, an answer there still counts', () => {
  expect(practiceAnswer(answered('hi_appeal_process', ''), 'appeal', true)).toBe('left-out')
  expect(practiceAnswer(answered('hi_appeal_process', 'Not Applicable'), 'appeal', true)).toBe('not-applicable')
})

test('entries are counted by agency and year, each year in its own words', () => {
  const entries = [
    syntheticEntry('omb-2025', 2, { agency: 'VA' }, DEPLOYED),
    syntheticEntry('omb-2025', 3, { agency: 'VA' }, { development_stage: 'Retired', is_high_impact: '' }),
    syntheticEntry('omb-2024', 2, { agency: 'VA' }, { '16_dev_stage': 'Initiated', '17_impact_type': 'BOTH' }),
    syntheticEntry('omb-2025-cots', 2, { agency: 'VA' }),
  ]
  expect(figures({ ...NOTHING, entries }).years).toMatchObject([
    { year: 2024, entries: 1, byStage: { planned: 1 }, byImpact: { both: 1 }, deployedHighImpact: null },
    {
      year: 2025,
      format: 'omb-2025',
      entries: 2,
      byStage: { 'in-use': 1, retired: 1 },
      byImpact: { 'high-impact': 1, blank: 1 },
      deployedHighImpact: 1,
    },
    { format: 'omb-2025-cots', entries: 1, byStage: { 'not-asked': 1 }, byImpact: { 'not-asked': 1 } },
  ])
})

test('changes are counted over accepted pairs', () => {
  const from = [
    syntheticEntry('omb-2024', 2, { name: 'Tip triage', bureau: 'X' }, { '17_impact_type': 'Rights-Impacting' }),
    syntheticEntry('omb-2024', 3, { name: 'Quantum juggling', bureau: 'X' }),
  ]
  const to = [syntheticEntry('omb-2025', 4, { name: 'Tip triage', bureau: 'X' }, { is_high_impact: 'Not High-impact' })]
  const matches = [matchYears({ from, to, reviews: [] })]
  expect(figures({ ...NOTHING, entries: [...from, ...to], matches }).changes).toEqual([
    {
      fromYear: 2024,
      toYear: 2025,
      agency: 'DHS',
      matched: 1,
      undecided: 0,
      vanished: 1,
      new: 0,
      stage: [{ from: 'blank', to: 'blank', count: 1 }],
      impact: [{ from: 'rights-impacting', to: 'not-high-impact', count: 1 }],
    },
  ])
})

test('awards are summed by fiscal year to the cent; without a start they stand apart', () => {
  const award = (startDate: string, obligatedUsd: number) => ({
    awardId: 'x',
    vendor: 'v',
    office: 'o',
    agency: 'DHS',
    obligatedUsd,
    description: '',
    modifications: '',
    naics: '',
    psc: '',
    startDate,
    permalink: '',
    file: 'f',
    row: 1,
  })
  const awards = [award('2024-09-30', 0.1), award('2024-10-01', 0.1), award('2025-09-30', 0.2), award('', 5)]
  expect(figures({ ...NOTHING, awards }).spending).toEqual([
    { agency: 'DHS', fiscalYear: 2024, awards: 1, obligatedUsd: 0.1 },
    { agency: 'DHS', fiscalYear: 2025, awards: 2, obligatedUsd: 0.3 },
    { agency: 'DHS', fiscalYear: null, awards: 1, obligatedUsd: 5 },
  ])
})

test('findings are counted by rule, state and agency', () => {
  const finding = (rule: string, agency: string, state: Finding['state']): Finding => ({
    id: `${rule}:${agency}:${state}`,
    rule,
    ruleVersion: 2,
    severity: 'high',
    state,
    subject: { kind: 'agency', agency, column: null },
    useCase: null,
    agency,
    year: 2025,
    evidence: [],
    citation: '',
    message: '',
  })
  const findings = [
    finding('HI-02', 'VA', 'open'),
    finding('HI-01', 'VA', 'open'),
    finding('HI-01', 'DHS', 'corrected'),
  ]
  expect(figures({ ...NOTHING, findings }).findings).toEqual([
    {
      rule: 'HI-01',
      version: 2,
      severity: 'high',
      total: 2,
      byState: { open: 1, corrected: 1 },
      byAgency: { DHS: 1, VA: 1 },
    },
    { rule: 'HI-02', version: 2, severity: 'high', total: 1, byState: { open: 1 }, byAgency: { VA: 1 } },
  ])
})
