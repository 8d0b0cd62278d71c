import type { Entry } from '../entry/entry.ts'
import { cell } from './evidence.ts'
import { asking, place, speaker } from './message.ts'
import type { Hit, RuleHead } from './rule.ts'

/** A cell of an entry, or one item of its list. */
export interface FoundCell {
  readonly entry: Entry
  readonly column: string
  /** Position in the list, the first item = 0; `null` for the whole cell. */
  readonly item: number | null
  readonly value: string
}

/** What an author states of a rule about single cells. */
export interface CellRuleSpec extends RuleHead {
  readonly when: string
  /** What is said of the cell, from the verb on. */
  readonly says: (found: FoundCell) => string
  readonly asks?: string
}

/** One finding about one cell or item: it quotes that cell alone. */
export function cellHit(found: FoundCell, spec: CellRuleSpec): Hit {
  const { entry, column, item } = found
  return {
    subject: { kind: 'cell', key: entry.key, column, item },
    entry,
    agency: entry.agency,
    year: entry.year,
    evidence: [cell(entry, column)],
    message: `${speaker(entry)} ${spec.says(found)} ${place(entry)}.${asking(spec.cites, spec.asks)}`,
  }
}
