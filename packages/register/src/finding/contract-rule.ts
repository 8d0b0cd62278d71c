import { usd } from '../contract/amount.ts'
import type { Award } from '../contract/award.ts'
import { awardVendor, isIndividual, vendorCell } from '../contract/individual.ts'
import { bureauOfOffice } from '../contract/office.ts'
import { piidTokens, plainPiid } from '../contract/piid.ts'
import { vendorFinder, vendorName } from '../contract/vendor.ts'
import { canonicalAgency } from '../entry/agency.ts'
import { type Entry, text } from '../entry/entry.ts'
import { matchAgency } from '../match/column.ts'
import { awardEvidence, awardsOf } from './award-rule.ts'
import { aboutEntry } from './entry-rule.ts'
import { cells } from './evidence.ts'
import { asking, listed, place, quoted, speaker } from './message.ts'
import { acceptedPairs } from './pair.ts'
import { ALL24, ALL25 } from './population.ts'
import { completeRule, type Hit, type Rule, type RuleHead } from './rule.ts'
import { isVendorPlaceholder, VENDOR_PLACEHOLDER } from './vendor-placeholder.ts'
import { grouped, type RegisterView } from './view.ts'

const NUMBER = '23_contract_piids'
const VENDOR = 'vendor_name'

type Spec = RuleHead & { readonly asks?: string }

/** Contract numbers that stand on many entries of 2024: one finding for each such entry. */
export function sharedContractRule(id: string, spec: Spec & { readonly atLeast: number }): Rule {
  return completeRule(id, spec, {
    population: ALL24.words,
    predicate: `\`${NUMBER}\` holds a PIID (CT-03) that stands on ${spec.atLeast} or more entries of 2024`,
    unit: 'entry',
    judge: (view) => {
      const tokened = view.of('omb-2024').map((entry) => ({ entry, tokens: piidTokens(text(entry, NUMBER)) }))
      const counts = new Map<string, number>()
      for (const token of tokened.flatMap(({ tokens }) => tokens)) counts.set(token, (counts.get(token) ?? 0) + 1)
      const hits = tokened.flatMap(({ entry, tokens }): Hit[] => {
        const shared = tokens.filter((token) => (counts.get(token) ?? 0) >= spec.atLeast)
        if (shared.length === 0) return []
        const said = shared.map((token) => `${token}, which stands on ${counts.get(token) ?? 0} entries`)
        return [
          {
            ...aboutEntry(entry),
            evidence: cells(view, entry, [NUMBER]),
            message: `${speaker(entry)} gives the contract ${listed(said)} ${place(entry)}.${asking(spec.cites, spec.asks)}`,
          },
        ]
      })
      return { hits, silent: [] }
    },
  })
}

/** Vendors of 2025 entries that no award of the same department names. */
export function vendorWithoutAwardRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: `${ALL25.words}, of departments that an award file covers, with a vendor that is no placeholder (TR-02)`,
    predicate:
      "no part of `vendor_name` (split at , ; / and 'and'; without its legal form, three or more characters) stands as whole words in an award's vendor",
    unit: 'entry',
    judge: (view) => {
      const awards = grouped(awardsOf(view), (award) => canonicalAgency(award.agency))
      const hits = [...grouped(view.members(ALL25), matchAgency)].flatMap(([agency, entries]) =>
        vendorHits(view, awards.get(agency) ?? [], entries, spec),
      )
      return { hits, silent: [] }
    },
  })
}

function vendorHits(
  view: RegisterView,
  awards: readonly Award[],
  entries: readonly Entry[],
  spec: Spec,
): readonly Hit[] {
  if (awards.length === 0) return []
  const named = entries.flatMap((entry) => {
    const vendor = text(entry, VENDOR)
    const parts = isVendorPlaceholder(vendor) ? [] : tellingParts(vendor)
    return parts.length === 0 ? [] : [{ entry, vendor, parts }]
  })
  const find = vendorFinder(named.flatMap(({ parts }) => parts))
  const awarded = new Set(awards.flatMap((award) => find(award.vendor)))
  return named
    .filter(({ parts }) => !parts.some((part) => awarded.has(part)))
    .map(({ entry, vendor }) => ({
      ...aboutEntry(entry),
      evidence: cells(view, entry, [VENDOR]),
      message: `${speaker(entry)} names the vendor ${quoted(vendorCell(vendor))}; the award file holds no award to a vendor of that name, which may be a gap of the file ${place(entry)}.${asking(spec.cites, spec.asks)}`,
    }))
}

function tellingParts(vendor: string): readonly string[] {
  return vendor
    .split(/[,;/]|\band\b/i)
    .map(vendorName)
    .filter((part) => part.length >= 3)
}

const WORDS = 'facial recognition'

/** Entries that withhold the vendor of a tool whose words stand in an award of the same bureau. */
export function withheldVendorRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: `${ALL25.words} with a placeholder for a vendor (TR-02)`,
    predicate: `the name contains '${WORDS}', and an award of the same bureau has these words in its description or modifications`,
    unit: 'entry',
    judge: (view) => {
      const awards = grouped(
        awardsOf(view).filter((award) => `${award.description} ${award.modifications}`.toLowerCase().includes(WORDS)),
        (award) => `${canonicalAgency(award.agency)}\n${bureauOfOffice(award.office)?.toLowerCase()}`,
      )
      const hits = view.members(ALL25).flatMap((entry): Hit[] => {
        if (VENDOR_PLACEHOLDER.test(entry) !== true || !entry.name.toLowerCase().includes(WORDS)) return []
        const found = awards.get(`${matchAgency(entry)}\n${entry.bureau.toLowerCase()}`)
        if (found === undefined) return []
        const said = found.map(
          (award) =>
            `${award.awardId} (${awardVendor(award) || 'vendor not named'}, ${usd(award.obligatedUsd)} obligated)`,
        )
        return [
          {
            ...aboutEntry(entry),
            evidence: [...cells(view, entry, [VENDOR, 'use_case_name']), ...found.flatMap(awardEvidence)],
            message: `${speaker(entry)} gives the vendor of ${quoted(entry.name)} as ${quoted(text(entry, VENDOR))}; awards of the same bureau for '${WORDS}' are public: ${listed(said)}. That they are for this use is not proven ${place(entry)}.${asking(spec.cites, spec.asks)}`,
          },
        ]
      })
      return { hits, silent: [] }
    },
  })
}

/** Accepted matches whose contract of 2024 is an award to somebody the vendor cell of 2025 does not name. */
export function otherVendorRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: 'accepted matches of 2024 and 2025',
    predicate: `a PIID (CT-03) of 2024 is an award's number, \`${VENDOR}\` of 2025 is not blank, and the award's vendor does not stand in it as whole words`,
    unit: 'pair',
    judge: (view) => {
      const awards = new Map(awardsOf(view).map((award) => [plainPiid(award.awardId), award]))
      const hits = acceptedPairs(view).flatMap(({ from, to }): Hit[] => {
        const vendor = text(to, VENDOR)
        const award = piidTokens(text(from, NUMBER))
          .map((token) => awards.get(token))
          .find((one) => one !== undefined && !names(vendor, one))
        if (vendor === '' || award === undefined) return []
        return [
          {
            ...aboutEntry(to),
            subject: { kind: 'pair', from: from.key, to: to.key },
            basis: 'matched',
            evidence: [...cells(view, from, [NUMBER]), ...awardEvidence(award), ...cells(view, to, [VENDOR])],
            message: `${speaker(to)} gave the contract ${award.awardId} for ${quoted(from.name)} in 2024 (record ${from.row}), an award to ${awardVendor(award)}; for ${quoted(to.name)} in 2025 (record ${to.row}) it names ${quoted(vendorCell(vendor))}.${asking(spec.cites, spec.asks)}`,
          },
        ]
      })
      return { hits, silent: [] }
    },
  })
}

/** Whether a vendor cell names an award's vendor; one who is not named, or is a person, is not held against anybody. */
function names(vendor: string, award: Award): boolean {
  const plain = vendorName(award.vendor)
  return plain.length < 3 || isIndividual(award.vendor) || ` ${vendorName(vendor)} `.includes(` ${plain} `)
}
