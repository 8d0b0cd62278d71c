import { linkedEntries, type NamedSystem, type PressSource, type SystemStatement } from '@recourse/register'
import type { EntryView } from '../../service/register/view.ts'

/** A named system whose declarations cite an entry of this use case, and how it relates to it. */
export interface LinkedSystem {
  readonly system: NamedSystem
  /** true: the entry is the system itself, by its name. Otherwise reports about the system stay on its own page. */
  readonly same: boolean
  /** The relation in words, as the facts file states it. */
  readonly link: string
}

/** Relations that say: the entry is this system, under this name or another. */
const SAME: ReadonlySet<string> = new Set(['same name', 'same name as the 2024 row', 'renamed', 'renamed and split'])

/** The systems that cite one of these entries, each once, by its nearest relation. */
export function linkedSystems(systems: readonly NamedSystem[], entries: readonly EntryView[]): readonly LinkedSystem[] {
  return systems.flatMap((system) => {
    const links = linkedEntries(system, entries).flatMap(({ declaration, entry }) =>
      entry === null ? [] : [declaration.link],
    )
    const [first] = links
    if (first === undefined) return []
    const own = links.find((link) => SAME.has(link))
    return [{ system, same: own !== undefined, link: own ?? first }]
  })
}

/** One press statement about a system, as a page outside the system's own may repeat it. */
export interface ReportedLine {
  readonly statement: SystemStatement
  readonly press: PressSource | null
}

/**
 * What is reported of a system and may leave its page: claims and safeguards with standing `reported`.
 * INVARIANT: `reported-uncorroborated` never leaves the page of its system (register reference, section 4).
 */
export function reportedLines(system: NamedSystem, press: ReadonlyMap<string, PressSource>): readonly ReportedLine[] {
  return [...system.claims, ...system.safeguardsReported]
    .filter((statement) => statement.standing === 'reported')
    .map((statement) => ({ statement, press: press.get(statement.source) ?? null }))
}
