import type { Entry } from '../entry/entry.ts'
import type { Condition } from './condition.ts'
import { type EntryRuleSpec, entryHit, judgeEach } from './entry-rule.ts'
import { listed } from './message.ts'
import { columnsThat } from './practice.ts'
import { isBlank } from './read.ts'
import { completeRule, type Rule } from './rule.ts'
import { topicOf } from './topic.ts'

export interface DeadlineSpec extends Omit<EntryRuleSpec, 'says' | 'quotes'> {
  /** `YYYY-MM-DD`: the rule speaks from this day on, by the day findings are judged for. */
  readonly due: string
  /** What counts as unfinished for this rule, one condition a practice. */
  readonly unfinished: readonly Condition[]
}

/**
 * A rule that speaks from a day on. The inventories date from before that day, so it says what was last declared, not
 * what is.
 */
export function deadlineRule(id: string, spec: DeadlineSpec): Rule {
  const lastDeclared = (entry: Entry) => columnsThat(spec.unfinished, entry)
  const full: EntryRuleSpec = {
    ...spec,
    quotes: lastDeclared,
    says: (_, entry) => {
      const columns = lastDeclared(entry)
      const blanks = columns.filter((column) => isBlank(entry, column) === true)
      const declared = columns.filter((column) => !blanks.includes(column))
      const said = [
        ...(declared.length > 0 ? [`last declared unfinished: ${listed(declared.map(topicOf))}`] : []),
        ...(blanks.length > 0 ? [`last gave no answer on ${listed(blanks.map(topicOf))}`] : []),
      ]
      return `${said.join('; ')}; declares no waiver`
    },
  }
  return completeRule(id, spec, {
    population: spec.among.words,
    predicate: `judged for ${spec.due} or a later day; ${spec.when.words}`,
    unit: 'entry',
    judge: (view) =>
      view.facts.asOf < spec.due
        ? { hits: [], silent: [] }
        : judgeEach(view.members(spec.among), spec.when, (entry) => entryHit(view, entry, full)),
  })
}
