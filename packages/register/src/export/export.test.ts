import { describe, expect, test } from 'vitest'
import { exportChunks, exportRegister } from './export.ts'
import { EXPORT_FORMS, ExportError } from './form.ts'
import { entries, entriesOfText, FILE, FULL, facts, finding, inventory, omb2025, ROWS } from './testing.ts'

describe.each(EXPORT_FORMS)('%s', (form) => {
  test('is the same bytes for the same facts, in whatever order they come', () => {
    const made = exportRegister(form, facts())
    expect(exportRegister(form, facts())).toEqual(made)
    expect(exportRegister(form, facts({ entries: entries().toReversed() })).text).toBe(made.text)
  })

  test('in pieces is the same text, each time it is read', () => {
    const { chunks } = exportChunks(form, facts())
    const text = exportRegister(form, facts()).text
    expect([...chunks].join('')).toBe(text)
    expect([...chunks].join('')).toBe(text)
  })

  test('has LF only, ends with one, and holds no e-mail address', () => {
    const { text } = exportRegister(form, facts())
    expect(text).not.toContain('\r')
    expect(text.endsWith('\n')).toBe(true)
    expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.\w/)
  })

  test('holds the digest of its inventory', () => {
    const made = exportRegister(form, facts())
    expect(form === 'omb-2025' ? made.fileName : made.text).toContain('ab'.repeat(32))
  })

  test('shows no text that is hidden after a report, in an entry or in a finding', () => {
    const row = { ...FULL, problem_solved: 'Q7 hidden words', hi_appeal_process: 'Q7 hidden answer' }
    const made = exportRegister(
      form,
      facts({
        entries: entriesOfText(FILE, omb2025([row])),
        findings: [
          finding({
            message: "DHS declares 'Q7 hidden answer'.",
            evidence: [{ file: FILE, row: 2, column: 'hi_appeal_process', value: 'Q7 hidden answer' }],
          }),
        ],
        hidden: [
          { key: 'dhs-9001', column: 'problem_solved' },
          { key: 'dhs-9001', column: 'hi_appeal_process' },
        ],
      }),
    )
    expect(made.text).toContain('Made-up document check')
    expect(made.text).not.toContain('Q7')
  })

  test('leaves a hidden entry out and says so', () => {
    const rows = [FULL, { ...FULL, id: 'DHS-9002', use_case_name: 'Q7 hidden name' }]
    const made = exportRegister(
      form,
      facts({ entries: entriesOfText(FILE, omb2025(rows)), hidden: [{ key: 'dhs-9002', column: '' }] }),
    )
    expect(made.text).not.toContain('Q7')
    expect(made.left.map(({ key }) => key)).toContain('dhs-9002')
  })
})

describe('what is exported', () => {
  const older = entries().map((entry) => ({ ...entry, year: 2024, format: 'omb-2024' as const, file: 'older.csv' }))
  const both = facts({
    entries: [...older, ...entries()],
    inventories: [
      inventory({ format: 'omb-2024', year: 2024, file: 'older.csv', sha256: 'cd'.repeat(32) }),
      inventory(),
    ],
  })

  test('is the newest federal inventory unless all years are asked for', () => {
    const names = (text: string) => JSON.parse(text).components.map((one: { version: string }) => one.version)
    expect(new Set(names(exportRegister('cyclonedx', both).text))).toEqual(new Set(['2025']))
    expect(new Set(names(exportRegister('cyclonedx', both, { years: 'all' }).text))).toEqual(new Set(['2024', '2025']))
  })

  test('names the inventories it comes from and no other', () => {
    expect(exportRegister('atrs', both).text).not.toContain('cd'.repeat(32))
    expect(exportRegister('atrs', both, { years: 'all' }).text).toContain('cd'.repeat(32))
  })

  test('a plan of action without an unfinished practice cannot be written, and says why', () => {
    const done = entriesOfText(FILE, omb2025([{ ...FULL, development_stage: 'Retired' }]))
    expect(() => exportRegister('oscal-poam', facts({ entries: done }))).toThrow(ExportError)
  })

  test('one piece is one record, so that a large register never becomes one string', () => {
    const { chunks } = exportChunks('omb-2025', facts())
    expect([...chunks]).toHaveLength(ROWS.length + 1)
  })
})
