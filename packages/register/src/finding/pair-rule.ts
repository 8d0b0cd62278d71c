import type { Entry } from '../entry/entry.ts'
import type { Condition, Truth } from './condition.ts'
import { cells } from './evidence.ts'
import { asking, declaresAll, quoted, speaker } from './message.ts'
import { type Pair, pairsOf } from './pair.ts'
import { completeRule, type Hit, type Rule, type RuleHead } from './rule.ts'
import type { RegisterView } from './view.ts'

export interface PairRuleSpec extends RuleHead {
  /** What the entry of 2024 declares. */
  readonly from: Condition
  /** What its partner of 2025 declares. */
  readonly to: Condition
  /** The cells of 2025 to quote, where `to` rests on some of its columns only. */
  readonly quotes?: (to: Entry) => readonly string[]
  readonly asks?: string
}

/** A rule about two years' answers to one question: one finding for each pair. */
export function pairRule(id: string, spec: PairRuleSpec): Rule {
  return completeRule(id, spec, {
    population:
      'pairs of 2024 and 2025: equal names, unique in the agency in both years, and the other accepted matches',
    predicate: `2024: ${spec.from.words}; 2025: ${spec.to.words}`,
    unit: 'pair',
    judge: (view) => {
      const hits: Hit[] = []
      const silent = []
      for (const pair of pairsOf(view)) {
        const truth = both(spec.from.test(pair.from), () => spec.to.test(pair.to))
        if (truth === true) hits.push(hitOf(view, pair, spec))
        else if (truth === null) silent.push(pair.to)
      }
      return { hits, silent }
    },
  })
}

function both(first: Truth, second: () => Truth): Truth {
  if (first === false) return false
  const then = second()
  return then === false ? false : first === null ? null : then
}

function hitOf(view: RegisterView, pair: Pair, spec: PairRuleSpec): Hit {
  const { from, to, basis } = pair
  const columns = spec.quotes?.(to) ?? spec.to.columns
  return {
    subject: { kind: 'pair', from: from.key, to: to.key },
    entry: to,
    agency: to.agency,
    year: to.year,
    basis,
    evidence: [...cells(view, from, spec.from.columns), ...cells(view, to, columns)],
    message: `${speaker(to)} in 2024 (record ${from.row}) ${declaresAll(view, from, spec.from.columns)}; in 2025 (record ${to.row}) ${declaresAll(view, to, columns)}. ${joinedBy(pair)}${asking(spec.cites, spec.asks)}`,
  }
}

/** How the two entries were put together, in a sentence. */
function joinedBy({ from, to, basis }: Pair): string {
  return basis === 'exact-name'
    ? 'The two entries carry the same name.'
    : `The two entries were matched: ${quoted(from.name)} in 2024, ${quoted(to.name)} in 2025.`
}
