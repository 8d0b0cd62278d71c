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

const SAME = 'same name'

/** The systems that cite one of these entries, each once, by its nearest relation. */
export function linkedSystems(systems: readonly NamedSystem[], entries: readonly EntryView[]): readonly LinkedSystem[] {
  return systems.flatMap((system) => {
    const links = linkedEntries(system, entries).flatMap(({ declaration, entry }) =>
      entry === null ? [] : [declaration.link],
    )
    const [first] = links
    if (first === undefined) return []
    const same = links.includes(SAME)
    return [{ system, same, link: same ? SAME : first }]
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
