import type { Entry } from '../entry/entry.ts'
import { aboutEntry } from './entry-rule.ts'
import { cells } from './evidence.ts'
import { asking, place, speaker } from './message.ts'
import type { Population } from './population.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { grouped, type RegisterView } from './view.ts'

export interface RepeatedSpec extends RuleHead {
  readonly among: Population
  readonly when: string
  /** What must not stand twice; `null` leaves the entry out. */
  readonly same: (entry: Entry, view: RegisterView) => string | null
  readonly quotes: readonly string[]
  /** What is said of the entry, from the verb on; `others` are the records it shares with, at most five. */
  readonly says: (entry: Entry, others: string) => string
  readonly asks?: string
}

const SHOWN = 5

/** A rule about entries that share what should tell them apart: one finding for each of them. */
export function repeatedRule(id: string, spec: RepeatedSpec): Rule {
  return completeRule(id, spec, {
    population: spec.among.words,
    predicate: spec.when,
    unit: 'entry',
    judge: (view) => {
      const groups = grouped(view.members(spec.among), (entry) => spec.same(entry, view))
      groups.delete(null)
      const hits = [...groups.values()].flatMap((group) => {
        if (group.length < 2) return []
        // The first few of a group stand for it, so that a text on a thousand entries makes no million words.
        const first = group.slice(0, SHOWN + 1)
        return group.map((entry) => ({
          ...aboutEntry(entry),
          evidence: cells(view, entry, spec.quotes),
          message: `${speaker(entry)} ${spec.says(entry, records(first, entry, group.length))} ${place(entry)}.${asking(spec.cites, spec.asks)}`,
        }))
      })
      return { hits, silent: [] }
    },
  })
}

function records(first: readonly Entry[], self: Entry, size: number): string {
  const others = first.filter((entry) => entry !== self).slice(0, SHOWN)
  const rest = size - 1 - others.length
  const named = others.map((entry) => String(entry.row)).join(', ')
  return `record${size > 2 ? 's' : ''} ${named}${rest > 0 ? ` and ${rest} more` : ''}`
}
