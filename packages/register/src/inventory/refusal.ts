import type { Format } from '../entry/entry.ts'
import type { Sha256 } from '../entry/key.ts'
import type { ReadResult, RejectionCode } from './read-result.ts'

/** One file as it is handed in. */
export interface InventorySource {
  /** File name as rejections and evidence show it. */
  readonly file: string
  readonly bytes: Uint8Array
  readonly sha256: Sha256
}

/** Why nothing of a file is read. `format`: what it was taken for. */
export interface Refusal {
  readonly code: RejectionCode
  readonly row: number | null
  readonly column: string | null
  readonly message: string
  readonly format: Format | null
}

export function refuse({ file }: InventorySource, { format, code, row, column, message }: Refusal): ReadResult {
  return { ok: false, format, rejections: [{ file, row, column, code, message }] }
}
