import { describe, expect, test } from 'vitest'
import { AGREEMENTS } from '../agreement/agreements.ts'
import { NAMED_SYSTEMS } from '../system/systems.ts'
import { memo, rescindedMemo, unverified } from './citation.ts'
import { evaluate } from './evaluate.ts'
import { ALL_DONE, award, factsOf, made24, made25, madeHigh, matched } from './example/made.ts'
import { asking, quoted, speaker } from './message.ts'

const one = (id: string, facts: Parameters<typeof evaluate>[0]) => {
  const found = evaluate(facts).filter((finding) => finding.rule === id)
  expect(found).toHaveLength(1)
  const [finding] = found
  if (finding === undefined) throw new Error('No finding')
  return finding
}

describe('what a finding says', () => {
  test('who declared what, where, and which rule asks for more', () => {
    const entry = madeHigh({ agency_bureau: 'ICE', hi_appeal_process: 'Not Applicable' })
    const finding = one('HI-02', factsOf([entry]))
    expect(finding.message).toBe(
      `DHS ICE declares 'Not Applicable' on an appeal process (2025 inventory, record ${entry.row}). M-25-21 s.4(b)(vi) asks for timely human review and a chance to appeal.`,
    )
    expect(finding.citation).toBe('OMB Memorandum M-25-21, section 4(b)(vi)')
    expect(finding.evidence).toEqual([
      { file: 'omb-2025.csv', row: entry.row, column: 'hi_appeal_process', value: 'Not Applicable' },
      { file: 'omb-2025.csv', row: entry.row, column: 'development_stage', value: 'Deployed' },
      { file: 'omb-2025.csv', row: entry.row, column: 'is_high_impact', value: 'High-impact' },
    ])
  })

  test('a blank that the agency left out says so, and quotes the sourcing summary', () => {
    const entry = madeHigh()
    const columnStatus = [
      { agency: 'DHS', column: 'hi_appeal_process', status: 'left-out', file: 'sourcing.md', row: 4 } as const,
      { agency: 'DHS', column: 'hi_failsafe_presence', status: 'reported', file: 'sourcing.md', row: 4 } as const,
    ]
    const facts = factsOf([entry], { columnStatus })
    expect(one('HI-01', facts).message).toContain('the agency left that column out of its published inventory')
    expect(one('HI-01', facts).evidence).toContainEqual({
      file: 'sourcing.md',
      row: 4,
      column: 'hi_appeal_process',
      value: 'left-out',
    })
    expect(one('HI-11', facts).message).toContain('leaves the question on a fail-safe blank')
  })

  test('after the deadline only work in progress is unfinished; other answers, blanks and left-out columns stand apart', () => {
    const entry = madeHigh({ hi_testing_conducted: 'In-progress', hi_failsafe_presence: 'Not Applicable' })
    const { message } = one('DL-01', factsOf([entry]))
    expect(message).toContain(
      "last declared unfinished: pre-deployment testing; declared 'Not Applicable': a fail-safe; left blank: the impact assessment, an independent review,",
    )
    expect(message).toContain('to be stopped from 3 April 2026, unless it is waived')
    const columnStatus = [
      { agency: 'DHS', column: 'hi_appeal_process', status: 'left-out', file: 'sourcing.md', row: 4 } as const,
    ]
    const barred = madeHigh({ ...ALL_DONE, hi_appeal_process: 'Appeal Precluded by Law' })
    expect(one('DL-01', factsOf([barred])).message).toMatch(
      /^DHS declared precluded by law: an appeal process; no waiver declared /,
    )
    const leftOut = madeHigh({ ...ALL_DONE, hi_appeal_process: '' })
    expect(one('DL-01', factsOf([leftOut], { columnStatus })).message).toContain(
      'left out of its published inventory: an appeal process; no waiver declared',
    )
    expect(evaluate(factsOf([entry], { asOf: '2026-04-02' })).some(({ rule }) => rule === 'DL-01')).toBe(false)
  })

  test('what is blank is never said to be declared', () => {
    const [from, to] = [{ '16_dev_stage': 'Retired' }, { development_stage: 'Pilot' }]
    const ofOneName = [made24({ '2_use_case_name': 'One', ...from }), made25({ use_case_name: 'One', ...to })]
    expect(one('YR-03', factsOf(ofOneName)).message).toContain("declared 'Retired' on its stage")
    const columnStatus = [
      { agency: 'DHS', column: 'hi_testing_conducted', status: 'left-out', file: 'sourcing.md', row: 4 } as const,
    ]
    const pilot = made25({ development_stage: 'Pilot', is_high_impact: 'High-impact' })
    expect(one('HI-16', factsOf([pilot], { columnStatus })).message).toContain(
      'DHS leaves blank: the impact assessment; has left out of its published inventory: pre-deployment testing (2025',
    )
  })

  test('with a later inventory on file, 2025 is past', () => {
    const entry = madeHigh({ hi_appeal_process: 'Not Applicable' })
    const later = { ...made25(), year: 2026 }
    expect(one('HI-02', factsOf([entry, later])).message).toMatch(/^DHS declared 'Not Applicable'/)
    expect(one('HI-02', factsOf([entry])).message).toMatch(/^DHS declares 'Not Applicable'/)
  })

  test('differing practices are held against the practices, a differing status against the definition', () => {
    const two = (cells: object) =>
      factsOf([
        madeHigh({ use_case_name: 'One', agency_bureau: 'ICE' }),
        madeHigh({ use_case_name: 'One', agency_bureau: 'CBP', ...cells }),
        madeHigh({ use_case_name: 'One', agency_bureau: 'TSA', hi_testing_conducted: 'Yes' }),
      ])
    const practices = one('CX-02', two({ hi_testing_conducted: 'In-progress' })).message
    expect(practices).toContain('M-25-21 s.4(b) asks for')
    expect(practices).not.toContain('s.5')
    const status = one('CX-02', two({ is_high_impact: 'Not High-impact' })).message
    expect(status).toContain('M-25-21 s.5 asks for')
    expect(status).not.toContain('s.4(b)')
  })

  test('codes of the register stay out of sentences', () => {
    const facts = factsOf([], { agreements: AGREEMENTS, systems: NAMED_SYSTEMS })
    const said = evaluate(facts).map(({ message }) => message)
    expect(said.join('\n')).not.toMatch(/reported-|no-entry-found|presumed-overridden|'high-impact'|'unknown'/)
    expect(said.filter((message) => message.includes('one unnamed source in a press report'))).not.toEqual([])
    expect(
      said.filter((message) => message.includes('starts on') || message.includes('after the 2025 inventory')),
    ).toEqual(said.filter((message) => message.startsWith('Project SAFEHAVEN')))
  })

  test('a vanished name with an accepted partner is corrected and names it', () => {
    const [gone, kept] = [made24({ '2_use_case_name': 'Old name' }), made25({ use_case_name: 'New name', id: 'DHS-7' })]
    const alone = factsOf([gone, kept])
    const matches = { ...alone.matches, pairs: [matched(gone, kept)] }
    expect(one('YR-09', alone).state).toBe('open')
    const corrected = one('YR-09', { ...alone, matches })
    expect(corrected.state).toBe('corrected')
    expect(corrected.message).toContain(`Matched since to 'New name' (DHS-7, 2025 inventory, record ${kept.row}).`)
    expect(corrected.id).toBe(one('YR-09', alone).id)
    const awaited = { ...alone.matches, undecided: [matched(gone, kept)] }
    expect(one('YR-09', { ...alone, matches: awaited }).message).toContain("awaits a person's verdict")
  })

  test('pairs say how they were put together', () => {
    const from = { '16_dev_stage': 'Retired' }
    const to = { development_stage: 'Pilot' }
    const named = factsOf([made24({ '2_use_case_name': 'One', ...from }), made25({ use_case_name: 'One', ...to })])
    expect(one('YR-03', named).basis).toBe('exact-name')
    const [old, renamed] = [made24({ '2_use_case_name': 'Old', ...from }), made25({ use_case_name: 'New', ...to })]
    const facts = factsOf([old, renamed])
    expect(evaluate(facts).some(({ rule }) => rule === 'YR-03')).toBe(false)
    const found = one('YR-03', { ...facts, matches: { ...facts.matches, pairs: [matched(old, renamed)] } })
    expect(found.basis).toBe('matched')
    expect(found.message).toContain("'Old' in 2024, 'New' in 2025")
  })

  test('a supplier who is a natural person is an individual, in sentence and evidence', () => {
    const entry = made25({ vendor_name: 'Doe, Jane' })
    const found = evaluate(factsOf([entry], { awards: [award({ vendor: 'DOE, JANE Q', awardId: '70TEST25P00001' })] }))
    const said = JSON.stringify(found.filter(({ rule }) => ['CT-01', 'CT-06'].includes(rule)))
    expect(said).toContain('an individual')
    expect(said).not.toMatch(/doe/i)
  })

  test('word rules print the words they matched', () => {
    const reason = {
      is_high_impact: 'Presumed High-Impact, but Not High-impact',
      HI_justification: 'Staff validate it.',
    }
    const { message } = one('IM-04', factsOf([made25(reason)]))
    expect(message).toContain("the words 'staff' and 'validate'")
    expect(message).toContain('needs a look')
  })
})

describe('parts of a sentence', () => {
  test('the speaker is an office', () => {
    expect(
      speaker({
        ...made25(),
        agencyName: 'Department of Justice',
        agency: 'DOJ',
        bureau: 'Department of Justice / ATF',
      }),
    ).toBe('DOJ ATF')
    expect(speaker({ ...made25(), bureau: 'Office of the Chief' })).toBe('DHS (Office of the Chief)')
    expect(speaker({ ...made25(), bureau: 'DHS' })).toBe('DHS')
  })

  test('long texts are cut in the sentence alone', () => {
    expect(quoted('x'.repeat(200))).toBe(`'${'x'.repeat(120)}…'`)
  })

  test('rescinded law asked, unverified law says so', () => {
    expect(asking(rescindedMemo(), 'notice')).toBe(' M-24-10 s.5(c) asked for notice.')
    expect(asking(unverified(memo('4(a)(i)')), 'limits')).toBe(
      ' M-25-21 s.4(a)(i) (clause to be confirmed) asks for limits.',
    )
    expect(asking(memo('5', '6'), 'more')).toBe(' M-25-21 s.5, s.6 ask for more.')
    expect(asking(memo('5'), undefined)).toBe('')
  })
})
