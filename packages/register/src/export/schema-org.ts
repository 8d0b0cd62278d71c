import { type Entry, text } from '../entry/entry.ts'
import { dateInterval } from '../inventory/date-interval.ts'
import { columnOfTopic, declared, type Topic } from './declared.ts'
import type { Exporter, ExportInventory, Selected } from './form.ts'
import { items, type JsonDocument, type JsonObject, jsonChunks } from './json.ts'

/** Topics that the description of a service has no property for: measured variables of the entry's own data set. */
const VARIABLES: readonly Topic[] = [
  'stage',
  'impact',
  'justification',
  'topic',
  'classification',
  'making',
  'supplier',
]

/**
 * schema.org JSON-LD: one `Dataset` for the register with a `DataDownload` and digest an inventory, one
 * `GovernmentService` an entry. What the vocabulary has no property for is a `variableMeasured` of the entry's own
 * `Dataset`; a declared start is that data set's `temporalCoverage` (schema.org has `startDate` for neither type).
 */
export const exportSchemaOrg: Exporter = (selected) => ({
  mediaType: 'application/ld+json',
  chunks: { [Symbol.iterator]: () => jsonChunks(graph(selected)) },
  left: [],
})

function graph(selected: Selected): JsonDocument {
  return { '@context': 'https://schema.org', '@graph': items(() => nodes(selected)) }
}

function* nodes(selected: Selected): Generator<JsonObject> {
  yield register(selected)
  for (const entry of selected.entries) yield service(entry, selected)
}

function registerId({ site }: Selected): string {
  return `${site}/#register`
}

function register(selected: Selected): JsonObject {
  return {
    '@type': 'Dataset',
    '@id': registerId(selected),
    name: 'AI use cases as agencies declared them',
    description:
      'Uses of artificial intelligence that government bodies published in their inventories, restated with the place of each declaration. A declaration is a claim of the body that made it.',
    ...(selected.site === '' ? {} : { url: `${selected.site}/` }),
    dateModified: selected.asOf,
    distribution: selected.inventories.map(download),
  }
}

function download(inventory: ExportInventory): JsonObject {
  return {
    '@type': 'DataDownload',
    name: inventory.file,
    ...(inventory.source === '' ? {} : { contentUrl: inventory.source }),
    encodingFormat: inventory.file.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv',
    sha256: inventory.sha256,
    temporalCoverage: String(inventory.year),
  }
}

function service(entry: Entry, selected: Selected): JsonObject {
  const page = `${selected.site}/use-cases/${encodeURIComponent(entry.key)}`
  const purpose = declared(entry, 'purpose')
  const outputs = declared(entry, 'outputs')
  const channel = appealChannel(entry)
  return {
    '@type': 'GovernmentService',
    '@id': `${page}#${entry.format}-${entry.year}`,
    url: page,
    identifier: entry.key,
    name: entry.name === '' ? 'Use case published without a name' : entry.name,
    ...(purpose === '' ? {} : { description: purpose }),
    ...(outputs === '' ? {} : { serviceOutput: { '@type': 'Thing', description: outputs } }),
    ...(entry.agencyName === '' ? {} : { serviceOperator: operator(entry) }),
    ...(channel === null ? {} : { availableChannel: channel }),
    subjectOf: dataset(entry, selected),
  }
}

function operator(entry: Entry): JsonObject {
  const agency = { '@type': 'GovernmentOrganization', name: entry.agencyName, alternateName: entry.agency }
  return entry.bureau === ''
    ? agency
    : { '@type': 'GovernmentOrganization', name: entry.bureau, parentOrganization: agency }
}

/** What was declared about appeals; the inventories name no channel themselves. */
function appealChannel(entry: Entry): JsonObject | null {
  const appeal = declared(entry, 'appeal')
  return appeal === ''
    ? null
    : { '@type': 'ServiceChannel', name: 'Appeal and human review', description: `As declared: ${appeal}` }
}

/** The entry as a record of its inventory. */
function dataset(entry: Entry, selected: Selected): JsonObject {
  const inventory = selected.inventoryOf(entry)
  const variables = VARIABLES.flatMap((topic): JsonObject[] => {
    const value = declared(entry, topic)
    const name = columnOfTopic(entry.format, topic)
    return value === '' || name === undefined ? [] : [{ '@type': 'PropertyValue', name, value }]
  })
  const coverage = coverageOf(entry)
  return {
    '@type': 'Dataset',
    name: `${entry.file}, record ${entry.row}`,
    description: `Entry of the ${entry.year} inventory${inventory === undefined ? '' : ` with SHA-256 ${inventory.sha256}`}.`,
    isPartOf: { '@id': registerId(selected) },
    ...(coverage === null ? {} : { temporalCoverage: coverage }),
    ...(variables.length === 0 ? {} : { variableMeasured: variables }),
  }
}

/** ISO 8601 interval from the declared start, open where no end is declared; only what is certain about either day. */
function coverageOf(entry: Entry): string | null {
  const start = intervalOf(entry, 'start')
  const end = intervalOf(entry, 'end')
  return start === null ? null : `${start}/${end ?? '..'}`
}

function intervalOf(entry: Entry, topic: Topic): string | null {
  const column = columnOfTopic(entry.format, topic)
  const interval = column === undefined ? null : dateInterval(text(entry, column))
  if (interval === null) return null
  const length = { year: 4, month: 7, day: 10 }[interval.precision]
  return interval.first.slice(0, length)
}
