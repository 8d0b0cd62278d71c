/**
 * Reads a Python list of strings (`['a', "b\n"]`), as the two list columns of the 2025 file hold them; a JSON list of
 * strings reads the same. Nothing is evaluated. `null` where it is anything else: the caller reports `list-unparsable`.
 */
export function readListLiteral(text: string): readonly string[] | null {
  const source = text.trim()
  if (source === '[]') return []
  if (!source.startsWith('[')) return null
  const items: string[] = []
  let at = skipBlanks(source, 1)
  while (source[at] !== ']') {
    const read = readString(source, at)
    if (read === null) return null
    items.push(read.value)
    at = skipBlanks(source, read.next)
    if (source[at] === ',') at = skipBlanks(source, at + 1)
    else if (source[at] !== ']') return null
  }
  return at === source.length - 1 ? items : null
}

/** The literal that `readListLiteral` reads back to the same items, in the spelling of the 2025 file. */
export function writeListLiteral(items: readonly string[]): string {
  return `[${items.map(writeString).join(', ')}]`
}

function skipBlanks(source: string, from: number): number {
  let at = from
  while (source[at] === ' ' || source[at] === '\t' || source[at] === '\n' || source[at] === '\r') at += 1
  return at
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\n', ''],
])

/** Escapes with a fixed number of hexadecimal digits (Python language reference 2.4.1). */
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/** A control character other than tab, LF and CR makes the list unreadable, as it would a file. */
const CONTROL = /[^\t\n\r\P{Cc}]/u

function readString(source: string, from: number): { readonly value: string; readonly next: number } | null {
  const quote = source[from]
  if (quote !== "'" && quote !== '"') return null
  let value = ''
  let at = from + 1
  for (;;) {
    const character = source[at]
    if (character === undefined || character === '\n' || character === '\r') return null
    if (character === quote) return CONTROL.test(value) ? null : { value, next: at + 1 }
    if (character !== '\\') {
      const stop = nextSpecial(source, at)
      value += source.slice(at, stop)
      at = stop
      continue
    }
    const read = readEscape(source, at + 1)
    if (read === null) return null
    value += read.value
    at = read.next
  }
}

function nextSpecial(source: string, from: number): number {
  let at = from
  for (; at < source.length; at += 1) {
    const character = source[at]
    if (character === "'" || character === '"' || character === '\\' || character === '\n' || character === '\r') break
  }
  return at > from ? at : from + 1
}

/** `from` is the character after the backslash. An escape Python does not know keeps its backslash. */
function readEscape(source: string, from: number): { readonly value: string; readonly next: number } | null {
  const character = source[from]
  if (character === undefined || character === 'N') return null
  const simple = SIMPLE.get(character)
  if (simple !== undefined) return { value: simple, next: from + 1 }
  const digits = HEX_DIGITS.get(character)
  if (digits !== undefined) {
    const code = source.slice(from + 1, from + 1 + digits)
    if (code.length < digits || !/^[0-9a-fA-F]+$/.test(code)) return null
    const point = Number.parseInt(code, 16)
    return point > 0x10ffff ? null : { value: String.fromCodePoint(point), next: from + 1 + digits }
  }
  const octal = /^[0-7]{1,3}/.exec(source.slice(from, from + 3))
  if (octal !== null) {
    return { value: String.fromCharCode(Number.parseInt(octal[0], 8)), next: from + octal[0].length }
  }
  return /[abfv]/.test(character) ? null : { value: `\\${character}`, next: from + 1 }
}

function writeString(item: string): string {
  const quote = item.includes("'") && !item.includes('"') ? '"' : "'"
  const escaped = item.replace(/[\\\n\r\t]|'|"/g, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return character === '\\' || character === quote ? `\\${character}` : character
  })
  return `${quote}${escaped}${quote}`
}
