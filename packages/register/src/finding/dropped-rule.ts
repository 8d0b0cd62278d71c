import { matchAgency } from '../match/column.ts'
import { cell } from './evidence.ts'
import { asking, counted, quoted } from './message.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { grouped } from './view.ts'

type Spec = RuleHead & { readonly asks?: string }

/** Agencies that list uses in 2024 and none in 2025: one finding for each. */
export function agencyGoneRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: 'agencies of the 2024 inventory',
    predicate: 'the agency has no entry in the 2025 inventory of individually reported uses',
    unit: 'agency',
    judge: (view) => {
      const later = new Set(view.of('omb-2025').map(matchAgency))
      // Without the inventory of 2025 nobody is gone from it.
      const earlier = later.size === 0 ? [] : view.of('omb-2024')
      const hits = [...grouped(earlier, matchAgency)]
        .filter(([agency]) => !later.has(agency))
        .flatMap(([agency, entries]) => {
          const [first] = entries
          if (first === undefined) return []
          return {
            subject: { kind: 'agency' as const, agency, column: null },
            entry: null,
            agency,
            year: first.year,
            evidence: [cell(first, '3_abr')],
            message: `${agency} listed ${counted(entries.length, 'use', 'uses')} in 2024 and has no entry in the 2025 inventory.${asking(spec.cites, spec.asks)}`,
          }
        })
      return { hits, silent: [] }
    },
  })
}

/**
 * Columns of 2024 that have a counterpart in 2025, though its wording may differ (register reference 1, "Words by
 * year"). Every other column of 2024 is a question that is no longer asked.
 */
const STILL_ASKED: ReadonlySet<string> = new Set([
  '2_use_case_name',
  '3_agency',
  '3_abr',
  '4_bureau',
  '8_topic_area',
  '11_purpose_benefits',
  '12_outputs',
  '16_dev_stage',
  '17_impact_type',
  '20_date_implemented',
  '22_dev_method',
  '29_contains_pii',
  '33_agency_data',
  '35_demo_features',
  '37_custom_code',
  '39_code_link',
  '40_has_ato',
  '41_system_name',
  '52_impact_assessment',
  '53_real_world_testing',
  '54_key_risks',
  '55_independent_eval',
  '56_monitor_postdeploy',
  '63_stakeholder_consult',
  '65_appeal_process',
])

/** Columns of the 2024 inventory without a counterpart in 2025: one finding for each. */
export function questionDroppedRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: 'columns of the 2024 inventory',
    predicate: 'the 2025 inventory has no counterpart of the column',
    unit: 'column',
    judge: (view) => {
      const [first] = view.of('omb-2024')
      if (first === undefined || view.of('omb-2025').length === 0) return { hits: [], silent: [] }
      const hits = first.layout.columns
        .filter((column) => !STILL_ASKED.has(column.name))
        .map((column) => {
          const header = column.header ?? column.name
          return {
            subject: { kind: 'column' as const, column: column.name },
            entry: null,
            agency: '',
            year: first.year,
            evidence: [{ file: first.file, row: 1, column: header, value: header }],
            message: `The 2024 inventory asked ${quoted(header)} (\`${column.name}\`); the 2025 inventory has no counterpart.${asking(spec.cites, spec.asks)}`,
          }
        })
      return { hits, silent: [] }
    },
  })
}
