import type { Entry, EntryKey } from '../entry/entry.ts'
import { exactNamePairs } from '../match/exact-name.ts'
import type { MatchPair } from '../match/match.ts'
import type { Finding } from './finding.ts'
import { byPlace, oncePerView, type RegisterView } from './view.ts'

/** An entry of 2024 and one of 2025 that pair rules hold against each other, and why those two. */
export interface Pair {
  readonly from: Entry
  readonly to: Entry
  readonly basis: NonNullable<Finding['basis']>
}

const byKey2024 = oncePerView((view) => keyed(view.of('omb-2024')))
const byKey2025 = oncePerView((view) => keyed(view.of('omb-2025')))

/**
 * Pairs of register reference 3.5: equal names, unique in the agency in both years, whatever matching makes of them;
 * and the other accepted matches.
 */
export const pairsOf = oncePerView((view: RegisterView): readonly Pair[] => {
  const named = exactNamePairs(view.of('omb-2024'), view.of('omb-2025')).map(({ from, to }) => ({
    from,
    to,
    basis: 'exact-name' as const,
  }))
  const known = new Set(named.map(({ from, to }) => `${from.key}\n${to.key}`))
  const matched = acceptedPairs(view)
    .filter(({ from, to }) => !known.has(`${from.key}\n${to.key}`))
    .map(({ from, to }) => ({ from, to, basis: 'matched' as const }))
  return [...named, ...matched].sort((a, b) => byPlace(a.to, b.to) || byPlace(a.from, b.from))
})

/** Matches 2024 to 2025 that were accepted, by rule or by a person. */
export const acceptedPairs = oncePerView((view: RegisterView) => entriesOf(view, view.facts.matches.pairs))

/**
 * The accepted partner of an entry, by its key: what it was matched with, or split into, or merged with; and the
 * entries for which a possible match awaits a person's verdict.
 */
export const partners = oncePerView((view: RegisterView) => {
  const found = [...acceptedPairs(view), ...entriesOf(view, view.facts.matches.relations)]
  const later = new Map<EntryKey, Entry>()
  const earlier = new Map<EntryKey, Entry>()
  for (const { from, to } of found) {
    if (!later.has(from.key)) later.set(from.key, to)
    if (!earlier.has(to.key)) earlier.set(to.key, from)
  }
  const awaited = new Set(entriesOf(view, view.facts.matches.undecided).flatMap(({ from, to }) => [from.key, to.key]))
  return { later, earlier, awaited }
})

function entriesOf(view: RegisterView, matches: readonly MatchPair[]): readonly { from: Entry; to: Entry }[] {
  return matches.flatMap((match) => {
    const from = byKey2024(view).get(match.from.key)
    const to = byKey2025(view).get(match.to.key)
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
}

function keyed(entries: readonly Entry[]): ReadonlyMap<EntryKey, Entry> {
  return new Map(entries.map((entry) => [entry.key, entry]))
}
