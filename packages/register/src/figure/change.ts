import type { Entry, Year } from '../entry/entry.ts'
import { isMatched, matchAgency } from '../match/column.ts'
import type { MatchPair, MatchResult } from '../match/match.ts'
import { impactStatus, stageStatus } from './status.ts'
import { grouped } from './tally.ts'

/** What became of one agency's entries from one year to the next; those split or merged are in none of the counts. */
export interface ChangeFigures {
  readonly fromYear: Year
  readonly toYear: Year
  readonly agency: string
  readonly matched: number
  readonly undecided: number
  /** Without a partner in the later year, whether or not declared retired before. */
  readonly vanished: number
  readonly new: number
  /** Moves over matched pairs, unchanged ones too. */
  readonly stage: readonly Transition[]
  readonly impact: readonly Transition[]
}

export interface Transition {
  readonly from: string
  readonly to: string
  readonly count: number
}

export function changeFigures(entries: readonly Entry[], matches: readonly MatchResult[]): readonly ChangeFigures[] {
  const byPlace = new Map(entries.filter(isMatched).map((entry) => [`${entry.year} ${entry.key}`, entry]))
  return [...matches].sort((a, b) => a.fromYear - b.fromYear).flatMap((match) => ofMatch(match, byPlace))
}

function ofMatch(match: MatchResult, byPlace: ReadonlyMap<string, Entry>): readonly ChangeFigures[] {
  const { fromYear, toYear } = match
  const agencyAt = (year: Year, key: string): string => {
    const entry = byPlace.get(`${year} ${key}`)
    return entry === undefined ? '' : matchAgency(entry)
  }
  const counted = [
    ...match.pairs.map((pair) => ({ kind: 'matched' as const, agency: pair.agency, pair })),
    ...match.undecided.map((pair) => ({ kind: 'undecided' as const, agency: pair.agency, pair: null })),
    ...match.vanished.map((end) => ({
      kind: 'vanished' as const,
      agency: agencyAt(fromYear, end.key),
      pair: null,
    })),
    ...match.new.map((end) => ({ kind: 'new' as const, agency: agencyAt(toYear, end.key), pair: null })),
  ]
  return grouped(counted, ({ agency }) => agency).map(([agency, list]) => {
    const pairs = list.flatMap(({ pair }) => pair ?? [])
    const count = (kind: (typeof counted)[number]['kind']) => list.filter((one) => one.kind === kind).length
    const moves = (read: (entry: Entry) => string) => transitions(pairs, match, byPlace, read)
    return {
      fromYear,
      toYear,
      agency,
      matched: pairs.length,
      undecided: count('undecided'),
      vanished: count('vanished'),
      new: count('new'),
      stage: moves(stageStatus),
      impact: moves(impactStatus),
    }
  })
}

function transitions(
  pairs: readonly MatchPair[],
  match: MatchResult,
  byPlace: ReadonlyMap<string, Entry>,
  read: (entry: Entry) => string,
): readonly Transition[] {
  const moves = pairs.flatMap((pair) => {
    const from = byPlace.get(`${match.fromYear} ${pair.from.key}`)
    const to = byPlace.get(`${match.toYear} ${pair.to.key}`)
    return from === undefined || to === undefined ? [] : [{ from: read(from), to: read(to) }]
  })
  return grouped(moves, ({ from, to }) => `${from} ${to}`).flatMap(([, list]) => {
    const [first] = list
    return first === undefined ? [] : [{ ...first, count: list.length }]
  })
}
