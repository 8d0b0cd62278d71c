import { clean } from '../entry/clean.ts'
import type { Entry } from '../entry/entry.ts'
import { listItems } from '../entry/field.ts'
import { CODED_COLUMNS, listedAnswer, otherColumnsOf, spelledAnswer } from '../entry/vocabulary.ts'
import { type CellRuleSpec, cellHit, type FoundCell } from './cell-rule.ts'
import { ALL25 } from './population.ts'
import { columnOf, rawText } from './read.ts'
import { completeRule, type Rule } from './rule.ts'
import { oncePerView, type RegisterView } from './view.ts'

/** How an answer misses its coded column: another column offers it, or none does. */
export type AnswerFault = 'shifted' | 'unlisted-cell' | 'unlisted-item'

/** A rule about answers that their coded column does not offer; silent on lists that cannot be read. */
export function answerRule(id: string, fault: AnswerFault, spec: CellRuleSpec): Rule {
  return completeRule(id, spec, {
    population: `coded cells and list items of ${ALL25.words}`,
    predicate: spec.when,
    unit: 'cell',
    judge: (view) => {
      const { faults, silent } = answerFaults(view)
      const hits = (faults.get(fault) ?? []).map((found) => cellHit(found, spec))
      return { hits, silent: fault === 'unlisted-cell' ? [] : silent }
    },
  })
}

/** Worked out once for the three rules, and once for each different answer, since answers repeat all over the file. */
const answerFaults = oncePerView((view: RegisterView) => {
  const faults = new Map<AnswerFault, FoundCell[]>([
    ['shifted', []],
    ['unlisted-cell', []],
    ['unlisted-item', []],
  ])
  const silent = new Set<Entry>()
  const known = new Map(CODED_COLUMNS.map((column) => [column, new Map<string, AnswerFault | null>()]))
  const judged = (column: string, value: string, isList: boolean) => {
    const before = known.get(column)?.get(value)
    if (before !== undefined) return before
    const fault = faultOf(column, value, isList)
    known.get(column)?.set(value, fault)
    return fault
  }
  for (const entry of view.members(ALL25)) {
    for (const column of CODED_COLUMNS) {
      const raw = rawText(entry, column)
      if (raw === '' || raw === '[]') continue
      if (spelledAnswer(column, raw) !== null) continue
      const isList = columnOf(entry, column)?.kind === 'list'
      const answers = isList ? listItems(raw) : [clean(raw)]
      if (answers === null) silent.add(entry)
      answers?.forEach((value, at) => {
        const fault = judged(column, value, isList)
        if (fault !== null) faults.get(fault)?.push({ entry, column, item: isList ? at : null, value })
      })
    }
  }
  return { faults, silent: [...silent] }
})

function faultOf(column: string, value: string, isList: boolean): AnswerFault | null {
  if (value === '' || listedAnswer(column, value) !== null) return null
  if (otherColumnsOf(column, value).length > 0) return 'shifted'
  return isList ? 'unlisted-item' : 'unlisted-cell'
}
