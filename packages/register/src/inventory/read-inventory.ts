import { readAwards } from '../contract/read-awards.ts'
import type { Format } from '../entry/entry.ts'
import type { Sha256 } from '../entry/key.ts'
import { ATRS, ATRS_JSON } from './atrs/format.ts'
import { sniff } from './bytes/encoding.ts'
import type { TableFormat } from './format/table-format.ts'
import { isJsonRecord, parseJson } from './json/records.ts'
import { type JsonFormat, readJsonTable } from './json/table.ts'
import { LIMITS } from './limits.ts'
import { NL_1_0 } from './nl-1.0/format.ts'
import { OMB_2023 } from './omb-2023/format.ts'
import { OMB_2024 } from './omb-2024/format.ts'
import { OMB_2025 } from './omb-2025/format.ts'
import { OMB_2025_COTS } from './omb-2025-cots/format.ts'
import { readSourcing } from './omb-2025-sourcing/read-sourcing.ts'
import { readCsv } from './read-csv.ts'
import type { ReadResult } from './read-result.ts'
import { readText } from './read-text.ts'
import { type InventorySource, type Refusal, refuse } from './refusal.ts'

const CSV_FORMATS: readonly TableFormat[] = [OMB_2023, OMB_2024, OMB_2025, OMB_2025_COTS, ATRS]
const JSON_FORMATS: readonly JsonFormat[] = [ATRS_JSON, NL_1_0]

/** What a file may be written in, and which formats are written so. */
type Notation = 'csv' | 'json' | 'markdown'

const NOTATIONS: Readonly<Record<Format, readonly Notation[]>> = {
  'omb-2023': ['csv'],
  'omb-2024': ['csv'],
  'omb-2025': ['csv'],
  'omb-2025-cots': ['csv'],
  'omb-2025-sourcing': ['markdown'],
  atrs: ['csv', 'json'],
  'nl-1.0': ['json'],
  contracts: ['json'],
}

/**
 * Bytes of one published file to entries, awards or agency sources, with warnings; pure. Never throws for its bytes:
 * a file is refused as a whole with one rejection, or read with every record accounted for (`rows` = kept + quarantined).
 * Register reference, section 2.
 */
export function readInventory(input: {
  /** File name shown in rejections, warnings and evidence. */
  readonly file: string
  readonly bytes: Uint8Array
  /** What the file is said to be; found by its header where absent. */
  readonly format?: Format
  readonly sha256: Sha256
}): ReadResult {
  const { bytes, format } = input
  const found = sizeRefusal(bytes) ?? sniff(bytes)
  if ('code' in found) return refuse(input, { ...NOWHERE, ...found, format: format ?? null })
  const notation = notationOf(bytes, found.bom)
  if (format !== undefined && !NOTATIONS[format].includes(notation)) {
    const message = `${format} is a ${NOTATIONS[format].join(' or ')} file; this one begins like ${notation}.`
    return refuse(input, { ...NOWHERE, code: 'format-unknown', message, format })
  }
  if (notation === 'csv') {
    return readCsv(
      input,
      found.bom,
      format === undefined ? CSV_FORMATS : CSV_FORMATS.filter((f) => f.format === format),
    )
  }
  const text = readText(bytes, found.bom ? BOM_BYTES : 0)
  if (typeof text !== 'string') return refuse(input, { ...text, format: format ?? null })
  const encoding = found.bom ? 'utf-8-bom' : 'utf-8'
  return notation === 'json' ? readJson(input, encoding, text, format) : readSourcing(input, encoding, text)
}

const BOM_BYTES = 3
const NOWHERE = { row: null, column: null } as const

function sizeRefusal(bytes: Uint8Array): Pick<Refusal, 'code' | 'message'> | null {
  if (bytes.length === 0) return { code: 'empty', message: 'The file has no bytes.' }
  if (bytes.length <= LIMITS.fileBytes) return null
  const message = `The file has ${bytes.length} bytes; ${LIMITS.fileBytes} are allowed. Split it by agency or year.`
  return { code: 'too-large', message }
}

/** Told by the first visible character: no CSV header here begins with a bracket or a number sign. */
function notationOf(bytes: Uint8Array, bom: boolean): Notation {
  let at = bom ? BOM_BYTES : 0
  while (at < bytes.length && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at += 1
  const first = String.fromCharCode(bytes[at] ?? 0)
  if (first === '{' || first === '[') return 'json'
  return first === '#' ? 'markdown' : 'csv'
}

/** A list of entries or records, or an object that holds one; awards are told by their `contracts`. */
function readJson(source: InventorySource, encoding: string, text: string, format: Format | undefined): ReadResult {
  const parsed = parseJson(text)
  if ('code' in parsed) return refuse(source, { ...parsed, format: format ?? null })
  const { value } = parsed
  if (isJsonRecord(value) && Array.isArray(value.contracts) && (format ?? 'contracts') === 'contracts') {
    return readAwards(source, encoding, value)
  }
  const list = isJsonRecord(value) ? value.records : value
  const formats = JSON_FORMATS.filter(({ table }) => format === undefined || table.format === format)
  if (Array.isArray(list) && formats.length > 0) return readJsonTable(source, encoding, list, formats)
  const message = 'The JSON document holds neither a list of records nor `contracts`.'
  return refuse(source, { ...NOWHERE, code: 'format-unknown', message, format: format ?? null })
}
