import { LogError, type LogErrorCode } from './error.ts'
import type { JsonValue } from './json.ts'
import { fromBase64, fromHex } from './radix.ts'

/** A JSON object. */
export type Fields = { readonly [key: string]: JsonValue }

export function isFields(value: JsonValue | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads the members of a hostile document; whatever does not fit throws the code it was made with. */
export interface FieldReader {
  readonly malformed: (what: string, cause?: unknown) => LogError
  /** An object with no other than these keys; those that end in `?` may be missing. */
  readonly fields: (value: JsonValue | undefined, what: string, keys: readonly string[]) => Fields
  readonly list: <T>(value: JsonValue | undefined, what: string, read: (item: JsonValue) => T) => T[]
  readonly text: (value: JsonValue | undefined, what: string) => string
  /** Lower-case hexadecimal; with `length` exactly so many bytes. */
  readonly hex: (value: JsonValue | undefined, what: string, length?: number) => Uint8Array
  readonly base64: (value: JsonValue | undefined, what: string) => Uint8Array
  /** A whole number from 0. */
  readonly count: (value: JsonValue | undefined, what: string) => bigint
}

/** `whole` names the document in messages. */
export function fieldReader(code: LogErrorCode, whole: string): FieldReader {
  const malformed = (what: string, cause?: unknown): LogError =>
    new LogError(code, `${whole}: ${what}`, cause === undefined ? {} : { cause })
  const text = (value: JsonValue | undefined, what: string): string => {
    if (typeof value !== 'string') throw malformed(`${what} is no string`)
    return value
  }
  return {
    malformed,
    text,
    fields: (value, what, keys) => {
      if (!isFields(value)) throw malformed(`${what} is no object`)
      const allowed = new Set(keys.map((key) => key.replace('?', '')))
      const unknown = Object.keys(value).find((key) => !allowed.has(key))
      if (unknown !== undefined) throw malformed(`${what} has a key that is not known`)
      const missing = keys.find((key) => !key.endsWith('?') && value[key] === undefined)
      if (missing !== undefined) throw malformed(`${what} lacks ${missing}`)
      return value
    },
    list: (value, what, read) => {
      if (!Array.isArray(value)) throw malformed(`${what} is no list`)
      return value.map(read)
    },
    hex: (value, what, length) => {
      try {
        return fromHex(text(value, what), length)
      } catch (cause) {
        throw malformed(`${what} is not hexadecimal of the right length`, cause)
      }
    },
    base64: (value, what) => {
      try {
        return fromBase64(text(value, what))
      } catch (cause) {
        throw malformed(`${what} is not base64`, cause)
      }
    },
    count: (value, what) => {
      if (typeof value !== 'number' || value < 0) throw malformed(`${what} is no count`)
      return BigInt(value)
    },
  }
}
