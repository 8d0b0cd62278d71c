import { type Entry, text } from '../entry/entry.ts'
import { answer, items as listItems } from '../finding/read.ts'
import { dateInterval } from '../inventory/date-interval.ts'
import { addressOf, columnOfTopic, declared, declaredItems, type Topic } from './declared.ts'
import type { Exporter, ExportInventory, LeftOut, Selected } from './form.ts'
import { items, type Json, type JsonObject, jsonChunks } from './json.ts'
import { type Impact, impactOf, type Stage, stageOf } from './words.ts'

const STATUS: { readonly [stage in Stage]: string } = {
  'pre-deployment': 'In ontwikkeling',
  pilot: 'In gebruik',
  deployed: 'In gebruik',
  retired: 'Buiten gebruik',
}

/**
 * High-impact under a US memorandum is "impactvol", never category A: that one says the algorithm is high-risk under
 * Regulation (EU) 2024/1689, which no US inventory declares.
 */
const CATEGORY: { readonly [impact in Impact]: string } = {
  high: 'Impactvolle algoritmes (Categorie B)',
  'not-high': 'Overige algoritmes (Categorie C)',
}

/** Longest text each field takes, in characters (schema 1.0.0, `maxLength`). */
const LONGEST: Readonly<Record<string, number>> = {
  name: 99,
  description_short: 399,
  organization: 99,
  purpose_and_impact: 2499,
  considerations: 2499,
  human_intervention: 2499,
  risk_management: 2499,
  data: 2499,
  technical_operation: 4999,
  supplier: 199,
}

/**
 * A JSON array of records of the Dutch Publicatiestandaard 1.0.0. An entry whose texts are too long, or that lacks a name,
 * an organisation, a stage, a month of start or an impact status, is left out with its reasons: nothing is cut and nothing
 * is invented. Other required fields that were not declared stay empty, which the schema allows. `language` is the
 * standard's constant; the texts stay in the language of the inventory.
 */
export const exportNl: Exporter = (selected) => {
  const reasonsOf = new Map(
    selected.entries.map((entry) => [entry, reasons(entry, nlRecord(entry, selected))] as const),
  )
  return {
    mediaType: 'application/json',
    chunks: { [Symbol.iterator]: () => jsonChunks(items(() => records(selected, reasonsOf))) },
    left: selected.entries.flatMap((entry) => leftOut(entry, reasonsOf.get(entry) ?? [])),
  }
}

function* records(selected: Selected, reasonsOf: ReadonlyMap<Entry, readonly string[]>): Generator<JsonObject> {
  for (const entry of selected.entries) if (reasonsOf.get(entry)?.length === 0) yield nlRecord(entry, selected)
}

function nlRecord(entry: Entry, { inventoryOf }: Selected): JsonObject {
  const inventory = inventoryOf(entry)
  return entry.format === 'nl-1.0' ? ownRecord(entry) : mappedRecord(entry, inventory)
}

/** An entry that came in this form goes out as it came. */
function ownRecord(entry: Entry): JsonObject {
  const members = entry.layout.columns.flatMap(({ name, kind }, at): [string, Json][] => {
    const raw = entry.raw[at]
    if (raw === null || raw === undefined) return []
    return [[name, kind === 'list' ? (listItems(entry, name) ?? []) : raw]]
  })
  return Object.fromEntries(members)
}

function mappedRecord(entry: Entry, inventory: ExportInventory | undefined): JsonObject {
  const stage = stageOf(entry)
  const impact = impactOf(entry)
  const purpose = declared(entry, 'purpose')
  return {
    name: entry.name,
    description_short: shortest([purpose, declared(entry, 'outputs'), declared(entry, 'benefits')]),
    organization: entry.agencyName,
    theme: declaredItems(entry, 'topic') ?? [declared(entry, 'topic')].filter((topic) => topic !== ''),
    status: stage === null ? undefined : STATUS[stage],
    start_date: monthOf(entry, 'start'),
    end_date: monthOf(entry, 'end'),
    contact: '',
    publication_category: impact === null ? undefined : CATEGORY[impact],
    purpose_and_impact: labelled(entry, ['purpose', 'benefits', 'impacts']),
    considerations: labelled(entry, ['justification', 'consultation']),
    human_intervention: labelled(entry, ['failsafe', 'training', 'appeal', 'optOut', 'notice']),
    risk_management: labelled(entry, ['testing', 'review', 'monitoring']),
    impact_assessments: labelled(entry, ['assessment', 'privacyLink']),
    impact_assessment_link: addressOf(declared(entry, 'privacyLink')) ?? undefined,
    data: labelled(entry, ['data', 'personalData', 'demographics']),
    data_source_link: addressOf(declared(entry, 'dataLink')) ?? undefined,
    technical_operation: labelled(entry, ['classification', 'outputs']),
    supplier: supplierOf(entry),
    source_code_link: addressOf(declared(entry, 'codeLink')) ?? undefined,
    source_link: addressOf(inventory?.source ?? '') ?? undefined,
    language: 'nld',
    schema: '1.0.0',
    source_id: entry.key,
    search_terms: [
      entry.agency,
      entry.bureau,
      `${entry.format} ${entry.year}`,
      ...(inventory === undefined ? [] : [`sha256:${inventory.sha256}`]),
    ]
      .filter((term) => term !== '')
      .join(', '),
  }
}

/** The first text that fits the short description whole; the first of all where none does, so that its length is the reason. */
function shortest(texts: readonly string[]): string {
  const given = texts.filter((candidate) => candidate !== '')
  return given.find((candidate) => lengthOf(candidate) <= (LONGEST.description_short ?? 0)) ?? given[0] ?? ''
}

/** The month a date declares; absent where none, unreadable, or only a year is declared. */
function monthOf(entry: Entry, topic: Topic): string | undefined {
  const interval = dateInterval(declared(entry, topic))
  return interval === null || interval.precision === 'year' ? undefined : interval.first.slice(0, 7)
}

/** The standard's own word for what an organisation made itself. */
function supplierOf(entry: Entry): string {
  const supplier = declared(entry, 'supplier')
  const column = columnOfTopic(entry.format, 'making')
  const making = column === undefined ? '' : answer(entry, column)
  const inHouse = making === 'In-house Development' || making === 'Developed in-house.'
  return supplier === '' && inHouse ? 'Intern ontwikkeld' : supplier
}

/** Several declarations in one field, each under the column it was declared in. */
function labelled(entry: Entry, topics: readonly Topic[]): string {
  return topics
    .flatMap((topic) => {
      const value = declared(entry, topic)
      return value === '' ? [] : [`${columnOfTopic(entry.format, topic)}: ${value}`]
    })
    .join('\n')
}

function reasons(entry: Entry, record: JsonObject): readonly string[] {
  const found: string[] = []
  if (record.name === '') found.push('name: none is declared')
  if (record.organization === '') found.push('organization: none is declared')
  if (record.status === undefined) found.push(`status: ${unmapped(entry, 'stage')}`)
  if (record.start_date === undefined) found.push(`start_date: ${noMonth(entry)}`)
  if (record.publication_category === undefined) found.push(`publication_category: ${unmapped(entry, 'impact')}`)
  for (const [name, longest] of Object.entries(LONGEST)) {
    const value = record[name]
    const length = typeof value === 'string' ? lengthOf(value) : 0
    if (length > longest) found.push(`${name}: ${length} characters, ${longest} are allowed and nothing is cut`)
  }
  return found
}

function unmapped(entry: Entry, topic: Topic): string {
  const value = declared(entry, topic)
  return value === '' ? 'none is declared' : `'${value}' has no counterpart in the standard`
}

function noMonth(entry: Entry): string {
  const column = columnOfTopic(entry.format, 'start')
  const value = column === undefined ? '' : text(entry, column)
  return value === '' ? 'no date is declared' : `'${value}' names no month`
}

/** JSON Schema counts characters, not UTF-16 units. */
function lengthOf(value: string): number {
  return Array.from(value).length
}

function leftOut({ key, file, row }: Entry, why: readonly string[]): readonly LeftOut[] {
  return why.length === 0 ? [] : [{ key, file, row, reasons: why }]
}
