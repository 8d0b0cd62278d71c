import type { Entry, Evidence } from '../entry/entry.ts'
import { cell } from './evidence.ts'
import { asking, counted } from './message.ts'
import type { Population } from './population.ts'
import { isBlank } from './read.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { topicOf } from './topic.ts'
import { grouped, type RegisterView } from './view.ts'

export interface LeftOutSpec extends RuleHead {
  readonly among: Population
  readonly columns: readonly string[]
  readonly asks?: string
}

/** A rule about columns that every entry of an agency leaves blank: one finding for each agency and column. */
export function leftOutRule(id: string, spec: LeftOutSpec): Rule {
  return completeRule(id, spec, {
    population: `${spec.among.words}, agency by agency`,
    predicate: `every one of them is blank in the column; columns ${spec.columns.map((column) => `\`${column}\``).join(', ')}`,
    unit: 'agency-column',
    judge: (view) => {
      const hits = [...grouped(view.members(spec.among), (entry) => entry.agency)].flatMap(([agency, entries]) =>
        spec.columns
          .filter((column) => entries.every((entry) => isBlank(entry, column) === true))
          .map((column) => ({
            subject: { kind: 'agency' as const, agency, column },
            entry: null,
            agency,
            year: entries[0]?.year ?? null,
            evidence: evidence(view, agency, column, entries),
            message: `${agency} leaves ${topicOf(column)} blank on ${counted(entries.length, 'entry', 'entries')} of ${entries.length}: ${source(view, agency, column)}.${asking(spec.cites, spec.asks)}`,
          })),
      )
      return { hits, silent: [] }
    },
  })
}

function source(view: RegisterView, agency: string, column: string): string {
  return view.leftOut(agency, column) === undefined
    ? `no entry answers \`${column}\``
    : `the sourcing summary says that the agency left \`${column}\` out of its published inventory`
}

/** The sourcing summary's line where there is one, else the first blank cell. */
function evidence(view: RegisterView, agency: string, column: string, entries: readonly Entry[]): readonly Evidence[] {
  const [first] = entries
  const status = view.leftOut(agency, column)
  const summary = status && { file: status.file, row: status.row, column: status.column, value: status.status }
  return [...(first === undefined ? [] : [cell(first, column)]), ...(summary === undefined ? [] : [summary])]
}
