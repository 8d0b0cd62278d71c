import { type Entry, text } from '../entry/entry.ts'
import { aboutEntry } from './entry-rule.ts'
import { cells } from './evidence.ts'
import { asking, listed, place, quoted, speaker } from './message.ts'
import type { Population } from './population.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { topicOf } from './topic.ts'
import { grouped } from './view.ts'

export interface SharedTextSpec extends RuleHead {
  readonly among: Population
  readonly column: string
  /** As many entries as must carry the same text. */
  readonly atLeast: number
  readonly asks?: string
}

/** A rule about text that stands word for word (case ignored, after cleaning) on many entries of a population. */
export function sharedTextRule(id: string, spec: SharedTextSpec): Rule {
  const { column, atLeast } = spec
  return completeRule(id, spec, {
    population: spec.among.words,
    predicate: `\`${column}\` is not blank, and the same text stands on ${atLeast} or more of them`,
    unit: 'entry',
    judge: (view) => {
      const own = (entry: Entry) => text(entry, column).toLowerCase()
      const byText = grouped(view.members(spec.among), own)
      byText.delete('')
      const shared = [...byText.values()].filter((entries) => entries.length >= atLeast)
      const hits = shared.flatMap((entries) => {
        const agencies = listed([...new Set(entries.map((entry) => entry.agency))])
        const size = `stands word for word on ${entries.length} entries (${agencies})`
        return entries.map((entry) => ({
          ...aboutEntry(entry),
          evidence: cells(view, entry, [column, ...(spec.among.condition?.columns ?? [])]),
          message: `${speaker(entry)} gives a text on ${topicOf(column)} that ${size}: ${quoted(text(entry, column))} ${place(entry)}.${asking(spec.cites, spec.asks)}`,
        }))
      })
      return { hits, silent: [] }
    },
  })
}
