import { clean } from '../../entry/clean.ts'
import type { Entry } from '../../entry/entry.ts'
import { declared, type PracticeTopic, type Topic } from '../declared.ts'
import type { ExportInventory, Selected } from '../form.ts'
import type { Json, JsonObject } from '../json.ts'
import { NAMESPACE, uuidOf } from '../uuid.ts'
import { type Stage, stageOf } from '../words.ts'
import { markup } from './markdown.ts'

const OSCAL_VERSION = '1.2.1'

/** Namespace of our property names. */
const PROPERTY_NAMESPACE = `urn:uuid:${NAMESPACE}`

/** `M2521-4b6`: the practice and the clause that asks for it, by the memorandum in force for the inventory's year. */
export function controlOf(entry: Entry, practice: PracticeTopic): string | null {
  if (entry.format === 'omb-2025') return `M2521-${CLAUSES[practice]}`
  return entry.format === 'omb-2024' ? `M2410-5c-${practice}` : null
}

/** OMB Memorandum M-25-21, section 4(b), by practice. */
const CLAUSES: { readonly [practice in PracticeTopic]: string } = {
  testing: '4b1',
  assessment: '4b2',
  impacts: '4b2c',
  review: '4b2f',
  monitoring: '4b3',
  training: '4b4',
  failsafe: '4b5',
  appeal: '4b6',
  consultation: '4b7',
}

export const PRACTICE_WORDS: { readonly [practice in PracticeTopic]: string } = {
  testing: 'Testing before deployment',
  assessment: 'AI impact assessment',
  impacts: 'Potential impacts',
  review: 'Independent review',
  monitoring: 'Ongoing monitoring',
  training: 'Training of operators',
  failsafe: 'Human oversight and fail-safe',
  appeal: 'Appeal and human review',
  consultation: 'Consultation and feedback',
}

export interface Ids {
  readonly document: (model: string) => string
  readonly component: (entry: Entry) => string
  readonly agency: (code: string) => string
  readonly inventory: (inventory: ExportInventory) => string
  readonly of: (...names: readonly string[]) => string
}

/** Every identifier is a version 5 UUID of what it names: the same register exports the same document. */
export function idsOf({ sha1, inventories, asOf, entries }: Selected): Ids {
  const of = (...names: readonly string[]) => uuidOf(names.join('\n'), sha1)
  const content = [asOf, String(entries.length), ...inventories.map((inventory) => inventory.sha256)]
  return {
    of,
    document: (model) => of('document', model, ...content),
    component: once((entry) => of('entry', entry.format, String(entry.year), entry.key)),
    agency: once((code) => of('agency', code)),
    inventory: once((inventory) => of('inventory', inventory.sha256)),
  }
}

/** A component or an inventory is pointed to from many places: its id is computed once an export. */
function once<Named>(make: (named: Named) => string): (named: Named) => string {
  const known = new Map<Named, string>()
  return (named) => {
    const id = known.get(named) ?? make(named)
    known.set(named, id)
    return id
  }
}

export function metadata(title: string, selected: Selected, ids: Ids): JsonObject {
  const agencies = new Map(selected.entries.map((entry) => [entry.agency, entry.agencyName]))
  const codes = [...agencies.keys()].filter((code) => code !== '').toSorted(byUnits)
  return {
    title,
    'last-modified': selected.asOf,
    version: selected.asOf.slice(0, 10),
    'oscal-version': OSCAL_VERSION,
    roles: [{ id: 'declaring-agency', title: 'Agency that declared the use case in its inventory' }],
    parties: some(
      codes.map((code) => ({
        uuid: ids.agency(code),
        type: 'organization',
        name: oneLine(agencies.get(code) ?? '') || oneLine(code),
        'short-name': oneLine(code),
      })),
    ),
    remarks:
      'Components restate what agencies declared in published inventories; a declaration is a claim of the agency. Nothing here is an authorization or an approval.',
  }
}

/** The inventories with their digests, and the two memoranda, as resources that the document points to. */
export function backMatter({ inventories }: Selected, ids: Ids, extra: readonly JsonObject[] = []): JsonObject {
  return {
    resources: [
      ...inventories.map((inventory) => ({
        uuid: ids.inventory(inventory),
        title: markup(inventory.file),
        description: `Inventory as published (${inventory.format}, ${inventory.year}).`,
        rlinks: [
          {
            href: encodeURI(inventory.source === '' ? inventory.file : inventory.source),
            hashes: [{ algorithm: 'SHA-256', value: inventory.sha256 }],
          },
        ],
      })),
      ...MEMORANDA.map(({ id, title }) => ({ uuid: ids.of('memorandum', id), title })),
      ...extra,
    ],
  }
}

const MEMORANDA = [
  { id: 'M-25-21', title: 'OMB Memorandum M-25-21, minimum risk management practices of section 4(b)' },
  { id: 'M-24-10', title: 'OMB Memorandum M-24-10, minimum practices of section 5(c) (rescinded)' },
] as const

/** A property; `undefined` where nothing is declared. */
export function prop(name: string, value: string): JsonObject | undefined {
  const line = oneLine(value)
  return line === '' ? undefined : { name, ns: PROPERTY_NAMESPACE, value: line }
}

/** Who, when and in which words an entry was declared, as properties. */
export function declaredProps(entry: Entry): readonly JsonObject[] {
  const said = (name: string, topic: Topic) => prop(name, declared(entry, topic))
  return present([
    prop('register-key', entry.key),
    prop('inventory-id', entry.id),
    prop('inventory-year', String(entry.year)),
    prop('inventory-format', entry.format),
    prop('inventory-record', String(entry.row)),
    prop('bureau', entry.bureau),
    said('development-stage', 'stage'),
    said('impact', 'impact'),
    said('impact-justification', 'justification'),
    said('start', 'start'),
    said('topic-area', 'topic'),
    said('classification', 'classification'),
    said('contracting', 'making'),
    said('vendor', 'supplier'),
    said('contract', 'contract'),
    said('system-name', 'system'),
    said('authority-to-operate', 'ato'),
    said('data', 'data'),
    said('personal-data', 'personalData'),
    said('demographic-features', 'demographics'),
  ])
}

export function titleOf(entry: Entry): string {
  return markup(entry.name) || 'Use case published without a name'
}

export function descriptionOf(entry: Entry): string {
  const parts = [declared(entry, 'purpose'), declared(entry, 'benefits'), declared(entry, 'outputs')]
  return (
    parts
      .filter((part) => part !== '')
      .map(markup)
      .join('\n\n') || 'No description is declared.'
  )
}

/** The link to the inventory that holds the entry, with its record. */
export function sourceLinks(entry: Entry, { inventoryOf, site }: Selected, ids: Ids): readonly JsonObject[] {
  const inventory = inventoryOf(entry)
  return present([
    inventory && {
      href: `#${ids.inventory(inventory)}`,
      rel: 'reference',
      text: `Record ${entry.row} of the inventory`,
    },
    {
      href: `${site}/use-cases/${encodeURIComponent(entry.key)}`,
      rel: 'related',
      text: 'The entry in the public register',
    },
  ])
}

const STATES: { readonly [stage in Stage]: string } = {
  'pre-deployment': 'under-development',
  pilot: 'operational',
  deployed: 'operational',
  retired: 'disposition',
}

/** A use case as OSCAL's assessment models name a component. */
export function systemComponent(entry: Entry, selected: Selected, ids: Ids): JsonObject {
  const stage = stageOf(entry)
  const words = declared(entry, 'stage')
  return {
    uuid: ids.component(entry),
    type: 'software',
    title: titleOf(entry),
    description: descriptionOf(entry),
    props: declaredProps(entry),
    links: sourceLinks(entry, selected, ids),
    status: {
      state: stage === null ? 'other' : STATES[stage],
      remarks: words === '' ? 'No stage is declared.' : `Declared stage: ${markup(words)}`,
    },
  }
}

/** One line without blanks at its ends, as OSCAL's StringDatatype asks. */
export function oneLine(text: string): string {
  return clean(text)
}

export function present<Value>(values: readonly (Value | undefined | null)[]): readonly Value[] {
  return values.filter((value) => value !== undefined && value !== null)
}

/** `undefined` for an empty array: OSCAL arrays hold at least one item or are absent. */
export function some<Value extends Json>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
