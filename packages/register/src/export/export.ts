import { exportAtrs } from './atrs.ts'
import { exportCycloneDx } from './cyclonedx.ts'
import type { ExportDocument, Exporter, ExportFacts, ExportForm, ExportOptions, ExportStream } from './form.ts'
import { exportNl } from './nl.ts'
import { exportOmb2025 } from './omb-2025.ts'
import { exportAssessmentResults } from './oscal/assessment-results.ts'
import { exportComponentDefinition } from './oscal/component-definition.ts'
import { exportPoam } from './oscal/poam.ts'
import { exportSchemaOrg } from './schema-org.ts'
import { select } from './select.ts'

interface Known extends ExportOptions {
  readonly make: Exporter
  readonly ending: string
}

const EXPORTERS: { readonly [form in ExportForm]: Known } = {
  'omb-2025': { make: exportOmb2025, ending: 'csv' },
  atrs: { make: exportAtrs, ending: 'json' },
  'nl-1.0': { make: exportNl, ending: 'json' },
  oscal: { make: exportComponentDefinition, ending: 'json' },
  'oscal-assessment-results': { make: exportAssessmentResults, ending: 'json', years: 'all' },
  'oscal-poam': { make: exportPoam, ending: 'json' },
  cyclonedx: { make: exportCycloneDx, ending: 'cdx.json' },
  jsonld: { make: exportSchemaOrg, ending: 'jsonld' },
}

/**
 * The register in one of its forms, whole. Pure: the same facts give the same text, byte for byte; sorted by key, LF,
 * UTF-8 (the OMB file with its byte-order mark). Which entries and fields go where, and why: docs/exports.md. Throws
 * `ExportError` (`nothing-to-export`).
 */
export function exportRegister(to: ExportForm, facts: ExportFacts, options: ExportOptions = {}): ExportDocument {
  const { chunks, ...rest } = exportChunks(to, facts, options)
  return { ...rest, text: [...chunks].join('') }
}

/** The same in pieces of one record each, for registers too large for one string (over about 200,000 entries). */
export function exportChunks(to: ExportForm, facts: ExportFacts, options: ExportOptions = {}): ExportStream {
  const { make, ending, ...usual } = EXPORTERS[to]
  const { selected, hidden } = select(facts, { ...usual, ...options })
  const { inventories = selected.inventories, ...made } = make(selected)
  const [only, another] = inventories
  const digest = only !== undefined && another === undefined ? `-sha256-${only.sha256}` : ''
  return {
    ...made,
    fileName: `recourse-${to}-${selected.asOf.slice(0, 10)}${digest}.${ending}`,
    left: [...hidden, ...made.left],
  }
}
