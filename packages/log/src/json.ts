import { sameBytes } from './bytes.ts'
import { LogError } from './error.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** JSON without floats: numbers are integers within ±(2^53−1). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

const MAX_DEPTH = 64
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024

function malformed(message: string): LogError {
  return new LogError('json_malformed', message)
}

function writeText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw malformed('a string holds a lone surrogate')
  return JSON.stringify(text)
}

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_DEPTH) throw malformed(`values are nested at most ${MAX_DEPTH} deep`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw malformed('a number is an integer within ±(2^53−1)')
    return String(value === 0 ? 0 : value)
  }
  if (isList(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  // RFC 8785 section 3.2.3: sorted by UTF-16 code units, which is the order of `<` on strings.
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
  return `{${keys.map((key) => `${writeText(key)}:${write(value[key] ?? null, depth + 1)}`).join(',')}}`
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** RFC 8785 bytes of a value. Throws json_malformed for floats, unsafe integers, lone surrogates and nesting beyond 64. */
export function canonicalJson(value: JsonValue): Uint8Array {
  return encodeUtf8(write(value, 0))
}

/** The value of bytes that are already canonical: bytes in = bytes out. Throws json_malformed, json_not_canonical. */
export function parseCanonicalJson(bytes: Uint8Array, maxBytes: number = DEFAULT_MAX_BYTES): JsonValue {
  const value = parseJson(bytes, maxBytes)
  if (!sameBytes(canonicalJson(value), bytes)) {
    throw new LogError('json_not_canonical', 'the JSON is not in the canonical form of RFC 8785')
  }
  return value
}

const LITERAL = /(?:true|false|null|-?(?:0|[1-9][0-9]{0,15}))(?![A-Za-z0-9_.+-])/y

/** Cuts a text into tokens, letter by letter: no pattern runs over a hostile length. */
function tokensOf(text: string): { readonly next: () => string; readonly place: () => number } {
  let at = 0
  const skipSpace = (): void => {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  }
  const endOfString = (): number => {
    let end = at + 1
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    return end + 1
  }
  const next = (): string => {
    skipSpace()
    const from = at
    const first = text[at] ?? ''
    if (first === '"') at = endOfString()
    else if (first !== '' && '{}[],:'.includes(first)) at++
    else {
      LITERAL.lastIndex = at
      at += LITERAL.exec(text)?.[0].length ?? 0
    }
    // At the end of the text the token is empty, which is no value.
    return text.slice(from, at)
  }
  return { next, place: () => at }
}

function unquote(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch (cause) {
    throw new LogError('json_malformed', 'a string holds a control character or an unknown escape', { cause })
  }
}

/**
 * Any spelling of a value, in time linear in its length. Duplicate keys, floats, integers outside ±(2^53−1), lone surrogates, nesting beyond 64 and
 * more than `maxBytes` are refused: json_malformed.
 */
export function parseJson(bytes: Uint8Array, maxBytes: number = DEFAULT_MAX_BYTES): JsonValue {
  if (bytes.length > maxBytes) throw malformed(`at most ${maxBytes} bytes of JSON are read here`)
  let text: string
  try {
    text = decodeUtf8(bytes)
  } catch (cause) {
    throw new LogError('json_malformed', 'JSON is UTF-8', { cause })
  }
  const { next, place } = tokensOf(text)
  const string = (token: string): string => {
    if (!token.startsWith('"')) throw malformed(`expected a string before letter ${place()}`)
    const value = unquote(token)
    if (/\p{Surrogate}/u.test(value)) throw malformed('a string holds a lone surrogate')
    return value
  }
  const more = (close: string): boolean => {
    const token = next()
    if (token !== ',' && token !== close) throw malformed(`expected a comma or ${close} before letter ${place()}`)
    return token === ','
  }
  const list = (depth: number): JsonValue => {
    const items: JsonValue[] = []
    const first = next()
    if (first === ']') return items
    items.push(value(first, depth))
    while (more(']')) items.push(value(next(), depth))
    return items
  }
  const object = (depth: number): JsonValue => {
    const fields = new Map<string, JsonValue>()
    let token = next()
    if (token === '}') return {}
    for (;;) {
      const key = string(token)
      if (fields.has(key)) throw malformed(`a key stands twice before letter ${place()}`)
      if (next() !== ':') throw malformed(`expected a colon before letter ${place()}`)
      fields.set(key, value(next(), depth))
      if (!more('}')) return Object.fromEntries(fields)
      token = next()
    }
  }
  const value = (token: string, depth: number): JsonValue => {
    if (depth > MAX_DEPTH) throw malformed(`values are nested at most ${MAX_DEPTH} deep`)
    if (token === '[') return list(depth + 1)
    if (token === '{') return object(depth + 1)
    if (token === 'true' || token === 'false') return token === 'true'
    if (token === 'null') return null
    if (token.startsWith('"')) return string(token)
    const number = /^-?[0-9]+$/.test(token) ? Number(token) : Number.NaN
    if (!Number.isSafeInteger(number)) throw malformed(`expected a value before letter ${place()}`)
    return number === 0 ? 0 : number
  }
  const found = value(next(), 0)
  if (next() !== '' || place() < text.length) throw malformed(`something follows the value at letter ${place()}`)
  return found
}
