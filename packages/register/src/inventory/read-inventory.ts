import type { Format } from '../entry/entry.ts'
import type { Sha256 } from '../entry/key.ts'
import { ATRS } from './atrs/format.ts'
import { sniff } from './bytes/encoding.ts'
import type { TableFormat } from './format/table-format.ts'
import { LIMITS } from './limits.ts'
import { OMB_2023 } from './omb-2023/format.ts'
import { OMB_2024 } from './omb-2024/format.ts'
import { OMB_2025 } from './omb-2025/format.ts'
import { OMB_2025_COTS } from './omb-2025-cots/format.ts'
import { readCsv } from './read-csv.ts'
import type { ReadResult } from './read-result.ts'
import { refuse } from './refusal.ts'

const CSV_FORMATS: readonly TableFormat[] = [OMB_2023, OMB_2024, OMB_2025, OMB_2025_COTS, ATRS]

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
  const nowhere = { row: null, column: null, format: format ?? null }
  if (bytes.length === 0) return refuse(input, { ...nowhere, code: 'empty', message: 'The file has no bytes.' })
  if (bytes.length > LIMITS.fileBytes) {
    const message = `The file has ${bytes.length} bytes; ${LIMITS.fileBytes} are allowed. Split it by agency or year.`
    return refuse(input, { ...nowhere, code: 'too-large', message })
  }
  const found = sniff(bytes)
  if (found.kind === 'refused') return refuse(input, { ...nowhere, code: found.code, message: found.message })
  const said = CSV_FORMATS.filter((known) => known.format === format)
  return readCsv(input, found.bom, said.length > 0 ? said : CSV_FORMATS)
}
