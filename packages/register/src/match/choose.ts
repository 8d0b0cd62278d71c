import { namesSeveral } from './name.ts'
import type { PairScore, Profile, ScoreTable } from './score.ts'

/** A chosen pair, by position in its score table; `accepted` null leaves it to a person. */
export interface ChosenPair {
  readonly from: number
  readonly to: number
  readonly equalName: boolean
  readonly accepted: 'equal-name' | 'score' | null
}

/** Below this no pair is chosen at all. */
const LOWEST_SCORE = 0.3

/**
 * One-to-one choice (register reference 5.3): pairs of equal, unique names first, then by score, ties by record
 * number. `isFree` says which ends no id and no person has settled, `isRuledOut` which pairs a person has refused.
 */
export function choosePairs(
  table: ScoreTable,
  isFree: { readonly from: (at: number) => boolean; readonly to: (at: number) => boolean },
  isRuledOut: (from: number, to: number) => boolean,
): readonly ChosenPair[] {
  const takenFrom = new Set<number>()
  const takenTo = new Set<number>()
  const chosen: ChosenPair[] = []
  const take = (from: number, to: number, equalName: boolean): void => {
    if (takenFrom.has(from) || takenTo.has(to) || !isFree.from(from) || !isFree.to(to) || isRuledOut(from, to)) return
    takenFrom.add(from)
    takenTo.add(to)
    chosen.push({ from, to, equalName, accepted: acceptance(table, from, to, equalName) })
  }
  const partner = uniqueByName(table.to)
  for (const [name, from] of uniqueByName(table.from)) {
    const to = partner.get(name)
    if (from !== null && to !== null && to !== undefined) take(from, to, true)
  }
  for (const { from, to } of candidates(table, takenFrom, takenTo)) take(from, to, false)
  return chosen
}

/** Name to its only position; `null` where several entries carry it. */
function uniqueByName(profiles: readonly Profile[]): ReadonlyMap<string, number | null> {
  const byName = new Map<string, number | null>()
  profiles.forEach(({ name }, at) => {
    if (name !== '') byName.set(name, byName.has(name) ? null : at)
  })
  return byName
}

/** Pairs of the entries not yet taken that score high enough, best first. */
function candidates(table: ScoreTable, takenFrom: ReadonlySet<number>, takenTo: ReadonlySet<number>) {
  const found: { from: number; to: number; score: number }[] = []
  for (let from = 0; from < table.from.length; from += 1) {
    if (takenFrom.has(from)) continue
    for (let to = 0; to < table.to.length; to += 1) {
      if (takenTo.has(to)) continue
      const score = table.score(from, to)
      if (score >= LOWEST_SCORE) found.push({ from, to, score })
    }
  }
  return found.sort((a, b) => b.score - a.score || a.from - b.from || a.to - b.to)
}

/** What is accepted without a person. Equal names alone never are: they can stand for two tools of two bureaus. */
function acceptance(table: ScoreTable, from: number, to: number, equalName: boolean): ChosenPair['accepted'] {
  const earlier = table.from[from]
  const later = table.to[to]
  if (earlier === undefined || later === undefined) return null
  if (earlier.isRetired && !later.isRetired) return null
  if (namesSeveral(later.entry.name)) return null
  const pair = table.at(from, to)
  if (equalName) return isSameByName(pair, later) ? 'equal-name' : null
  return pair.score >= 0.6 && table.margin(from, to) >= 0.1 ? 'score' : null
}

function isSameByName(pair: PairScore, later: Profile): boolean {
  return pair.sameBureau || pair.textCosine >= 0.3 || (later.isRetired && later.textWords.length === 0)
}
