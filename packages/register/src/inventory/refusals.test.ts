import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { field } from '../entry/field.ts'
import { encodeUtf8 } from './bytes/utf8.ts'
import { LIMITS } from './limits.ts'
import { readInventory } from './read-inventory.ts'
import type { ReadResult } from './read-result.ts'
import { COLUMNS_2025, csvText, file2025, record2025 } from './synthetic.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function read(bytes: Uint8Array | string, format?: Parameters<typeof readInventory>[0]['format']): ReadResult {
  const given = typeof bytes === 'string' ? encodeUtf8(bytes) : bytes
  return readInventory({ file: 'made.csv', bytes: given, sha256, ...(format && { format }) })
}

function bytesOf(...parts: (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encodeUtf8(part)] : part)))
}

/** The one rejection of a refused file. */
function refusal(bytes: Uint8Array | string, format?: Parameters<typeof readInventory>[0]['format']) {
  const result = read(bytes, format)
  if (result.ok) throw new Error('read, although a refusal was expected')
  expect(result.rejections).toHaveLength(1)
  return result.rejections[0]
}

function accepted(bytes: Uint8Array | string): Extract<ReadResult, { ok: true }> {
  const result = read(bytes)
  if (!result.ok) throw new Error(JSON.stringify(result.rejections))
  expect(result.rows).toBe(
    result.entries.length + result.awards.length + result.sources.length + result.quarantined.length,
  )
  return result
}

const HEADER = COLUMNS_2025.join(',')

describe('files that are refused whole', () => {
  test('empty: no bytes, a mark alone, blank lines alone', () => {
    expect(refusal('')).toMatchObject({ code: 'empty', row: null, column: null, file: 'made.csv' })
    expect(refusal(bytesOf([0xef, 0xbb, 0xbf])).code).toBe('empty')
    expect(refusal('\n\r\n').code).toBe('empty')
  })

  test('too-large: the file, by its length alone', () => {
    expect(refusal(new Uint8Array(LIMITS.fileBytes + 1))).toMatchObject({ code: 'too-large', row: null })
  })

  test('too-large: a cell, with its record and column', () => {
    const bytes = file2025(record2025(), record2025({ benefits: 'x'.repeat(LIMITS.cellBytes + 1) }))
    expect(refusal(bytes)).toMatchObject({ code: 'too-large', row: 3, column: 'benefits' })
    expect(accepted(file2025(record2025({ benefits: 'x'.repeat(LIMITS.cellBytes) }))).rows).toBe(1)
  })

  test('too-large: more than a million records', () => {
    const header = encodeUtf8('publishing_body,tool_name,published,url\n')
    const bytes = new Uint8Array(header.length + 2 * (LIMITS.records + 1))
    bytes.set(header)
    for (let at = header.length; at < bytes.length; at += 2) bytes.set([0x41, 0x0a], at)
    expect(refusal(bytes)).toMatchObject({ code: 'too-large', row: LIMITS.records + 2 })
  })

  test.each([
    ['a lone continuation byte', [0x80]],
    ['a sequence cut short', [0xe2, 0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['an overlong three-byte form', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a point beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['windows-1252 where the format is UTF-8', [0x92]],
  ])('encoding: %s', (_what, bad) => {
    const bytes = bytesOf(`${HEADER}\n${record2025().join(',')}\nDHS,"Home,`, bad, '"')
    expect(refusal(bytes)).toMatchObject({ code: 'encoding', row: 3, column: 'agency_name' })
  })

  test.each([
    ['UTF-16 (little-endian)', [0xff, 0xfe, 0x61, 0]],
    ['UTF-16 (big-endian)', [0xfe, 0xff, 0, 0x61]],
    ['UTF-32 (little-endian)', [0xff, 0xfe, 0, 0]],
    ['UTF-32 (big-endian)', [0, 0, 0xfe, 0xff]],
  ])('encoding: a mark of %s', (name, bytes) => {
    expect(refusal(Uint8Array.from(bytes))).toMatchObject({ code: 'encoding', message: expect.stringContaining(name) })
  })

  test.each([
    ['zip', [0x50, 0x4b, 3, 4, 0, 0]],
    ['gzip', [0x1f, 0x8b, 8, 0]],
    ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ])('format-unknown: %s says what it is', (name, bytes) => {
    expect(refusal(Uint8Array.from(bytes))).toMatchObject({
      code: 'format-unknown',
      message: expect.stringContaining(name),
    })
  })

  test.each([
    ['NUL', '\u0000'],
    ['U+0007', '\u0007'],
    ['U+0085', '\u0085'],
  ])('control-character: %s, with its record and column', (name, character) => {
    const text = csvText([COLUMNS_2025, record2025(), record2025({ benefits: `a${character}b` })])
    expect(refusal(text)).toMatchObject({
      code: 'control-character',
      row: 3,
      column: 'benefits',
      message: expect.stringContaining(name),
    })
  })

  test('quote-unclosed: where the quote was opened', () => {
    const text = `${HEADER}\n${record2025().join(',')}\nDHS,"Department`
    expect(refusal(text)).toMatchObject({ code: 'quote-unclosed', row: 3, column: 'agency_name' })
  })

  test('quote-stray: text after a closing quote, and a quote in a bare cell', () => {
    expect(refusal(`${HEADER}\n"DHS"x,Department\n`)).toMatchObject({ code: 'quote-stray', row: 2, column: 'agency' })
    expect(refusal(`${HEADER}\nDHS,a 5" pipe\n`)).toMatchObject({ code: 'quote-stray', row: 2, column: 'agency_name' })
  })

  test('format-unknown: no inventory has half of these columns', () => {
    expect(refusal('name,age\na,1\n')).toMatchObject({ code: 'format-unknown', row: null })
    expect(refusal('{"other": []}').code).toBe('format-unknown')
    expect(refusal('# A page\n\nwithout sections\n').code).toBe('format-unknown')
    expect(refusal('[{"a": 1}]').code).toBe('format-unknown')
  })

  test('format-unknown: said to be one thing, written like another', () => {
    expect(refusal('[]', 'omb-2025').code).toBe('format-unknown')
    expect(refusal(HEADER, 'contracts').code).toBe('format-unknown')
  })

  test('header-missing: by name, where more than half of the columns stand', () => {
    const short = COLUMNS_2025.filter((column) => column !== 'hi_appeal_process')
    expect(refusal(csvText([short]))).toMatchObject({ code: 'header-missing', row: 1, column: 'hi_appeal_process' })
  })

  test('header-missing: half of the columns or fewer fit no format, unless the caller has said which', () => {
    const half = csvText([COLUMNS_2025.slice(0, 17)])
    expect(refusal(half).code).toBe('format-unknown')
    expect(refusal(half, 'omb-2025').code).toBe('header-missing')
  })

  test('header-duplicate: a known column twice, an unknown one twice', () => {
    expect(refusal(csvText([[...COLUMNS_2025, 'benefits']]))).toMatchObject({
      code: 'header-duplicate',
      column: 'benefits',
    })
    expect(refusal(csvText([[...COLUMNS_2025, 'note', 'Note']])).code).toBe('header-duplicate')
  })

  test('json-invalid: with the line', () => {
    expect(refusal('{"contracts": [\n  {"award_id": 1,,}]}')).toMatchObject({ code: 'json-invalid' })
    expect(refusal('[{"name": "a"').code).toBe('json-invalid')
  })

  test('what JSON can escape is refused as in CSV', () => {
    const award = (text: string) => `{"contracts":[{"award_id":"70A","amount":1,"description":"${text}"}]}`
    expect(refusal(award('a\\u0000'))).toMatchObject({ code: 'control-character', row: 1, column: 'description' })
    expect(refusal(award('a\\ud800'))).toMatchObject({ code: 'encoding', row: 1, column: 'description' })
    expect(accepted(award('a\\n\\t')).awards).toHaveLength(1)
  })
})

describe('records that are quarantined, their neighbours kept', () => {
  test('row-width: found and expected, raw text without contact and addresses', () => {
    const wide = ['DHS', 'Department', 'DHS-1', 'name, with comma', 'CBP', 'Jane Doe', 'No', 'write to a.b@cbp.dhs.gov']
    const result = accepted(bytesOf(csvText([COLUMNS_2025, record2025({ id: 'DHS-7' }), wide])))
    expect(result.rejections).toEqual([
      {
        file: 'made.csv',
        row: 3,
        column: null,
        code: 'row-width',
        message: expect.stringMatching(/36 cells.* 8 found/),
      },
    ])
    expect(result.entries.map(({ key }) => key)).toEqual(['dhs-7'])
    expect(result.quarantined[0]?.raw).not.toMatch(/Jane|@/)
  })

  test('row-width: one cell too many may shift the contact: the neighbours of its place go as well', () => {
    const cells = ['DHS', 'Department', 'DHS-1', 'a name', 'cut', 'CBP', 'Jane Doe', ...Array(30).fill('x')]
    const { quarantined } = accepted(bytesOf(csvText([COLUMNS_2025, cells])))
    expect(quarantined[0]?.raw).toContain('a name')
    expect(quarantined[0]?.raw).not.toContain('Jane')
  })

  test('agency-missing: code and name both blank; a name alone finds its code', () => {
    const blank = record2025({ agency: '', agency_name: ' ', contact_email: 'Jane Doe' })
    const named = record2025({ agency: '', agency_name: 'Department of the Treasury', id: '24' })
    const result = accepted(file2025(blank, named))
    expect(result.rejections).toMatchObject([{ row: 2, code: 'agency-missing' }])
    expect(result.quarantined[0]?.raw).not.toContain('Jane')
    expect(result.entries[0]).toMatchObject({ agency: 'TREAS', key: 'treas_24', row: 3 })
  })
})

describe('warnings', () => {
  function warnings(cells: Readonly<Record<string, string>>) {
    return accepted(file2025(record2025(cells))).warnings.map(({ row, column, code }) => [row, column, code])
  }

  test.each([
    ['list-unparsable', 'demographic_features', "['c) Age'"],
    ['list-unparsable', 'hi_public_consultation', 'Usability Testing'],
    ['date-unreadable', 'operational_date', '2025-02-30'],
    ['date-ambiguous', 'operational_date', 'Jan-03'],
    ['value-shifted', 'hi_training_established', 'Development of monitoring protocols is in-progress'],
    ['value-unlisted', 'classification', 'Quantum'],
    ['value-unlisted', 'demographic_features', "['Shoe size']"],
    ['character-lost', 'benefits', 'caf\uFFFD'],
    ['formula-lead', 'benefits', '=1+1'],
    ['personal-data', 'benefits', 'ask jane.doe@agency.gov'],
    ['personal-data', 'benefits', 'phone 202-555-0137'],
  ])('%s: %s %s', (code, column, text) => {
    expect(warnings({ [column]: text })).toEqual([[2, column, code]])
  })

  test.each([
    ['operational_date', 'N/A'],
    ['operational_date', '3/2024'],
    ['demographic_features', '[]'],
    ['classification', 'NLP'],
    [
      'development_stage',
      'c) Deployed – The use case is being actively authorized or utilized to support the functions or mission of an agency.',
    ],
    ['benefits', 'a = b'],
  ])('none: %s %s', (column, text) => {
    expect(warnings({ [column]: text })).toEqual([])
  })

  test('column-unknown: on row 1, kept raw; one that names contact data is not kept', () => {
    const bytes = bytesOf(
      csvText([
        [...COLUMNS_2025, 'Notes', 'Contact name'],
        [...record2025(), 'kept', 'Jane Doe'],
      ]),
    )
    const result = accepted(bytes)
    expect(result.warnings).toMatchObject([
      { row: 1, column: 'Notes', code: 'column-unknown' },
      { row: 1, column: 'Contact name', code: 'column-unknown' },
    ])
    const [entry] = result.entries
    expect(entry && field(entry, 'Notes').value).toBe('kept')
    expect(JSON.stringify(result)).not.toContain('Jane')
  })

  test('an unreadable list is unreadable, never blank, and keeps its raw text', () => {
    const [entry] = accepted(file2025(record2025({ demographic_features: '[Age]' }))).entries
    expect(entry && field(entry, 'demographic_features')).toMatchObject({
      state: 'unreadable',
      raw: '[Age]',
      items: [],
    })
  })
})
