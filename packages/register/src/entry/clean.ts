/**
 * Text as rules read it: NFKC, without zero-width marks, runs of white space as one blank, trimmed.
 * Register reference, section 1 "Cleaning". Idempotent.
 */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text.includes('  ') ? text.replace(/ +/g, ' ').trim() : text.trim()
  // Marks go first: between a letter and its accent they would keep the two apart, and a second pass would join them.
  return text
    .replace(/[\u200B\uFEFF]/g, '')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Printable ASCII needs no normalisation: the common case, kept off the slow path. */
const PLAIN = /^[ -~]*$/

/** Names as they are compared: lower case, every run of other characters than a-z 0-9 one blank. */
export function normalName(text: string): string {
  return clean(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Equal after cleaning, ignoring case. */
export function sameText(a: string, b: string): boolean {
  return clean(a).toLowerCase() === clean(b).toLowerCase()
}

const NOT_APPLICABLE = new Set(['', 'n/a', 'na', 'none', 'not applicable', '-'])

/** The register's `NA`: blank or a word that says so. */
export function isNotApplicable(text: string): boolean {
  return NOT_APPLICABLE.has(clean(text).toLowerCase())
}
