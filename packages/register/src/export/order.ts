import type { Entry, EntryKey } from '../entry/entry.ts'

/**
 * Keys in the order of their characters, but `.2`, `.10` by number: a repeated key then meets its importer in the order
 * that gave it its number, and an export that is imported again keeps every key.
 */
export function compareKeys(a: EntryKey, b: EntryKey): number {
  return compareParts(parts(a), parts(b))
}

/** By key, then year, then format; the one order of every export. */
export function inExportOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, key: parts(entry.key) }))
    .sort(
      (a, b) => compareParts(a.key, b.key) || a.entry.year - b.entry.year || compare(a.entry.format, b.entry.format),
    )
    .map(({ entry }) => entry)
}

interface KeyParts {
  readonly whole: string
  readonly base: string
  readonly count: number
}

function parts(key: EntryKey): KeyParts {
  const found = /^(.+)\.([1-9]\d{0,8})$/.exec(key)
  return { whole: key, base: found?.[1] ?? key, count: Number(found?.[2] ?? 1) }
}

function compareParts(a: KeyParts, b: KeyParts): number {
  return compare(a.base, b.base) || a.count - b.count || compare(a.whole, b.whole)
}

/** By UTF-16 code units: the same on every machine, unlike a collation. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
