import type { Entry } from '../entry/entry.ts'
import { matchAgency } from '../match/column.ts'
import { type Condition, is, isNot } from './condition.ts'
import { aboutEntry } from './entry-rule.ts'
import { cells } from './evidence.ts'
import { asking, quoted, speaker } from './message.ts'
import { partners } from './pair.ts'
import { completeRule, type Hit, type Rule, type RuleHead } from './rule.ts'
import { normalNames, oncePerView, type RegisterView } from './view.ts'

export interface VanishedSpec extends RuleHead {
  /** A further condition on the entry of 2024. */
  readonly only: Condition | null
  readonly asks?: string
}

const NAME24 = '2_use_case_name'
const NAME25 = 'use_case_name'
const NOT_RETIRED_24 = isNot('16_dev_stage', 'Retired')
const RETIRED_25 = is('development_stage', 'Retired')

/** Agency and name of every entry of a year, and the agencies themselves. */
const names24 = oncePerView((view) => namesOf(view, view.of('omb-2024')))
const names25 = oncePerView((view) => namesOf(view, view.of('omb-2025')))

/**
 * Entries of 2024 whose name their agency does not list in 2025. The rule reads names alone; where matching accepted a
 * partner under another name the finding is corrected and names it.
 */
export function vanishedRule(id: string, spec: VanishedSpec): Rule {
  const { only } = spec
  return completeRule(id, spec, {
    population: 'entries of 2024 not declared retired, of agencies that report in 2025',
    predicate: `no entry of 2025 of that agency has the same name (letters and digits, case ignored)${only === null ? '' : `, and ${only.words}`}`,
    unit: 'pair',
    judge: (view) => {
      const later = names25(view)
      const hits = view.of('omb-2024').flatMap((entry) => {
        const agency = matchAgency(entry)
        if (NOT_RETIRED_24.test(entry) !== true || (only !== null && only.test(entry) !== true)) return []
        if (!later.agencies.has(agency) || later.names.has(placeOf(view, entry))) return []
        return vanishedHit(view, entry, spec)
      })
      return { hits, silent: [] }
    },
  })
}

function vanishedHit(view: RegisterView, entry: Entry, spec: VanishedSpec): Hit {
  const partner = partners(view).later.get(entry.key)
  const columns = [NAME24, '16_dev_stage', ...(spec.only?.columns ?? [])]
  return {
    ...aboutEntry(entry),
    subject: { kind: 'pair', from: entry.key, to: null },
    evidence: [...cells(view, entry, columns), ...(partner === undefined ? [] : cells(view, partner, [NAME25]))],
    message: `${speaker(entry)} listed ${quoted(entry.name)} in 2024 (record ${entry.row}) and lists no use of that name in 2025. ${since(view, entry, partner)}${asking(spec.cites, spec.asks)}`,
    state: partner === undefined ? 'open' : 'corrected',
  }
}

/** Entries retired in 2025 whose name their agency did not list in 2024; corrected where matching accepted a partner. */
export function retiredWithoutPastRule(id: string, spec: RuleHead & { readonly asks?: string }): Rule {
  return completeRule(id, spec, {
    population: 'entries of 2025 declared retired',
    predicate: 'no entry of 2024 of that agency has the same name (letters and digits, case ignored)',
    unit: 'entry',
    judge: (view) => {
      const earlier = names24(view)
      // Without the inventory of 2024 nothing can be said about the past of any entry.
      const retired = earlier.agencies.size === 0 ? [] : view.of('omb-2025').filter(isRetired25)
      const hits = retired
        .filter((entry) => !earlier.names.has(placeOf(view, entry)))
        .map((entry): Hit => {
          const partner = partners(view).earlier.get(entry.key)
          return {
            ...aboutEntry(entry),
            evidence: [
              ...cells(view, entry, [NAME25, 'development_stage']),
              ...(partner === undefined ? [] : cells(view, partner, [NAME24])),
            ],
            message: `${speaker(entry)} declares ${quoted(entry.name)} 'Retired' in 2025 (record ${entry.row}) and listed no use of that name in 2024. ${since(view, entry, partner)}${asking(spec.cites, spec.asks)}`,
            state: partner === undefined ? 'open' : 'corrected',
          }
        })
      return { hits, silent: [] }
    },
  })
}

function isRetired25(entry: Entry): boolean {
  return RETIRED_25.test(entry) === true
}

/** What matching makes of an entry whose name stands alone. */
function since(view: RegisterView, entry: Entry, partner: Entry | undefined): string {
  if (partner !== undefined) return `Matched since to ${named(partner)}.`
  return partners(view).awaited.has(entry.key)
    ? "A possible match under another name awaits a person's verdict."
    : 'No entry of another name has been matched to it.'
}

function named(entry: Entry): string {
  const id = entry.id === '' ? '' : `${entry.id}, `
  return `${quoted(entry.name)} (${id}${entry.year} inventory, record ${entry.row})`
}

function namesOf(view: RegisterView, entries: readonly Entry[]) {
  const names = new Set(entries.map((entry) => placeOf(view, entry)))
  return { agencies: new Set(entries.map(matchAgency)), names }
}

function placeOf(view: RegisterView, entry: Entry): string {
  return `${matchAgency(entry)}\n${normalNames(view)(entry)}`
}
