import type { EntryKey } from '../entry/entry.ts'
import { keyPart } from '../entry/key.ts'
import { matchColumns } from './column.ts'
import type { MatchReview } from './match.ts'
import type { Profile } from './score.ts'

/** A pair settled before any score is looked at, by position. */
export interface SettledPair {
  readonly from: number
  readonly to: number
  readonly by: 'equal-id' | 'same' | 'split' | 'merged'
}

export interface Settled {
  readonly pairs: readonly SettledPair[]
  readonly isRuledOut: (from: number, to: number) => boolean
}

/**
 * What persons and ids decide before scores do. The newest verdict on two entries counts (reviews come in the order
 * they were given) and stands above an equal id. `same` keeps pairs one-to-one: an older one on a taken end is dropped.
 * Verdicts on entries that are not here are passed over, so that they wait for the inventory to come back.
 */
export function settle(
  from: readonly Profile[],
  to: readonly Profile[],
  reviews: ReadonlyMap<EntryKey, readonly MatchReview[]>,
): Settled {
  const toByKey = new Map(to.map((side, at) => [side.entry.key, at]))
  const verdicts = new Map<string, { from: number; to: number; verdict: MatchReview['verdict'] }>()
  from.forEach((side, i) => {
    for (const review of reviews.get(side.entry.key) ?? []) {
      const j = toByKey.get(review.to)
      if (j === undefined) continue
      const place = `${i} ${j}`
      verdicts.delete(place)
      verdicts.set(place, { from: i, to: j, verdict: review.verdict })
    }
  })
  const pairs: SettledPair[] = []
  const pairedFrom = new Set<number>()
  const pairedTo = new Set<number>()
  const pair = (i: number, j: number, by: 'equal-id' | 'same'): void => {
    if (pairedFrom.has(i) || pairedTo.has(j)) return
    pairedFrom.add(i)
    pairedTo.add(j)
    pairs.push({ from: i, to: j, by })
  }
  const reviewed = [...verdicts.values()]
  for (const { from: i, to: j, verdict } of reviewed.toReversed()) if (verdict === 'same') pair(i, j, 'same')
  for (const { from: i, to: j, verdict } of reviewed) {
    if (verdict === 'split' || verdict === 'merged') pairs.push({ from: i, to: j, by: verdict })
  }
  for (const [i, j] of equalIds(from, to)) if (!verdicts.has(`${i} ${j}`)) pair(i, j, 'equal-id')
  return { pairs, isRuledOut: (i, j) => verdicts.get(`${i} ${j}`)?.verdict === 'different' }
}

/** Ids the agency gave itself, standing once in each year, equal as keys are (case, dashes, blanks). */
function equalIds(from: readonly Profile[], to: readonly Profile[]): readonly (readonly [number, number])[] {
  const later = uniqueIds(to)
  return [...uniqueIds(from)].flatMap(([id, i]) => {
    const j = later.get(id)
    return i === null || j === null || j === undefined ? [] : [[i, j] as const]
  })
}

function uniqueIds(profiles: readonly Profile[]): ReadonlyMap<string, number | null> {
  const byId = new Map<string, number | null>()
  profiles.forEach(({ entry }, at) => {
    const id = matchColumns(entry.format)?.ownIds === true ? keyPart(entry.id) : ''
    if (id !== '') byId.set(id, byId.has(id) ? null : at)
  })
  return byId
}
