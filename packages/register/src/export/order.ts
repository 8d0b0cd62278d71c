import type { Entry, EntryKey } from '../entry/entry.ts'

/**
 * Keys in the order of their characters, but `.2`, `.10` by number: a repeated key then meets its importer in the order
 * that gave it its number, and an export that is imported again keeps every key.
 */
export function compareKeys(a: EntryKey, b: EntryKey): number {
  const [aBase, aCount] = parts(a)
  const [bBase, bCount] = parts(b)
  return compare(aBase, bBase) || aCount - bCount || compare(a, b)
}

/** By key, then year, then format; the one order of every export. */
export function inExportOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => compareKeys(a.key, b.key) || a.year - b.year || compare(a.format, b.format))
}

function parts(key: EntryKey): readonly [base: string, count: number] {
  const found = /^(.+)\.([1-9]\d{0,8})$/.exec(key)
  return found === null ? [key, 1] : [found[1] ?? key, Number(found[2])]
}

/** By UTF-16 code units: the same on every machine, unlike a collation. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
