import { asking, counted } from './message.ts'
import { ALL25 } from './population.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { compareText, grouped } from './view.ts'

export interface OldSourceSpec extends RuleHead {
  /** `YYYY-MM`: an address that says an earlier month is too old. */
  readonly before: string
  readonly asks?: string
}

const MONTH_IN_ADDRESS = /\/(\d{4})[-/](\d{2})\//g

/** A rule about the address a file was downloaded from: one finding for each agency whose address says an old month. */
export function oldSourceRule(id: string, spec: OldSourceSpec): Rule {
  return completeRule(id, spec, {
    population: 'agencies of the 2025 sourcing summary',
    predicate: `the download address holds /YYYY-MM/ or /YYYY/MM/ of a month before ${spec.before}`,
    unit: 'agency',
    judge: (view) => {
      const entries = grouped(view.members(ALL25), (entry) => entry.agency)
      const sources = [...view.facts.sources].sort(
        (a, b) => compareText(a.agency, b.agency) || compareText(a.address, b.address),
      )
      const hits = sources.flatMap((source) => {
        const month = oldestMonth(source.address)
        if (month === null || month >= spec.before) return []
        const count = source.rows ?? entries.get(source.agency)?.length ?? 0
        return {
          subject: { kind: 'agency' as const, agency: source.agency, column: null },
          entry: null,
          agency: source.agency,
          year: 2025,
          evidence: [{ file: source.file, row: source.row, column: 'URL for download', value: source.address }],
          message: `${source.agency}: ${counted(count, 'entry', 'entries')} of 2025 come from a file whose address says ${month}.${asking(spec.cites, spec.asks)}`,
        }
      })
      return { hits, silent: [] }
    },
  })
}

function oldestMonth(address: string): string | null {
  const months = [...address.matchAll(MONTH_IN_ADDRESS)]
    .filter(([, , month]) => Number(month) >= 1 && Number(month) <= 12)
    .map(([, year = '', month = '']) => `${year}-${month}`)
  return months.sort(compareText)[0] ?? null
}
