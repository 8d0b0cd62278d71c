import { clean } from '../entry/clean.ts'
import { EMAIL_REMOVED } from '../entry/mask.ts'
import { leadsFormula } from '../inventory/formula.ts'
import { type CellRuleSpec, cellHit } from './cell-rule.ts'
import type { Population } from './population.ts'
import { completeRule, type Hit, type Rule } from './rule.ts'

/** Marks that any cell can carry, whatever its column. */
export type CellMark = 'formula-lead' | 'invisible' | 'x000d' | 'e-mail' | 'lost'

const INVISIBLE = /[\u00A0\u200B\uFEFF]/

/** Nearly every cell begins with a letter: only the others are cleaned to see what a spreadsheet would make of them. */
const MAY_LEAD = /^[\s\u200B\uFEFF]*[=+\-@\u0080-\uFFFF]/

const MARKS: Readonly<Record<CellMark, (raw: string) => boolean>> = {
  'formula-lead': (raw) => MAY_LEAD.test(raw) && leadsFormula(clean(raw)),
  invisible: (raw) => INVISIBLE.test(raw),
  x000d: (raw) => raw.includes('_x000D_'),
  'e-mail': (raw) => raw.includes(EMAIL_REMOVED),
  lost: (raw) => raw.includes('\uFFFD'),
}

/** A rule about marks in the raw text of any cell of a population. */
export function markRule(id: string, mark: CellMark, spec: CellRuleSpec & { readonly among: Population }): Rule {
  const isMarked = MARKS[mark]
  return completeRule(id, spec, {
    population: `cells of ${spec.among.words}`,
    predicate: spec.when,
    unit: 'cell',
    judge: (view) => {
      const hits: Hit[] = []
      for (const entry of view.members(spec.among)) {
        entry.raw.forEach((raw, at) => {
          const column = entry.layout.columns[at]
          if (raw === null || raw === '' || column === undefined || !isMarked(raw)) return
          hits.push(cellHit({ entry, column: column.name, item: null, value: raw }, spec))
        })
      }
      return { hits, silent: [] }
    },
  })
}
