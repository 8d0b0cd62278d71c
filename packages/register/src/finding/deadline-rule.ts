import type { Entry } from '../entry/entry.ts'
import type { Condition } from './condition.ts'
import { type EntryRuleSpec, entryHit, judgeEach } from './entry-rule.ts'
import { byAnswer, listed, quoted } from './message.ts'
import { columnsThat } from './practice.ts'
import { answer } from './read.ts'
import { completeRule, type Rule } from './rule.ts'
import { topicOf } from './topic.ts'
import { grouped, type RegisterView } from './view.ts'

export interface DeadlineSpec extends Omit<EntryRuleSpec, 'says' | 'quotes'> {
  /** `YYYY-MM-DD`: the rule speaks from this day on, by the day findings are judged for. */
  readonly due: string
  /** What counts as unfinished for this rule, one condition a practice. */
  readonly unfinished: readonly Condition[]
}

/**
 * A rule that speaks from a day on. The inventories date from before that day, so it says what was last declared, not
 * what is, and apart what was left blank or left out.
 */
export function deadlineRule(id: string, spec: DeadlineSpec): Rule {
  const lastDeclared = (entry: Entry) => columnsThat(spec.unfinished, entry)
  const full: EntryRuleSpec = {
    ...spec,
    quotes: lastDeclared,
    says: (view, entry) => `${unfinishedWords(view, entry, lastDeclared(entry)).join('; ')}; no waiver declared`,
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

const IN_PROGRESS = /^(?:Training |Appeal Process )?In-progress$/
const PRECLUDED = 'Appeal Precluded by Law'

/** Practices not declared done, by what was declared of them: only work in progress is called unfinished. */
function unfinishedWords(view: RegisterView, entry: Entry, columns: readonly string[]): readonly string[] {
  const { given, blank, leftOut } = byAnswer(view, entry, columns)
  const said = grouped(given, (column) => lead(answer(entry, column)))
  const groups = [
    ...[...said].sort(([a], [b]) => Number(b === UNFINISHED) - Number(a === UNFINISHED)),
    ['left blank', blank] as const,
    ['left out of its published inventory', leftOut] as const,
  ]
  return groups.flatMap(([words, list]) => (list.length === 0 ? [] : [`${words}: ${listed(list.map(topicOf))}`]))
}

const UNFINISHED = 'last declared unfinished'

function lead(value: string): string {
  if (IN_PROGRESS.test(value)) return UNFINISHED
  return value === PRECLUDED ? 'declared precluded by law' : `declared ${quoted(value)}`
}
