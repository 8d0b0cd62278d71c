import { type Entry, type Format, type MatchPair, type MatchResult, matchYears, text } from '@recourse/register'
import type { Clock, RegisterStore } from '../ports.ts'
import { judge } from './judge.ts'

/** Matches two federal inventory years as stored now; `agency` narrows the answer to one agency code. */
export async function matchStoredYears(
  store: RegisterStore,
  options: { readonly from: number; readonly to: number; readonly agency?: string },
): Promise<MatchResult> {
  const facts = await store.loadFacts()
  const agency = options.agency?.toUpperCase()
  const of = (year: number) => facts.entries.filter((entry) => entry.year === year && FEDERAL.has(entry.format))
  const matched = matchYears({ from: of(options.from), to: of(options.to), reviews: facts.reviews })
  const result = withoutHidden(matched, facts.entries, await store.hiddenCells())
  if (agency === undefined) return result
  const keys = new Set(facts.entries.filter((entry) => entry.agency.toUpperCase() === agency).map((entry) => entry.key))
  const within = (pair: MatchPair): boolean => keys.has(pair.from.key) || keys.has(pair.to.key)
  return {
    ...result,
    pairs: result.pairs.filter(within),
    undecided: result.undecided.filter(within),
    relations: result.relations.filter(within),
    vanished: result.vanished.filter((end) => keys.has(end.key)),
    new: result.new.filter((end) => keys.has(end.key)),
  }
}

/** A shared word may be a name that a report hides. */
function withoutHidden(
  result: MatchResult,
  entries: readonly Entry[],
  hidden: Awaited<ReturnType<RegisterStore['hiddenCells']>>,
): MatchResult {
  if (hidden.length === 0) return result
  const texts = hidden.flatMap(({ key, year, column }) =>
    entries.filter((entry) => entry.key === key && entry.year === year).map((entry) => text(entry, column)),
  )
  const words = new Set(texts.flatMap((one) => one.toLowerCase().match(/[a-z0-9]+/g) ?? []))
  const told = <Pair extends MatchPair>(pair: Pair): Pair => ({
    ...pair,
    why: { ...pair.why, words: pair.why.words.filter((word) => !words.has(word)) },
  })
  return {
    ...result,
    pairs: result.pairs.map(told),
    undecided: result.undecided.map(told),
    relations: result.relations.map(told),
  }
}

const FEDERAL: ReadonlySet<Format> = new Set(['omb-2023', 'omb-2024', 'omb-2025'])

/** Years that have a federal inventory of individual use cases, oldest first: those that can be matched. */
export async function federalYears(store: RegisterStore): Promise<readonly number[]> {
  const inventories = await store.inventories()
  return [...new Set(inventories.filter((one) => FEDERAL.has(one.format)).map((one) => one.year))].sort()
}

export type Verdict = 'same' | 'split' | 'merged' | 'different'

/**
 * A person's verdict on a pair the procedure left undecided (or decided): stored as data, replayed at every judgement.
 * `reviewer` is an office or staff reference, never a name. False: these are no two entries, the first of an earlier year.
 */
export async function settleMatch(
  deps: { readonly store: RegisterStore; readonly clock: Clock },
  settled: { readonly from: string; readonly to: string; readonly verdict: Verdict; readonly reviewer: string },
): Promise<boolean> {
  const [from, to] = await Promise.all([deps.store.findUseCase(settled.from), deps.store.findUseCase(settled.to)])
  const earlier = from?.entries.filter((entry) => entry.key === settled.from).map((entry) => entry.year) ?? []
  const later = to?.entries.filter((entry) => entry.key === settled.to).map((entry) => entry.year) ?? []
  if (earlier.length === 0 || later.length === 0 || Math.min(...earlier) >= Math.max(...later)) return false
  const { reviewer, ...review } = settled
  await deps.store.saveMatchReview(review, reviewer, deps.clock.now())
  await judge(deps)
  return true
}
