/** A cell a spreadsheet would run: first character `= + - @` after cleaning. Expects cleaned text. */
export function leadsFormula(cleaned: string): boolean {
  const first = cleaned[0]
  return first === '=' || first === '+' || first === '-' || first === '@'
}

const NEEDS_APOSTROPHE = /^'*\s*[=+\-@]/
const HAS_APOSTROPHE = /^''*\s*[=+\-@]/

/**
 * Export: an apostrophe before a lead that a spreadsheet would run. One that is there already gets another, since the
 * published 2025 file holds two such cells (`'-save time...`), so that `restoreFormula` gives back every cell exactly.
 */
export function neutraliseFormula(cell: string): string {
  return NEEDS_APOSTROPHE.test(cell) ? `'${cell}` : cell
}

/** Import of a neutralised file: takes one apostrophe away. */
export function restoreFormula(cell: string): string {
  return HAS_APOSTROPHE.test(cell) ? cell.slice(1) : cell
}

/**
 * Whether a file was neutralised: some cell bears the apostrophe and none leads a formula bare. The published 2025 file
 * has 31 bare ones, so its two apostrophes are its own words and stay.
 */
export function isNeutralised(cells: Iterable<string>): boolean {
  let marked = false
  for (const cell of cells) {
    if (HAS_APOSTROPHE.test(cell)) marked = true
    else if (NEEDS_APOSTROPHE.test(cell)) return false
  }
  return marked
}
