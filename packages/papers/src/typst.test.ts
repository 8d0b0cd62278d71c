import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { printable } from './letter/printable.ts'
import type { LetterRequest } from './letter/request.ts'
import { letterPdf } from './typst.ts'

const request: LetterRequest = {
  law: 'foia',
  finding: {
    rule: 'HI-02',
    citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
    message: "DHS declares 'Not Applicable' on an appeal process.",
    evidence: [{ file: 'uses.csv', row: 12, column: 'hi_appeal_process', value: 'Not Applicable' }],
  },
  useCase: { id: 'DHS-1', name: 'Made-up match', bureau: 'Made-up Bureau', year: 2025 },
  agencyName: 'Department of Examples',
  dateLine: '22 November 2026',
  expedited: true,
}

/** The mark of every kind of Typst syntax, as a use-case name. */
const MARKUP = '#read("/etc/passwd") #import "x" ] [ } { \\ $x^2$ *b* _i_ `c` @ref <label> = H // - + /* */ "'

const POPPLER = ['pdftotext', 'pdfinfo'].every((tool) => {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' })
    return true
  } catch (cause) {
    if (cause instanceof Error) return false
    throw cause
  }
})

function poppler(tool: 'pdftotext' | 'pdfinfo', pdf: Uint8Array, ...options: string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'letter-')), 'letter.pdf')
  writeFileSync(path, pdf)
  const rest = tool === 'pdftotext' ? ['-'] : []
  return execFileSync(tool, [...options, path, ...rest], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

describe('the PDF', () => {
  let pdf: Uint8Array
  let raw: string
  beforeAll(async () => {
    pdf = await letterPdf(request)
    raw = Buffer.from(pdf).toString('latin1')
  })

  test('declares PDF/UA-1, is tagged, has a language and a title', () => {
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(raw).toContain('/StructTreeRoot')
    expect(raw).toMatch(/\/Marked true/)
    expect(raw).toContain('/Lang (en-US)')
    expect(raw).toContain('/DisplayDocTitle true')
    expect(raw).toMatch(/<dc:title>.*Freedom of Information Act request/s)
  })

  test('says nothing of when or by whom it was made', () => {
    expect(raw).not.toMatch(/CreationDate|ModDate|xmp:CreateDate|\/Author \([^)]/)
  })

  test('is the same bytes for the same request', async () => {
    expect(Buffer.from(await letterPdf({ ...request })).equals(Buffer.from(pdf))).toBe(true)
  })

  test('has a cover sheet in the language asked for', async () => {
    const spanish = Buffer.from(await letterPdf({ ...request, law: 'privacy-act', coverLang: 'es' })).toString('latin1')
    expect(spanish).toContain('/Lang (es')
  })

  test.skipIf(!POPPLER)('warns first and carries headings and lists as tags (needs pdftotext and pdfinfo)', () => {
    const text = poppler('pdftotext', pdf)
    expect(text.trimStart().startsWith('Read this first')).toBe(true)
    expect(text.indexOf('Do not send it')).toBeLessThan(text.indexOf('Dear FOIA Officer:'))
    const tags = poppler('pdfinfo', pdf, '-struct-text')
    expect(tags.match(/^ {2}H1 /gm)).toHaveLength(2)
    for (const heading of ['Before you send anything', 'Records requested', 'Fees', 'Expedited processing'])
      expect(tags).toContain(`H2 "${heading}" (block)`)
    expect(tags).toContain('ListNumbering /Decimal')
  })
})

describe('published text', () => {
  test('never becomes markup: a letter with the marks of Typst in every field is made', async () => {
    const pdf = await letterPdf({
      ...request,
      agencyName: MARKUP,
      useCase: { id: MARKUP, name: MARKUP, bureau: MARKUP, year: 2025 },
      finding: {
        rule: MARKUP,
        citation: MARKUP,
        message: MARKUP,
        evidence: [{ file: MARKUP, row: 1, column: MARKUP, value: MARKUP }],
      },
      contracts: [MARKUP],
    })
    expect(pdf.length).toBeGreaterThan(10_000)
  })

  test.skipIf(!POPPLER)('is shown as it is, and no file is read (needs pdftotext)', async () => {
    const useCase = { id: 'X', name: MARKUP, bureau: '', year: 2025 }
    const text = poppler('pdftotext', await letterPdf({ ...request, useCase }), '-layout')
    expect(text.replace(/\s+/g, ' ')).toContain(MARKUP)
    expect(text).not.toContain('root:')
  })

  test('in letters that our fonts lack is spelled by code point, never by a font of the machine', async () => {
    expect(printable('a漢😀\u0001')).toBe('a[U+6F22][U+1F600][U+0001]')
    const pdf = await letterPdf({ ...request, useCase: { id: 'X', name: '漢字 😀 \u0001', bureau: '', year: 2025 } })
    const fonts = [
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/FontName \/[A-Z]+\+(\w+)/g),
    ].map(([, name]) => name)
    expect(new Set(fonts)).toEqual(new Set(['PublicSans']))
  })

  test('in every letter that printable lets through can be shown', async () => {
    const shown: string[] = []
    for (let point = 0x20; point < 0x2300; point += 1) {
      const letter = String.fromCodePoint(point)
      if (printable(letter) === letter && letter.trim() !== '') shown.push(letter)
    }
    expect(shown.length).toBeGreaterThan(400)
    const message = shown.join(' ')
    await expect(letterPdf({ ...request, finding: { ...request.finding, message } })).resolves.toBeInstanceOf(
      Uint8Array,
    )
    // The name stands in bold.
    await expect(
      letterPdf({ ...request, useCase: { id: message, name: message, bureau: '', year: 2025 } }),
    ).resolves.toBeInstanceOf(Uint8Array)
  })
})
