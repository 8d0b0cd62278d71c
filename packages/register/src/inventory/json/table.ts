import { readEntries } from '../entries.ts'
import { detectFormat, namesContact, planHeader } from '../format/header.ts'
import type { TableFormat } from '../format/table-format.ts'
import { LIMITS } from '../limits.ts'
import type { ReadResult } from '../read-result.ts'
import { type InventorySource, type Refusal, refuse } from '../refusal.ts'
import type { TableRecord } from '../table-record.ts'
import { cellRefusal, cellText, isJsonRecord, type JsonRecord } from './records.ts'

/** A table format that is published as JSON: a list of objects, one a record. */
export interface JsonFormat {
  readonly table: TableFormat
  /** What the published schema refuses in a record, `null` where it is valid. */
  readonly invalid: (record: JsonRecord) => { readonly column: string; readonly message: string } | null
}

/** Reads a list of JSON objects as one of `formats`; records are numbered from 1. */
export function readJsonTable(
  source: InventorySource,
  encoding: string,
  list: readonly unknown[],
  formats: readonly JsonFormat[],
): ReadResult {
  const records = list.filter(isJsonRecord)
  const header = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const [only] = formats
  const table =
    formats.length === 1 && only
      ? only.table
      : detectFormat(
          header,
          formats.map((known) => known.table),
        )
  const format = formats.find((known) => known.table === table)
  if (format === undefined) return refuse(source, FORMAT_UNKNOWN)
  const optional = { ...format.table, columns: format.table.columns.map(asOptional) }
  const plan = planHeader(header, optional)
  if ('code' in plan) return refuse(source, { ...plan, row: null, format: format.table.format })
  if (list.length > LIMITS.records) return refuse(source, tooMany(list.length, format))
  const rows: TableRecord[] = []
  for (const [at, value] of list.entries()) {
    const read = readRecord(value, at + 1, header, format)
    if ('code' in read) return refuse(source, { ...read, format: format.table.format })
    rows.push(read)
  }
  const read = readEntries(rows, plan, source)
  const latest = read.entries.reduce((found, entry) => Math.max(found, entry.year), 0)
  const year = format.table.year ?? latest
  return { ok: true, format: format.table.format, year, encoding, ...read, awards: [], columnStatus: [], sources: [] }
}

/** A key that no record states is no fault of the file: what a record must state, its schema says. */
function asOptional(column: TableFormat['columns'][number]): TableFormat['columns'][number] {
  return column.presence === 'required' ? { ...column, presence: 'optional' } : column
}

function readRecord(value: unknown, row: number, header: readonly string[], format: JsonFormat): TableRecord | Refusal {
  if (!isJsonRecord(value)) {
    const unreadable = { column: null, code: 'schema-invalid', message: 'The record is no JSON object.' } as const
    return { row, cells: [], text: JSON.stringify(value), unreadable }
  }
  const cells = header.map((key) => (Object.hasOwn(value, key) ? cellText(value[key]) : null))
  for (const [at, cell] of cells.entries()) {
    const refusal = cell === null ? null : cellRefusal(cell, row, header[at] ?? '')
    if (refusal !== null) return refusal
  }
  const invalid = format.invalid(value)
  if (invalid === null) return { row, cells }
  return { row, cells, text: withoutContact(value, format), unreadable: { ...invalid, code: 'schema-invalid' } }
}

/** The record as JSON, less the unknown keys that promise contact data. */
function withoutContact(record: JsonRecord, format: JsonFormat): string {
  const known = new Set(format.table.columns.flatMap(({ headers }) => headers))
  return JSON.stringify(record, (key, inner) => (namesContact(key) && !known.has(key) ? undefined : inner))
}

function tooMany(found: number, format: JsonFormat): Refusal {
  const message = `${found} records; ${LIMITS.records} are allowed.`
  return { code: 'too-large', row: null, column: null, message, format: format.table.format }
}

const FORMAT_UNKNOWN: Refusal = {
  code: 'format-unknown',
  row: null,
  column: null,
  message: 'The JSON document is none of the known ones: entries of the Dutch register, ATRS records or awards.',
  format: null,
}
