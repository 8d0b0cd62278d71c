import { decodeUtf8 } from './bytes/utf8.ts'
import type { Refusal } from './refusal.ts'

/** The whole text of a JSON or Markdown file; such formats are UTF-8. A bad byte is placed by line and character. */
export function readText(bytes: Uint8Array, start: number): string | Refusal {
  const text = decodeUtf8(bytes, start, bytes.length)
  if (typeof text === 'string') return text
  const before = decodeUtf8(bytes, start, text.at)
  const lines = typeof before === 'string' ? before.split('\n') : []
  const column = `character ${(lines.at(-1)?.length ?? 0) + 1}`
  const message = `Line ${lines.length}, ${column}: ${text.what}.`
  return { code: text.code, row: lines.length, column, message, format: null }
}
