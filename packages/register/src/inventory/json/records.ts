import { LIMITS } from '../limits.ts'
import type { Refusal } from '../refusal.ts'

export type JsonRecord = Readonly<Record<string, unknown>>

export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The parsed document, or `json-invalid` with the line where reading stopped, as far as the engine tells. */
export function parseJson(text: string): { readonly value: unknown } | Refusal {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const at = /position (\d+)/.exec(said)?.[1]
    const row = at === undefined ? null : text.slice(0, Number(at)).split('\n').length
    const place = row === null ? 'the end of the file' : `line ${row}`
    return { code: 'json-invalid', row, column: null, message: `No valid JSON (at ${place}).`, format: null }
  }
}

/**
 * A JSON value as the text of a cell: lists and other structures as JSON, `null` as blank; `null` for an absent key,
 * which the record does not state at all.
 */
export function cellText(value: unknown): string | null {
  if (value === undefined) return null
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** C0 and C1 characters other than tab, LF and CR: JSON can escape what no file may hold. */
const CONTROL = /[^\t\n\r\P{Cc}]/u

/** Half of a surrogate pair: it has no UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** Why a cell makes its whole file unreadable, as the same text in a CSV file would. */
export function cellRefusal(text: string, row: number, column: string): Refusal | null {
  const place = { row, column, format: null }
  if (text.length > LIMITS.cellBytes) {
    const message = `Record ${row}, ${column}: a cell of ${text.length} characters; ${LIMITS.cellBytes} are allowed.`
    return { ...place, code: 'too-large', message }
  }
  const message = `Record ${row}, ${column}: `
  if (CONTROL.test(text.replaceAll('\x7f', ''))) {
    return { ...place, code: 'control-character', message: `${message}an escaped control character.` }
  }
  if (LONE_SURROGATE.test(text)) {
    return { ...place, code: 'encoding', message: `${message}half of a surrogate pair, which has no UTF-8.` }
  }
  return null
}
