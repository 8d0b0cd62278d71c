import type { Entry } from '../entry/entry.ts'
import type { Condition } from './condition.ts'
import { cells } from './evidence.ts'
import { asking, declaresAll, place, speaker } from './message.ts'
import type { Population } from './population.ts'
import { completeRule, type Hit, type Judgement, type Rule, type RuleHead } from './rule.ts'
import type { RegisterView } from './view.ts'

export interface EntryRuleSpec extends RuleHead {
  readonly among: Population
  readonly when: Condition
  /** What the cited text asks for, as the end of "... asks for ...". */
  readonly asks?: string
  /** What was declared, from the verb on; where not stated: every column of `when` and its answer. */
  readonly says?: (view: RegisterView, entry: Entry) => string
  /** The cells to quote, where the condition rests on some of its columns only; all of them where not stated. */
  readonly quotes?: (entry: Entry) => readonly string[]
}

/** A rule about single entries: one finding for each of the population whose declarations meet the condition. */
export function entryRule(id: string, spec: EntryRuleSpec): Rule {
  return completeRule(id, spec, {
    population: spec.among.words,
    predicate: spec.when.words,
    unit: 'entry',
    judge: (view) => judgeEach(view.members(spec.among), spec.when, (entry) => entryHit(view, entry, spec)),
  })
}

/** Applies a condition to each entry: true is a hit, unreadable is silence. */
export function judgeEach(entries: readonly Entry[], condition: Condition, hit: (entry: Entry) => Hit): Judgement {
  const hits: Hit[] = []
  const silent: Entry[] = []
  for (const entry of entries) {
    const truth = condition.test(entry)
    if (truth === true) hits.push(hit(entry))
    else if (truth === null) silent.push(entry)
  }
  return { hits, silent }
}

/** One finding about one entry, with its cells and sentence. */
export function entryHit(view: RegisterView, entry: Entry, spec: EntryRuleSpec): Hit {
  const columns = spec.quotes?.(entry) ?? spec.when.columns
  const says = spec.says ?? (() => declaresAll(view, entry, columns))
  return {
    ...aboutEntry(entry),
    evidence: cells(view, entry, [...columns, ...(spec.among.condition?.columns ?? [])]),
    message: `${speaker(entry)} ${says(view, entry)} ${place(entry)}.${asking(spec.cites, spec.asks)}`,
  }
}

/** The parts of a finding that follow from the entry it is about. */
export function aboutEntry(entry: Entry): Pick<Hit, 'subject' | 'entry' | 'agency' | 'year'> {
  return { subject: { kind: 'entry', key: entry.key }, entry, agency: entry.agency, year: entry.year }
}
