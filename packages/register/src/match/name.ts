import { clean, normalName } from '../entry/clean.ts'

/** `[2024 INV#WO0000000110496]`, `[2024 Inv# WO...; 2024 INV#WO...]`: numbers of last year's inventory inside a name. */
const INVENTORY_NUMBERS = /\[[^\]]*\binv\s*#[^\]]*\]/gi

/** A use case's name as matching compares it: `name` without bracketed numbers of an earlier inventory. */
export function matchName(name: string): string {
  return normalName(name.includes('[') ? name.replace(INVENTORY_NUMBERS, ' ') : name)
}

/**
 * Whether a name cites two or more numbers of an earlier inventory: the agency says itself that entries were merged,
 * and a merge is a relation for a person to settle, not a pair.
 */
export function namesSeveral(name: string): boolean {
  const numbers = clean(name)
    .match(INVENTORY_NUMBERS)
    ?.join(' ')
    .split(/[;,]/)
    .filter((part) => /\d/.test(part))
  return numbers !== undefined && numbers.length > 1
}
