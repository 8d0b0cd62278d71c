import type { Entry, Evidence } from '../entry/entry.ts'
import { linkedEntries } from '../system/link.ts'
import type { NamedSystem, SystemDeclaration } from '../system/system.ts'
import { cells } from './evidence.ts'
import { asking, listed } from './message.ts'
import { completeRule, type Hit, type Rule, type RuleHead } from './rule.ts'
import { compareText, type RegisterView } from './view.ts'

type Spec = RuleHead & { readonly asks?: string }

const LIVE_STAGES = new Set(['deployed', 'pilot'])
const OF_THE_KIND = new Set(['same name', 'family'])

const POPULATION = "systems named in public reporting, from the register's own facts"

/** Named systems whose live entries of 2025 stand in two bureaus under two impact statuses. */
export function sameKindRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: POPULATION,
    predicate:
      "entries of 2025 linked as 'same name' or 'family', deployed or pilot, stand in two or more bureaus with two or more impact statuses",
    unit: 'system',
    judge: (view) => ({
      hits: systemsOf(view).flatMap((system): Hit[] => {
        const live = liveEntries(system).filter((one) => OF_THE_KIND.has(one.link))
        const bureaus = new Set(live.map((one) => one.bureau))
        const statuses = new Set(live.map((one) => one.impact))
        if (bureaus.size < 2 || statuses.size < 2) return []
        const said = live.map((one) => `${one.agency} ${one.bureau} ${impactWords(one.impact)} (record ${one.row})`)
        return [
          {
            ...aboutSystem(system),
            year: 2025,
            evidence: linkedEntries(system, candidates(view, live))
              .filter(({ declaration }) => live.includes(declaration))
              .flatMap(({ declaration, entry }) =>
                entry === null
                  ? codedEvidence(declaration)
                  : cells(view, entry, ['is_high_impact', 'development_stage']),
              ),
            message: `${system.name}: entries of 2025 for the same kind of tool stand under different statuses: ${listed(said)}.${asking(spec.cites, spec.asks)}`,
          },
        ]
      }),
      silent: [],
    }),
  })
}

/** Named systems of which no inventory entry was found. Says no more of a report than that there is one. */
export function noEntryRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: POPULATION,
    predicate: 'no inventory entry was found',
    unit: 'system',
    judge: (view) => ({
      hits: systemsOf(view)
        .filter(hasNoEntry)
        .map((system) => ({
          ...aboutSystem(system),
          evidence: [fact(system, 'inventoryStatus', system.inventoryStatus)],
          message: `${system.name} (${system.agency} ${system.bureau}) is named in public reporting; no inventory entry for it was found. Reports were not checked against a primary text.${laterAward(system)}${asking(spec.cites, spec.asks)}`,
        })),
      silent: [],
    }),
  })
}

/**
 * Named systems with safeguards reported for their contract and no live entry that declares them. A statement that
 * rests on one weak source stays on the page of its system (register reference 4) and is not counted here.
 */
export function promisedSafeguardsRule(id: string, spec: Spec): Rule {
  return completeRule(id, spec, {
    population: POPULATION,
    predicate:
      'safeguards are reported (uncorroborated statements apart), and no entry of 2025 for it is deployed or pilot',
    unit: 'system',
    judge: (view) => ({
      hits: systemsOf(view).flatMap((system): Hit[] => {
        const reported = system.safeguardsReported.filter((one) => one.standing !== 'reported-uncorroborated')
        if (reported.length === 0 || (!hasNoEntry(system) && liveEntries(system).length > 0)) return []
        return [
          {
            ...aboutSystem(system),
            evidence: reported.map((one) => fact(system, `safeguardsReported: ${one.code}`, one.text)),
            message: `${system.name} (${system.agency} ${system.bureau}): ${reported.length} safeguards are reported for its contract; no live entry of 2025 declares them.${laterAward(system)}${asking(spec.cites, spec.asks)}`,
          },
        ]
      }),
      silent: [],
    }),
  })
}

function systemsOf(view: RegisterView): readonly NamedSystem[] {
  return [...view.facts.systems].sort((a, b) => compareText(a.key, b.key))
}

/** The day the 2025 inventories stand for. */
const INVENTORY_DAY = '2026-01-28'

/** Says so where every contract known of a system starts after the 2025 inventory: it could not stand in it. */
function laterAward({ contracts, declarations }: NamedSystem): string {
  const starts = contracts.map((one) => one.start)
  const [first] = starts
  if (declarations.length > 0 || typeof first !== 'string') return ''
  if (!starts.every((start) => start !== null && start > INVENTORY_DAY)) return ''
  return ` Its award is reported to start on ${first}, after the 2025 inventory: an entry can be expected in the next one.`
}

function hasNoEntry(system: NamedSystem): boolean {
  return system.inventoryStatus === 'no-entry-found'
}

function liveEntries(system: NamedSystem): readonly SystemDeclaration[] {
  return system.declarations.filter((one) => one.year === 2025 && LIVE_STAGES.has(one.stage))
}

/** The few entries a declaration may have been coded from: linking is asked about these alone. */
function candidates(view: RegisterView, declarations: readonly SystemDeclaration[]): readonly Entry[] {
  const ids = new Set(declarations.map((one) => one.id))
  const rows = new Set(declarations.map((one) => one.row))
  return view.of('omb-2025').filter((entry) => ids.has(entry.id) || rows.has(entry.row))
}

const IMPACT_WORDS: ReadonlyMap<string, string> = new Map([
  ['high-impact', 'declares it high-impact'],
  ['not-high-impact', 'declares it not high-impact'],
  ['presumed-overridden', 'declares it presumed high-impact, but not high-impact'],
  ['blank', 'leaves its status blank'],
])

/** Impact status in words and without quotation marks: the code is ours, the cells stand in the evidence. */
function impactWords(coded: string): string {
  return IMPACT_WORDS.get(coded) ?? `has the status ${coded.replaceAll('-', ' ')}`
}

/** A declaration whose file is not in the register is quoted as it was coded. */
function codedEvidence({ file, row, impact, stage }: SystemDeclaration): readonly Evidence[] {
  return [
    { file, row, column: 'is_high_impact', value: impact },
    { file, row, column: 'development_stage', value: stage },
  ]
}

function aboutSystem(system: NamedSystem): Pick<Hit, 'subject' | 'entry' | 'agency' | 'year'> {
  return { subject: { kind: 'system', key: system.key }, entry: null, agency: system.agency, year: null }
}

/** The register's own facts have no file: they are quoted by system and field. */
function fact(system: NamedSystem, column: string, value: string): Evidence {
  return { file: `system:${system.key}`, row: null, column, value }
}
