import { normalName } from '../entry/clean.ts'
import type { Entry } from '../entry/entry.ts'
import { isMatched, matchAgency } from './column.ts'

/** Two entries of one agency in different years whose name nobody else there carries. */
export interface ExactNamePair {
  readonly agency: string
  readonly from: Entry
  readonly to: Entry
}

/**
 * Pairs of the same agency and the same `name`, unique in the agency in both years, in record order of the earlier
 * year (register reference 3.5; the basis `exact-name` of pair rules). A statement about names, not about identity:
 * matching may decide otherwise. Entries of formats that stand alone are passed over.
 */
export function exactNamePairs(from: readonly Entry[], to: readonly Entry[]): readonly ExactNamePair[] {
  const later = uniqueNames(to)
  const pairs: ExactNamePair[] = []
  for (const [name, entry] of uniqueNames(from)) {
    const partner = later.get(name)
    if (entry !== null && partner !== null && partner !== undefined) {
      pairs.push({ agency: matchAgency(entry), from: entry, to: partner })
    }
  }
  return pairs.sort((a, b) => byRecord(a.from, b.from))
}

/** Agency and name to the one entry that carries it; `null` where several do. Nameless entries are left out. */
function uniqueNames(entries: readonly Entry[]): ReadonlyMap<string, Entry | null> {
  const byName = new Map<string, Entry | null>()
  for (const entry of entries) {
    if (!isMatched(entry)) continue
    const name = normalName(entry.name)
    if (name === '') continue
    const place = `${matchAgency(entry)}\n${name}`
    byName.set(place, byName.has(place) ? null : entry)
  }
  return byName
}

/** Record order, whatever order entries come in: file, then record number. */
export function byRecord(a: Entry, b: Entry): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.row - b.row
}
