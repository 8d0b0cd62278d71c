import { type Entry, text } from '../entry/entry.ts'
import { columnOfTopic, declared, type Topic } from './declared.ts'
import type { Exporter, ExportInventory, LeftOut, Selected } from './form.ts'
import { items, type JsonObject, jsonChunks } from './json.ts'
import { type Stage, stageOf } from './words.ts'

/** Phases that GOV.UK offers for a transparency record. */
const PHASES: { readonly [stage in Stage]: string } = {
  'pre-deployment': 'Pre-deployment',
  pilot: 'Beta/Pilot',
  deployed: 'Production',
  retired: 'Retired',
}

/**
 * Records in the attributes of the Algorithmic Transparency Recording Standard 3.0 (its `template_table`), as one JSON
 * document. What an inventory does not declare is absent, never filled; `contact_email` and `senior_responsible_owner`
 * always are, since they name people. The standard has no machine schema.
 */
export const exportAtrs: Exporter = (selected) => {
  const named = selected.entries.filter((entry) => entry.name !== '')
  return {
    mediaType: 'application/json',
    chunks: {
      [Symbol.iterator]: () =>
        jsonChunks({
          standard: 'Algorithmic Transparency Recording Standard',
          standard_version: '3.0',
          exported_as_of: selected.asOf,
          sources: selected.inventories.map(source),
          records: items(() => recordsOf(named, selected)),
        }),
    },
    left: selected.entries.filter((entry) => entry.name === '').map(nameless),
  }
}

function* recordsOf(entries: readonly Entry[], selected: Selected): Generator<JsonObject> {
  for (const entry of entries) yield atrsRecord(entry, selected)
}

/** One record; attributes in the standard's order. */
function atrsRecord(entry: Entry, { inventoryOf }: Selected): JsonObject {
  const stage = stageOf(entry)
  const phase = stage === null ? undefined : PHASES[stage]
  const atrs = entry.format === 'atrs'
  return {
    id: entry.key,
    standard_version: '3.0',
    date_of_completion: atrs ? given(text(entry, 'published')) : undefined,
    title: entry.name,
    organisation_name: given(entry.agencyName),
    phase,
    one_sentence_description: atrs ? said(entry, 'purpose') : undefined,
    name: entry.name,
    description: atrs ? undefined : said(entry, 'purpose'),
    website_url: atrs ? given(text(entry, 'url')) : undefined,
    organisation_or_department: given(entry.agencyName),
    team: given(entry.bureau),
    external_supplier_involvement: said(entry, 'making'),
    external_supplier: said(entry, 'supplier'),
    benefit: said(entry, 'benefits'),
    provided_information: said(entry, 'outputs'),
    human_decisions_and_review: said(entry, 'failsafe'),
    required_training: said(entry, 'training'),
    appeals_and_review: labelled(entry, ['appeal', 'notice', 'optOut']),
    maintenance: said(entry, 'monitoring'),
    model_architecture: said(entry, 'classification'),
    data_description: said(entry, 'data'),
    sensitive_attributes: labelled(entry, ['personalData', 'demographics']),
    source_data_url: said(entry, 'dataLink'),
    impact_assessment: labelled(entry, ['assessment', 'review', 'privacyLink']),
    risks_and_mitigations: labelled(entry, ['impacts', 'testing', 'consultation']),
    source: { ...source(inventoryOf(entry)), file: entry.file, record: entry.row, inventory_year: entry.year },
  }
}

function source(inventory: ExportInventory | undefined): JsonObject {
  if (inventory === undefined) return {}
  return { file: inventory.file, sha256: inventory.sha256, address: given(inventory.source) }
}

function said(entry: Entry, topic: Topic): string | undefined {
  return given(declared(entry, topic))
}

/** Several declarations in one attribute, each under the column it was declared in. */
function labelled(entry: Entry, topics: readonly Topic[]): string | undefined {
  const parts = topics.flatMap((topic) => {
    const value = declared(entry, topic)
    return value === '' ? [] : [`${columnOfTopic(entry.format, topic)}: ${value}`]
  })
  return given(parts.join('\n'))
}

function given(value: string): string | undefined {
  return value === '' ? undefined : value
}

function nameless({ key, file, row }: Entry): LeftOut {
  return { key, file, row, reasons: ['no name is declared; the standard requires one'] }
}
