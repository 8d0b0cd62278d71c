import type { NamedSystem, PressSource, SystemStatement } from '@recourse/register'
import type { EntryView } from '../../service/register/view.ts'

/** A named system whose declarations cite an entry of this use case, and how it relates to it. */
export interface LinkedSystem {
  readonly system: NamedSystem
  /** true: the entry is the system itself, by its name. Otherwise reports about the system stay on its own page. */
  readonly same: boolean
  /** The relation in words, as the facts file states it. */
  readonly link: string
}

/** The systems that cite one of these entries, each once, the nearest relation of all its declarations. */
export function linkedSystems(systems: readonly NamedSystem[], entries: readonly EntryView[]): readonly LinkedSystem[] {
  return systems.flatMap((system) => {
    const links = system.declarations
      .filter((declared) => entries.some((entry) => cites(declared, entry)))
      .map((declared) => declared.link)
    const first = links[0]
    if (first === undefined) return []
    const same = links.some((link) => link === SAME)
    return [{ system, same, link: same ? SAME : first }]
  })
}

const SAME = 'same name'

function cites(declared: NamedSystem['declarations'][number], entry: EntryView): boolean {
  if (declared.year !== entry.year) return false
  const byId = declared.id !== '' && declared.id.toLowerCase() === entry.id.toLowerCase()
  return byId || (declared.file === entry.file && declared.row === entry.row)
}

/** One press statement about a system, as a page outside the system's own may repeat it. */
export interface ReportedLine extends SystemStatement {
  readonly press: PressSource | null
}

/**
 * What is reported of a system and may leave its page: claims and safeguards with standing `reported`.
 * INVARIANT: `reported-uncorroborated` never leaves the page of its system (register reference, section 4).
 */
export function reportedLines(system: NamedSystem, press: ReadonlyMap<string, PressSource>): readonly ReportedLine[] {
  return [...system.claims, ...system.safeguardsReported]
    .filter((statement) => statement.standing === 'reported')
    .map((statement) => ({
      text: statement.text,
      standing: statement.standing,
      source: statement.source,
      press: press.get(statement.source) ?? null,
    }))
}
