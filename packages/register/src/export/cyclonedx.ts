import type { Entry } from '../entry/entry.ts'
import { addressOf, declared, declaredItems, PRACTICE_TOPICS, type Topic } from './declared.ts'
import type { Exporter, Selected } from './form.ts'
import { items, type JsonDocument, type JsonObject, jsonChunks } from './json.ts'
import { uuidOf } from './uuid.ts'

const CYCLONEDX_VERSION = '1.6'

/** Topics without a home in a model card, as properties `recourse:<topic>`. */
const PROPERTIES: readonly Topic[] = [
  'stage',
  'impact',
  'justification',
  'start',
  'end',
  'topic',
  'classification',
  'benefits',
  'outputs',
  'making',
  'contract',
  'system',
  'ato',
  'notice',
  'optOut',
  ...PRACTICE_TOPICS,
]

/**
 * CycloneDX 1.6 ML-BOM: one `machine-learning-model` an entry, its declarations in the model card and in properties named
 * `recourse:<topic>`. Answers on practices are restated and never become metrics: no inventory publishes measurements in
 * a form that `quantitativeAnalysis` could hold. An entry without a name is left out, since the schema wants one.
 */
export const exportCycloneDx: Exporter = (selected) => ({
  mediaType: 'application/vnd.cyclonedx+json; version=1.6',
  chunks: { [Symbol.iterator]: () => jsonChunks(bom(selected)) },
  left: selected.entries
    .filter((entry) => entry.name === '')
    .map(({ key, file, row }) => ({ key, file, row, reasons: ['no name is declared; a component needs one'] })),
})

function bom(selected: Selected): JsonDocument {
  const { asOf, inventories, entries, sha1 } = selected
  const content = [asOf, String(entries.length), ...inventories.map((inventory) => inventory.sha256)].join('\n')
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: CYCLONEDX_VERSION,
    serialNumber: `urn:uuid:${uuidOf(`cyclonedx\n${content}`, sha1)}`,
    version: 1,
    metadata: {
      timestamp: asOf,
      tools: { components: [{ type: 'application', name: 'Recourse' }] },
      component: {
        type: 'data',
        'bom-ref': 'register',
        name: 'AI use cases as agencies declared them',
        externalReferences: inventories.map((inventory) => ({
          type: 'distribution',
          url: encodeURI(inventory.source === '' ? inventory.file : inventory.source),
          comment: `${inventory.file} (${inventory.format}, ${inventory.year})`,
          hashes: [{ alg: 'SHA-256', content: inventory.sha256 }],
        })),
      },
    },
    components: items(() => components(selected)),
  }
}

function* components(selected: Selected): Generator<JsonObject> {
  for (const entry of selected.entries) if (entry.name !== '') yield component(entry, selected)
}

function component(entry: Entry, { site, inventoryOf }: Selected): JsonObject {
  const supplier = declared(entry, 'supplier')
  const description = declared(entry, 'purpose')
  return {
    type: 'machine-learning-model',
    'bom-ref': `${entry.format}:${entry.year}:${entry.key}`,
    ...(supplier === '' ? {} : { supplier: { name: supplier } }),
    ...(entry.agencyName === '' ? {} : { publisher: entry.agencyName }),
    ...(entry.agency === '' ? {} : { group: entry.agency }),
    name: entry.name,
    version: String(entry.year),
    ...(description === '' ? {} : { description }),
    externalReferences: references(entry, site),
    modelCard: modelCard(entry),
    properties: [
      property('key', entry.key),
      property('inventoryFile', entry.file),
      property('inventorySha256', inventoryOf(entry)?.sha256 ?? ''),
      property('inventoryRecord', String(entry.row)),
      property('bureau', entry.bureau),
      property('id', entry.id),
      ...PROPERTIES.map((topic) => property(topic, declared(entry, topic))),
    ].filter(({ value }) => value !== ''),
  }
}

function modelCard(entry: Entry): JsonObject {
  const purpose = declared(entry, 'purpose')
  const risks = declared(entry, 'impacts')
  const features = (declaredItems(entry, 'demographics') ?? []).filter((item) => !/^(?:[a-z]\) *)?none\b/i.test(item))
  const reinforcement = declared(entry, 'classification') === 'Reinforcement Learning'
  const datasets = datasetsOf(entry)
  return {
    ...(datasets.length === 0 && !reinforcement
      ? {}
      : {
          modelParameters: {
            ...(reinforcement ? { approach: { type: 'reinforcement-learning' } } : {}),
            ...(datasets.length === 0 ? {} : { datasets }),
          },
        }),
    ...(purpose === '' && risks === '' && features.length === 0
      ? {}
      : {
          considerations: {
            ...(purpose === '' ? {} : { useCases: [purpose] }),
            ...(risks === '' ? {} : { ethicalConsiderations: [{ name: risks }] }),
            ...(features.length === 0
              ? {}
              : {
                  fairnessAssessments: features.map((feature) => ({
                    groupAtRisk: `declared model feature: ${feature}`,
                  })),
                }),
          },
        }),
  }
}

function datasetsOf(entry: Entry): readonly JsonObject[] {
  const description = declared(entry, 'data')
  const personal = declared(entry, 'personalData')
  const address = addressOf(declared(entry, 'dataLink'))
  if (description === '' && personal === '' && address === null) return []
  return [
    {
      type: 'dataset',
      ...(description === '' ? {} : { description }),
      ...(address === null ? {} : { contents: { url: address } }),
      ...(personal === '' ? {} : { sensitiveData: [`personally identifiable information, as declared: ${personal}`] }),
    },
  ]
}

function references(entry: Entry, site: string): readonly JsonObject[] {
  const linked = (type: string, topic: Topic) => {
    const url = addressOf(declared(entry, topic))
    return url === null ? [] : [{ type, url }]
  }
  return [
    { type: 'documentation', url: `${site}/use-cases/${encodeURIComponent(entry.key)}` },
    ...linked('risk-assessment', 'privacyLink'),
    ...linked('vcs', 'codeLink'),
  ]
}

function property(name: string, value: string): { readonly name: string; readonly value: string } {
  return { name: `recourse:${name}`, value }
}
