/** How much of a declared value a letter quotes; the full cell is found by the file, record and column beside it. */
const QUOTE_LENGTH = 300

/**
 * Published text on one line: control characters and marks that turn the direction of writing dropped, white space as one
 * blank. So a name in a file can neither start a line of the letter nor reorder it.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** `"In-progress"`; an empty one is `no value`; a long value ends in `[...]`. */
export function quoted(value: string): string {
  const line = oneLine(value)
  if (line === '') return 'no value'
  const letters = Array.from(line)
  return letters.length <= QUOTE_LENGTH ? `“${line}”` : `“${letters.slice(0, QUOTE_LENGTH).join('').trimEnd()} [...]”`
}
