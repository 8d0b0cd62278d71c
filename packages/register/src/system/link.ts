import { normalName } from '../entry/clean.ts'
import type { Entry } from '../entry/entry.ts'
import { keyPart } from '../entry/key.ts'
import { matchAgency } from '../match/column.ts'
import type { NamedSystem, SystemDeclaration } from './system.ts'

/** What of an entry a link is made by; pages hold entries in another shape than rules do. */
export type LinkableEntry = Pick<Entry, 'format' | 'year' | 'agency' | 'row' | 'id' | 'name'>

/** A declaration of a named system with the register's entry it was coded from; `null` where that is not imported. */
export interface LinkedDeclaration<Linkable extends LinkableEntry = Entry> {
  readonly declaration: SystemDeclaration
  readonly entry: Linkable | null
}

/**
 * Every declaration of a system, oldest first, with its entry where that year's inventory is imported; the coded facts
 * stand either way. Joined by year, agency and id; where that year has no ids, by record number, and then the name must
 * agree too, so that another version of the file never lends its record to the system. Never by name alone.
 */
export function linkedEntries<Linkable extends LinkableEntry>(
  system: NamedSystem,
  entries: readonly Linkable[],
): readonly LinkedDeclaration<Linkable>[] {
  const byPlace = new Map(entries.flatMap((entry) => places(entry).map((place) => [place, entry] as const)))
  return system.declarations
    .map((declaration) => ({ declaration, entry: byPlace.get(placeOf(declaration)) ?? null }))
    .sort((a, b) => a.declaration.year - b.declaration.year)
}

/** The systems with a declaration coded from one of these entries, in their own order. */
export function systemsOfEntries(
  systems: readonly NamedSystem[],
  entries: readonly LinkableEntry[],
): readonly NamedSystem[] {
  const held = new Set(entries.flatMap(places))
  return systems.filter((system) => system.declarations.some((declaration) => held.has(placeOf(declaration))))
}

function placeOf(declaration: SystemDeclaration): string {
  const { year, agency, id, row, name } = declaration
  return id === '' ? recordPlace(year, agency, row, name) : idPlace(year, agency, id)
}

function places(entry: LinkableEntry): readonly string[] {
  if (entry.format !== 'omb-2024' && entry.format !== 'omb-2025') return []
  const agency = matchAgency(entry)
  const byRecord = recordPlace(entry.year, agency, entry.row, entry.name)
  return entry.id === '' ? [byRecord] : [idPlace(entry.year, agency, entry.id), byRecord]
}

function idPlace(year: number, agency: string, id: string): string {
  return `${year} ${agency} id ${keyPart(id)}`
}

function recordPlace(year: number, agency: string, row: number, name: string): string {
  return `${year} ${agency} record ${row} ${normalName(name)}`
}
