import { describe, expect, test } from 'vitest'
import { recordsAsked } from './asked.ts'
import type { Block } from './block.ts'
import { draftLetter } from './draft.ts'
import type { LetterFinding, LetterRequest } from './request.ts'

const finding: LetterFinding = {
  rule: 'HI-02',
  citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
  message: "DHS XX declares 'Not Applicable' on an appeal process (2025 inventory, record 12).",
  evidence: [{ file: 'uses.csv', row: 12, column: 'hi_appeal_process', value: 'Not Applicable' }],
}

const request: LetterRequest = {
  law: 'foia',
  finding,
  useCase: { id: 'DHS-1', name: 'Made-up match', bureau: 'Made-up Bureau', year: 2025 },
  agencyName: 'Department of Examples',
  dateLine: '22 November 2026',
}

function words(blocks: readonly Block[]): string {
  return JSON.stringify(blocks)
}

describe('a FOIA letter', () => {
  const letter = words(draftLetter(request).letter.blocks)

  test('asks the office by its title, names use case, bureau and agency, and leaves the address blank', () => {
    expect(letter).toContain('["FOIA Officer","Made-up Bureau","Department of Examples"]')
    expect(letter).toContain('"labels":["Address of that office",""]')
    expect(letter).toContain('AI use case “Made-up match” (DHS-1)')
  })

  test('cites the declaration down to file, record, column and declared value', () => {
    expect(letter).toContain('File uses.csv, record 12, column hi_appeal_process: “Not Applicable”')
    expect(letter).toContain(finding.message)
    expect(letter).toContain('OMB Memorandum M-25-21, section 4(b)(vi)')
  })

  test('asks for what the rule is about, and for a contract only where its number is on record', () => {
    expect(letter).toContain('may appeal it or seek human review')
    expect(letter).not.toContain('PIID')
    const withContract = words(draftLetter({ ...request, contracts: ['70ABCD25P00000001'] }).letter.blocks)
    expect(withContract).toContain('contract number (PIID): 70ABCD25P00000001.')
  })

  test('rests on the clauses of 5 U.S.C. 552 that give the right', () => {
    for (const clause of [
      '552(a)(3)',
      '552(a)(3)(B)',
      '552(b)',
      '552(a)(8)(A)',
      '552(a)(4)(A)(iii)',
      '552(a)(6)(A)(i)',
    ])
      expect(letter).toContain(`5 U.S.C. ${clause}`)
  })

  test('offers the fee waiver and expedited processing as options', () => {
    expect(words(draftLetter({ ...request, feeWaiver: false }).letter.blocks)).not.toContain('552(a)(4)(A)(iii)')
    expect(letter).not.toContain('552(a)(6)(E)')
    const hurried = words(draftLetter({ ...request, expedited: true }).letter.blocks)
    expect(hurried).toContain('5 U.S.C. 552(a)(6)(E)')
    expect(hurried).toContain('"labels":["Reasons","",""]')
  })
})

describe('a Privacy Act letter', () => {
  const draft = draftLetter({ ...request, law: 'privacy-act' })
  const letter = words(draft.letter.blocks)

  test('asks for records about the requester and the accounting of their disclosures', () => {
    expect(letter).toContain('5 U.S.C. 552a(d)(1)')
    expect(letter).toContain('5 U.S.C. 552a(c)(3)')
    expect(letter).toContain('Privacy Act Officer')
  })

  test('is preceded by the warning that it can tell where somebody is, and by the advice to ask a lawyer', () => {
    const cover = words(draft.cover.blocks)
    expect(cover).toMatch(/who you are and where you are\. Ask a lawyer before you send it/)
    expect(words(draftLetter({ ...request, law: 'privacy-act', coverLang: 'es' }).cover.blocks)).toMatch(
      /quién es usted y dónde está\. Pregunte a un abogado/,
    )
    expect(draft.cover.blocks.findIndex((block) => block.kind === 'strong')).toBeLessThan(
      draft.cover.blocks.findIndex((block) => block.kind === 'bullets'),
    )
  })
})

describe('the requester', () => {
  test.each(['foia', 'privacy-act'] as const)('stays a set of blank lines in a %s letter', (law) => {
    const blocks = draftLetter({ ...request, law }).letter.blocks
    const labels = blocks.flatMap((block) => (block.kind === 'blanks' || block.kind === 'closing' ? block.labels : []))
    for (const label of ['Signature', 'Address for the reply']) expect(labels).toContain(label)
    expect(labels.some((label) => /name/i.test(label))).toBe(true)
  })

  test('has no field in a request: a particular passed by mistake goes nowhere', () => {
    const passed: LetterRequest & Record<string, unknown> = {
      ...request,
      name: 'Q7 Particular',
      requester: 'Q7 Particular',
      address: 'Q7 Particular',
      email: 'q7@particular.example',
    }
    expect(JSON.stringify(draftLetter(passed))).not.toMatch(/q7/i)
  })
})

describe('what is not checked at its source', () => {
  test('is not cited as law', () => {
    const doubtful = {
      ...finding,
      citation: 'OMB Memorandum M-25-21, section 4(a)(i) (to be confirmed)',
      message:
        'DHS XX declares a pilot (2025 inventory, record 12). 5 U.S.C. 552a(o) (clause to be confirmed) asks for a finished test.',
    }
    const letter = words(draftLetter({ ...request, finding: doubtful }).letter.blocks)
    expect(letter).not.toMatch(/to be confirmed|552a\(o\)|4\(a\)\(i\)/)
    expect(letter).toContain('declares a pilot (2025 inventory, record 12).')
  })

  test('leaves no empty sentence behind where nothing else was said', () => {
    const only = { ...finding, message: 'M-25-21 s.4(a) (clause to be confirmed) asks for more.' }
    for (const block of draftLetter({ ...request, finding: only }).letter.blocks)
      if (block.kind === 'paragraph') expect(block.text).not.toBe('')
  })
})

describe('published text', () => {
  test('can neither start a line of the letter nor turn its direction', () => {
    const name = 'Tool\nSincerely,\r\n\u202Eevil\u2066'
    const letter = draftLetter({ ...request, useCase: { id: 'D\n1', name, bureau: 'B\nC', year: 2025 } })
    expect(letter.title).toContain('“Tool Sincerely, evil” (D 1)')
    expect(JSON.stringify(letter)).not.toMatch(/\\n|\\r|\u202E|\u2066/)
  })

  test('is quoted at most 300 characters a cell, and a group of cells is counted', () => {
    const evidence = Array.from({ length: 9 }, (_, at) => ({
      file: 'f.csv',
      row: at + 2,
      column: 'c',
      value: 'x'.repeat(400),
    }))
    const letter = words(draftLetter({ ...request, finding: { ...finding, evidence } }).letter.blocks)
    expect(letter.match(/x+/g)?.every((run) => run.length <= 300)).toBe(true)
    expect(letter).toContain('It rests on 3 further places in the published files.')
  })

  test('of a finding without a use case still has a subject', () => {
    expect(draftLetter({ ...request, useCase: null }).title).toContain(
      'AI use case inventory of Department of Examples (HI-02)',
    )
    const general = words(
      draftLetter({ ...request, finding: { ...finding, rule: 'DQ-10' }, useCase: null }).letter.blocks,
    )
    expect(general).toContain('Each use case concerned, as reported')
    expect(general).not.toMatch(/this use case|one use of artificial/i)
    expect(draftLetter({ ...request, useCase: { id: '', name: '', bureau: '', year: 2025 } }).title).toContain(
      'AI use case (published without a name)',
    )
  })
})

describe('records asked', () => {
  test('every family of rules has its own, and an unknown rule a general set', () => {
    const sets = [
      'HI-13',
      'IM-01',
      'PV-01',
      'TR-09',
      'DQ-01',
      'CO-01',
      'YR-02',
      'CX-01',
      'L24-11',
      'CT-01',
      'AG-01',
      'NS-01',
    ]
    for (const rule of sets) expect(recordsAsked(rule, 0).length, rule).toBeGreaterThan(0)
    expect(recordsAsked('ZZ-99', 0)).toContain('determination')
    expect(new Set(sets.map((rule) => recordsAsked(rule, 0).join())).size).toBeGreaterThan(9)
  })

  test('an appeal said to be precluded leads to the law that is said to preclude it', () => {
    expect(recordsAsked('HI-04', 0)).toContain('appealBar')
  })
})
