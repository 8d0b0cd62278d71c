import { isDamagedUtf8 } from './bytes/encoding.ts'
import type { CellDecoder } from './bytes/fault.ts'
import { decodeUtf8 } from './bytes/utf8.ts'
import { decodeWindows1252 } from './bytes/windows-1252.ts'
import { type CsvFault, scanCsv } from './csv/scan.ts'
import { readEntries } from './entries.ts'
import { detectFormat, type HeaderFault, type HeaderPlan, planHeader } from './format/header.ts'
import type { TableFormat } from './format/table-format.ts'
import type { ReadResult } from './read-result.ts'
import { type InventorySource, type Refusal, refuse } from './refusal.ts'
import type { TableRecord } from './table-record.ts'

const BOM_BYTES = 3

/** Reads a CSV file whose format is one of `formats`; one format means the caller has said which it is. */
export function readCsv(source: InventorySource, bom: boolean, formats: readonly TableFormat[]): ReadResult {
  const start = bom ? BOM_BYTES : 0
  const utf8 = scanTable(source, start, decodeUtf8, formats)
  if (utf8.refusal?.code === 'encoding' && !bom && isWindows1252(source.bytes, formats)) {
    return finish(source, 'windows-1252', scanTable(source, start, decodeWindows1252, formats))
  }
  return finish(source, bom ? 'utf-8-bom' : 'utf-8', utf8)
}

/** The encoding is tried only for a file whose header says that its format may use it. */
function isWindows1252(bytes: Uint8Array, formats: readonly TableFormat[]): boolean {
  let header: readonly string[] = []
  scanCsv(bytes, 0, decodeWindows1252, (cells) => {
    header = cells
    return false
  })
  return detectFormat(header, formats)?.windows1252 === true && !isDamagedUtf8(bytes)
}

type Scanned =
  | { readonly refusal: Refusal; readonly plan: HeaderPlan | null }
  | { readonly refusal: null; readonly plan: HeaderPlan; readonly records: readonly TableRecord[] }

function scanTable(
  source: InventorySource,
  start: number,
  decode: CellDecoder,
  formats: readonly TableFormat[],
): Scanned {
  let header: readonly string[] = []
  let planned: HeaderPlan | Refusal | null = null
  const records: TableRecord[] = []
  const fault = scanCsv(source.bytes, start, decode, (cells, row) => {
    if (row === 1) {
      header = cells
      planned = readHeader(cells, formats)
      return 'layout' in planned
    }
    records.push(
      cells.length === header.length ? { row, cells } : { row, cells, unreadable: widthFault(cells, header) },
    )
    return true
  })
  return settle(planned, fault, header, records)
}

function settle(
  planned: HeaderPlan | Refusal | null,
  fault: CsvFault | null,
  header: readonly string[],
  records: readonly TableRecord[],
): Scanned {
  const plan = planned !== null && 'layout' in planned ? planned : null
  if (fault !== null) return { refusal: faultRefusal(fault, header), plan }
  if (planned === null) return { refusal: NOTHING_IN_IT, plan }
  return 'layout' in planned ? { refusal: null, plan: planned, records } : { refusal: planned, plan }
}

function readHeader(cells: readonly string[], formats: readonly TableFormat[]): HeaderPlan | Refusal {
  const [only] = formats
  const format = formats.length === 1 && only !== undefined ? only : detectFormat(cells, formats)
  if (format === null) return FORMAT_UNKNOWN
  const planned = planHeader(cells, format)
  return 'layout' in planned ? planned : headerRefusal(planned, format)
}

function headerRefusal({ code, column, message }: HeaderFault, format: TableFormat): Refusal {
  return { code, row: 1, column, message, format: format.format }
}

function faultRefusal({ code, row, column, message }: CsvFault, header: readonly string[]): Refusal {
  const name = header[column] ?? `column ${column + 1}`
  return { code, row, column: name, message: `Record ${row}, ${name}: ${message}.`, format: null }
}

function widthFault(cells: readonly string[], header: readonly string[]): NonNullable<TableRecord['unreadable']> {
  const message = `${header.length} cells expected as in the header, ${cells.length} found.`
  return { column: null, code: 'row-width', message }
}

const NOTHING_IN_IT: Refusal = {
  code: 'empty',
  row: null,
  column: null,
  message: 'The file holds no record, not even a header.',
  format: null,
}

const FORMAT_UNKNOWN: Refusal = {
  code: 'format-unknown',
  row: null,
  column: null,
  message: 'The header fits none of the known inventories: more than half of the columns of one must stand in it.',
  format: null,
}

function finish(source: InventorySource, encoding: string, scanned: Scanned): ReadResult {
  if (scanned.refusal !== null) {
    return refuse(source, { ...scanned.refusal, format: scanned.refusal.format ?? scanned.plan?.format.format ?? null })
  }
  const { plan, records } = scanned
  const read = readEntries(records, plan, source)
  const year = read.entries.reduce((latest, entry) => Math.max(latest, entry.year), 0)
  return {
    ok: true,
    format: plan.format.format,
    year: plan.format.year ?? year,
    encoding,
    ...read,
    awards: [],
    columnStatus: [],
    sources: [],
  }
}
