import type { CellDecoder } from '../bytes/fault.ts'
import { LIMITS } from '../limits.ts'

/** Why a CSV file is refused: `row` is the record number (header = 1), `column` the cell's index from 0. */
export interface CsvFault {
  readonly code: 'encoding' | 'control-character' | 'quote-unclosed' | 'quote-stray' | 'too-large'
  readonly row: number
  readonly column: number
  readonly message: string
}

const QUOTE = 0x22
const COMMA = 0x2c
const CR = 0x0d
const LF = 0x0a

/**
 * RFC 4180, strictly, over bytes: separators are ASCII, so one scanner serves UTF-8 and windows-1252, and every fault is
 * known by record and cell. Records end with CRLF, LF or CR; the last may lack it; empty lines are no records.
 * `onRecord` gets the cells of one record and its number; it returns false to stop.
 */
export function scanCsv(
  bytes: Uint8Array,
  start: number,
  decode: CellDecoder,
  onRecord: (cells: string[], row: number) => boolean,
): CsvFault | null {
  const end = bytes.length
  let at = start
  let row = 1
  while (at < end) {
    if (bytes[at] === LF || bytes[at] === CR) {
      at += 1
      continue
    }
    if (row > LIMITS.records + 1) return fault('too-large', row, 0, `more than ${LIMITS.records} records`)
    const cells: string[] = []
    for (let ended = false; !ended; ) {
      const opened = bytes[at] === QUOTE
      const from = opened ? at + 1 : at
      const close = opened ? quotedEnd(bytes, from) : plainEnd(bytes, at)
      if (close < 0) {
        return fault(
          'quote-unclosed',
          row,
          cells.length,
          'a quote is opened and never closed before the end of the file',
        )
      }
      const after = opened ? close + 1 : close
      if (after < end && !isSeparator(bytes[after])) {
        const what = opened ? 'text stands after a closing quote' : 'a quote stands inside an unquoted cell'
        return fault('quote-stray', row, cells.length, `${what}; a quote inside a cell is written twice`)
      }
      if (close - from > LIMITS.cellBytes) {
        return fault('too-large', row, cells.length, `a cell of ${close - from} bytes; ${LIMITS.cellBytes} are allowed`)
      }
      const text = close === from ? '' : decode(bytes, from, close)
      if (typeof text !== 'string') return fault(text.code, row, cells.length, text.what)
      cells.push(opened && text.includes('"') ? text.replaceAll('""', '"') : text)
      at = after + 1
      if (bytes[after] !== COMMA) {
        ended = true
        if (bytes[after] === CR && bytes[at] === LF) at += 1
      }
    }
    if (!onRecord(cells, row)) return null
    row += 1
  }
  return null
}

/** Offset of the closing quote, -1 where there is none; a doubled quote is a quote in the text. */
function quotedEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(QUOTE, from)
  while (at >= 0 && bytes[at + 1] === QUOTE) at = bytes.indexOf(QUOTE, at + 2)
  return at
}

/** Offset of the separator, the quote or the end of the file that ends an unquoted cell. */
function plainEnd(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length; at += 1) if (isSeparator(bytes[at]) || bytes[at] === QUOTE) break
  return at
}

function isSeparator(byte: number | undefined): boolean {
  return byte === COMMA || byte === LF || byte === CR
}

function fault(code: CsvFault['code'], row: number, column: number, message: string): CsvFault {
  return { code, row, column, message }
}
