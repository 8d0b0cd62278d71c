import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts'
import { decodeWindows1252 } from '../bytes/windows-1252.ts'
import { csvText } from '../synthetic.ts'
import { scanCsv } from './scan.ts'

function scan(bytes: Uint8Array, decode = decodeUtf8) {
  const records: string[][] = []
  const fault = scanCsv(bytes, 0, decode, (cells) => {
    records.push(cells)
    return true
  })
  return { records, fault }
}

/** Any text a file may hold: no control characters but tab, LF and CR. */
const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[^\t\n\r\P{Cc}]|\x7f/gu, ''))
const awkward = fc.constantFrom('', '"', '""', ',', '\n', '\r\n', '\r', 'a"b', ' ', '😀', 'é')
const records = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.array(
    fc.array(fc.oneof(cell, awkward), { minLength: width, maxLength: width }).filter((cells) => cells.join() !== ''),
    { maxLength: 6 },
  ),
)

describe('scanning CSV', () => {
  test('gives back the cells that were written, whatever ends the lines', () => {
    fc.assert(
      fc.property(records, fc.constantFrom('\n', '\r\n', '\r'), (written, lineEnd) => {
        const { records: read, fault } = scan(encodeUtf8(csvText(written, lineEnd)))
        expect(fault).toBeNull()
        expect(read).toEqual(written)
      }),
    )
  })

  test('the last record may lack its line end', () => {
    fc.assert(
      fc.property(records, (written) => {
        const bytes = encodeUtf8(csvText(written).replace(/\n$/, ''))
        expect(scan(bytes).records).toEqual(written)
      }),
    )
  })

  test('arbitrary bytes end in records or in a fault with a place, never in an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(decodeUtf8, decodeWindows1252), (bytes, decode) => {
        const { fault } = scan(bytes, decode)
        if (fault !== null) expect([fault.row >= 1, fault.column >= 0]).toEqual([true, true])
      }),
    )
  })

  test('row numbers count records, not lines', () => {
    const rows: number[] = []
    scanCsv(encodeUtf8('a\n"b\nb"\n\n\nc\n'), 0, decodeUtf8, (_cells, row) => rows.push(row) > 0)
    expect(rows).toEqual([1, 2, 3])
  })
})
