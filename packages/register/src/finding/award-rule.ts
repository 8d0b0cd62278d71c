import { usd } from '../contract/amount.ts'
import type { Award } from '../contract/award.ts'
import { awardVendor } from '../contract/individual.ts'
import { piidTokens, plainPiid } from '../contract/piid.ts'
import { vendorFinder, vendorName } from '../contract/vendor.ts'
import { canonicalAgency } from '../entry/agency.ts'
import { type Entry, type Evidence, text } from '../entry/entry.ts'
import { matchAgency } from '../match/column.ts'
import { asking } from './message.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { compareText, grouped, oncePerView, type RegisterView } from './view.ts'

export interface AwardRuleSpec extends RuleHead {
  /** Obligated dollars from which on the rule speaks. */
  readonly fromUsd: number
  readonly asks?: string
}

/** Awards in the order of their file. */
export const awardsOf = oncePerView((view: RegisterView): readonly Award[] =>
  [...view.facts.awards].sort(
    (a, b) => compareText(a.agency, b.agency) || compareText(a.file, b.file) || a.row - b.row,
  ),
)

/** Awards that no entry of their department names, by number or by vendor: one finding for each award. */
export function unlistedAwardRule(id: string, spec: AwardRuleSpec): Rule {
  const { fromUsd } = spec
  return completeRule(id, spec, {
    population: `awards of the award files${fromUsd > 0 ? `, ${usd(fromUsd)} obligated or more` : ''}, of departments whose inventories are in the register`,
    predicate:
      'the award number is no PIID (CT-03) of an entry of the department in 2024, and the vendor, without its legal form and of three or more characters, stands as whole words in no vendor cell of the department in 2025',
    unit: 'award',
    judge: (view) => {
      const hits = unlisted(view)
        .filter((award) => award.obligatedUsd >= fromUsd)
        .map((award) => ({
          subject: { kind: 'award' as const, awardId: award.awardId },
          entry: null,
          agency: award.agency,
          year: null,
          evidence: awardEvidence(award),
          message: `Award ${award.awardId} of ${award.agency} (${usd(award.obligatedUsd)} obligated) to ${awardVendor(award) || 'a vendor not named'} meets no entry: its number stands in no contract cell of 2024, its vendor in no vendor cell of 2025. The 2025 inventory dropped the contract number, so the join is thin.${asking(spec.cites, spec.asks)}`,
        }))
      return { hits, silent: [] }
    },
  })
}

const unlisted = oncePerView((view: RegisterView): readonly Award[] => {
  const earlier = grouped(view.of('omb-2024'), matchAgency)
  const later = grouped(view.of('omb-2025'), matchAgency)
  return [...grouped(awardsOf(view), (award) => canonicalAgency(award.agency))].flatMap(([agency, awards]) => {
    const [before = [], after = []] = [earlier.get(agency), later.get(agency)]
    // Without a single entry of the department nothing can be said about what its inventories leave out.
    if (before.length + after.length === 0) return []
    const numbers = new Set(before.flatMap((entry) => piidTokens(text(entry, '23_contract_piids'))))
    const vendors = vendorsNamed(awards, after)
    return awards.filter((award) => !numbers.has(plainPiid(award.awardId)) && !vendors.has(vendorName(award.vendor)))
  })
})

/** Award vendors that stand in a vendor cell of these entries. */
function vendorsNamed(awards: readonly Award[], entries: readonly Entry[]): ReadonlySet<string> {
  const find = vendorFinder(awards.map((award) => award.vendor))
  return new Set(entries.flatMap((entry) => find(text(entry, 'vendor_name'))))
}

/** The facts of an award a finding quotes; a supplier who is a person by that word alone. */
export function awardEvidence(award: Award): readonly Evidence[] {
  const at = { file: award.file, row: award.row }
  return [
    { ...at, column: 'award_id', value: award.awardId },
    { ...at, column: 'vendor', value: awardVendor(award) },
    { ...at, column: 'amount', value: String(award.obligatedUsd) },
  ]
}
