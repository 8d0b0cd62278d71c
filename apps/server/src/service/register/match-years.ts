import { type MatchPair, type MatchResult, matchYears } from '@recourse/register'
import type { Clock, RegisterStore } from '../ports.ts'
import { judge } from './judge.ts'

/** Matches two federal inventory years as stored now; `agency` narrows the answer to one agency code. */
export async function matchStoredYears(
  store: RegisterStore,
  options: { readonly from: number; readonly to: number; readonly agency?: string },
): Promise<MatchResult> {
  const facts = await store.loadFacts()
  const agency = options.agency?.toUpperCase()
  const of = (year: number) =>
    facts.entries.filter(
      (entry) =>
        entry.year === year &&
        (entry.format === 'omb-2023' || entry.format === 'omb-2024' || entry.format === 'omb-2025'),
    )
  const result = matchYears({ from: of(options.from), to: of(options.to), reviews: facts.reviews })
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

export type Verdict = 'same' | 'split' | 'merged' | 'different'

/**
 * A person's verdict on a pair the procedure left undecided (or decided): stored as data, replayed at every judgement.
 * `reviewer` is an office or staff reference, never a name. False: one of the keys is no entry of the register.
 */
export async function settleMatch(
  deps: { readonly store: RegisterStore; readonly clock: Clock },
  settled: { readonly from: string; readonly to: string; readonly verdict: Verdict; readonly reviewer: string },
): Promise<boolean> {
  const [from, to] = await Promise.all([deps.store.findUseCase(settled.from), deps.store.findUseCase(settled.to)])
  if (!from || !to) return false
  const { reviewer, ...review } = settled
  await deps.store.saveMatchReview(review, reviewer, deps.clock.now())
  await judge(deps)
  return true
}
