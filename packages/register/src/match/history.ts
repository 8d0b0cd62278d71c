import type { Entry, EntryKey, Year } from '../entry/entry.ts'
import { isMatched } from './column.ts'
import type { MatchPair, MatchResult, MatchWhy } from './match.ts'

/** One use case through the years, as far as accepted pairs reach. */
export interface UseCaseHistory {
  /** Key of the newest entry: the address under which the use case is shown. */
  readonly key: EntryKey
  /** Oldest first, at most one a year. */
  readonly entries: readonly Entry[]
  /** What joins neighbours in `entries`, in the same order: one fewer than entries. */
  readonly links: readonly HistoryLink[]
  /** What a person found it split into, merged with or come from; those entries have histories of their own. */
  readonly relations: readonly HistoryRelation[]
}

export interface HistoryLink {
  readonly from: HistoryEnd
  readonly to: HistoryEnd
  /** 0 to 1, as matching found it. */
  readonly score: number
  readonly why: MatchWhy
}

export interface HistoryEnd {
  readonly year: Year
  readonly key: EntryKey
}

export interface HistoryRelation extends HistoryLink {
  readonly verdict: 'split' | 'merged'
}

/**
 * Joins entries of all years into use cases along accepted pairs alone; undecided pairs join nothing. Entries of
 * formats that stand alone (commercial list, ATRS, NL) are a use case each. Where pairs compete for an entry the one
 * of the earlier years is kept. Sorted by key; linear in entries and pairs, but for that sorting.
 */
export function history(entries: readonly Entry[], matches: readonly MatchResult[]): readonly UseCaseHistory[] {
  const byPlace = new Map(entries.filter(isMatched).map((entry) => [place(entry), entry]))
  const next = new Map<Entry, { readonly entry: Entry; readonly link: HistoryLink }>()
  const hasEarlier = new Set<Entry>()
  const relations = new Map<Entry, HistoryRelation[]>()
  for (const match of [...matches].sort((a, b) => a.fromYear - b.fromYear || a.toYear - b.toYear)) {
    for (const pair of match.pairs) {
      const link = linkOf(match, pair)
      const from = byPlace.get(place(link.from))
      const to = byPlace.get(place(link.to))
      if (from === undefined || to === undefined || from.year >= to.year || next.has(from) || hasEarlier.has(to))
        continue
      next.set(from, { entry: to, link })
      hasEarlier.add(to)
    }
    for (const found of match.relations) {
      const relation = { ...linkOf(match, found), verdict: found.verdict }
      for (const end of [relation.from, relation.to]) {
        const entry = byPlace.get(place(end))
        if (entry !== undefined) relations.set(entry, [...(relations.get(entry) ?? []), relation])
      }
    }
  }
  const heads = entries.filter((entry) => !hasEarlier.has(entry))
  return heads.map((head) => follow(head, next, relations)).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

function follow(
  head: Entry,
  next: ReadonlyMap<Entry, { readonly entry: Entry; readonly link: HistoryLink }>,
  relations: ReadonlyMap<Entry, readonly HistoryRelation[]>,
): UseCaseHistory {
  const entries = [head]
  const links: HistoryLink[] = []
  let newest = head
  for (let step = next.get(head); step !== undefined; step = next.get(step.entry)) {
    newest = step.entry
    entries.push(step.entry)
    links.push(step.link)
  }
  return { key: newest.key, entries, links, relations: entries.flatMap((entry) => relations.get(entry) ?? []) }
}

function linkOf(match: MatchResult, { from, to, score, why }: MatchPair): HistoryLink {
  return { from: { year: match.fromYear, key: from.key }, to: { year: match.toYear, key: to.key }, score, why }
}

function place({ year, key }: HistoryEnd): string {
  return `${year} ${key}`
}
