import type { Entry, EntryKey } from '../entry/entry.ts'
import { choosePairs } from './choose.ts'
import { isMatched, matchAgency } from './column.ts'
import { byRecord } from './exact-name.ts'
import type { MatchEnd, MatchPair, MatchResult, MatchReview, MatchWhy } from './match.ts'
import { type ScoreTable, scoreTable } from './score.ts'
import { settle } from './settle.ts'

/**
 * Joins the entries of one year with those of the next, agency by agency (register reference 5): candidates, score,
 * one-to-one choice; what is not certain is left undecided for a person, and persons' verdicts are replayed.
 * The same entries and reviews give the same result in any order of entries. Every entry of a matched format comes
 * out once: in a pair, undecided, in a relation, or as vanished or new, which also lists agencies that stand in one
 * year alone. Cost grows with the pairs inside each agency, never with those between agencies.
 * @param options.from entries of the earlier year; those of formats that stand alone are passed over
 * @param options.reviews in the order they were given: the newest verdict on two entries counts
 */
export function matchYears(options: {
  readonly from: readonly Entry[]
  readonly to: readonly Entry[]
  readonly reviews: readonly MatchReview[]
}): MatchResult {
  const from = byAgency(options.from)
  const to = byAgency(options.to)
  const reviews = byEarlierEntry(options.reviews)
  const found = [...new Set([...from.keys(), ...to.keys()])]
    .sort()
    .map((agency) => matchAgencies(agency, from.get(agency) ?? [], to.get(agency) ?? [], reviews))
  const toYear = firstYear(to)
  return {
    fromYear: firstYear(from) ?? (toYear ?? 1) - 1,
    toYear: toYear ?? (firstYear(from) ?? -1) + 1,
    pairs: found.flatMap(({ pairs }) => pairs),
    undecided: found.flatMap(({ undecided }) => undecided),
    relations: found.flatMap(({ relations }) => relations),
    vanished: found.flatMap(({ vanished }) => vanished),
    new: found.flatMap((one) => one.new),
  }
}

type AgencyResult = Pick<MatchResult, 'pairs' | 'undecided' | 'relations' | 'vanished' | 'new'>

function matchAgencies(
  agency: string,
  from: readonly Entry[],
  to: readonly Entry[],
  reviews: ReadonlyMap<EntryKey, readonly MatchReview[]>,
): AgencyResult {
  if (from.length === 0 || to.length === 0) {
    return { pairs: [], undecided: [], relations: [], vanished: from.map(matchEnd), new: to.map(matchEnd) }
  }
  const table = scoreTable(from, to)
  const settled = settle(table.from, table.to, reviews)
  const settledFrom = new Set(settled.pairs.map((pair) => pair.from))
  const settledTo = new Set(settled.pairs.map((pair) => pair.to))
  const isFree = { from: (at: number) => !settledFrom.has(at), to: (at: number) => !settledTo.has(at) }
  const chosen = choosePairs(table, isFree, settled.isRuledOut)
  const usedFrom = new Set([...settledFrom, ...chosen.map((pair) => pair.from)])
  const usedTo = new Set([...settledTo, ...chosen.map((pair) => pair.to)])
  const byPosition = (a: { from: number; to: number }, b: { from: number; to: number }) =>
    a.from - b.from || a.to - b.to

  const accepted = [
    ...settled.pairs.flatMap(({ from: i, to: j, by }) => {
      if (by === 'split' || by === 'merged') return []
      return [{ from: i, to: j, accepted: by === 'same' ? ('reviewed' as const) : by }]
    }),
    ...chosen.filter((pair) => pair.accepted !== null),
  ].sort(byPosition)
  const undecided = chosen.filter((pair) => pair.accepted === null).sort(byPosition)
  const relations = settled.pairs.flatMap(({ from: i, to: j, by }) =>
    by === 'split' || by === 'merged' ? [{ from: i, to: j, verdict: by }] : [],
  )
  return {
    pairs: accepted.map((pair) => matchPair(agency, table, pair)),
    undecided: undecided.map((pair) => matchPair(agency, table, pair)),
    relations: relations.sort(byPosition).map(({ verdict, ...pair }) => ({
      ...matchPair(agency, table, { ...pair, accepted: 'reviewed' }),
      verdict,
    })),
    vanished: from.filter((_, at) => !usedFrom.has(at)).map(matchEnd),
    new: to.filter((_, at) => !usedTo.has(at)).map(matchEnd),
  }
}

function matchPair(
  agency: string,
  table: ScoreTable,
  { from, to, accepted }: { from: number; to: number; accepted: MatchWhy['accepted'] },
): MatchPair {
  const earlier = table.from[from]
  const later = table.to[to]
  if (earlier === undefined || later === undefined) throw new RangeError(`no pair ${from}, ${to} in ${agency}`)
  const { score, nameCosine, textCosine, sameBureau } = table.at(from, to)
  return {
    agency,
    from: matchEnd(earlier.entry),
    to: matchEnd(later.entry),
    score,
    why: {
      accepted,
      nameCosine,
      textCosine,
      sameBureau,
      equalName: earlier.name !== '' && earlier.name === later.name,
      margin: table.margin(from, to),
      words: table.sharedWords(from, to),
    },
  }
}

function matchEnd(entry: Entry): MatchEnd {
  return { key: entry.key, row: entry.row }
}

/** Entries of matched formats by agency, each agency in record order. */
function byAgency(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const agencies = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (!isMatched(entry)) continue
    const agency = matchAgency(entry)
    const list = agencies.get(agency)
    if (list === undefined) agencies.set(agency, [entry])
    else list.push(entry)
  }
  for (const list of agencies.values()) list.sort(byRecord)
  return agencies
}

function byEarlierEntry(reviews: readonly MatchReview[]): ReadonlyMap<EntryKey, readonly MatchReview[]> {
  const grouped = new Map<EntryKey, MatchReview[]>()
  for (const review of reviews) {
    const list = grouped.get(review.from)
    if (list === undefined) grouped.set(review.from, [review])
    else list.push(review)
  }
  return grouped
}

function firstYear(agencies: ReadonlyMap<string, readonly Entry[]>): number | null {
  for (const [entry] of agencies.values()) if (entry !== undefined) return entry.year
  return null
}
