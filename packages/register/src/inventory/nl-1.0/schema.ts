import type { JsonRecord } from '../json/records.ts'

/** What the publication standard 1.0.0 of the Dutch register demands of one field (its JSON Schema, draft-07). */
interface FieldRule {
  readonly required: boolean
  /** `null` where the value is accepted, otherwise what was expected. */
  readonly fault: (value: unknown) => string | null
}

const STATUS = ['In ontwikkeling', 'In gebruik', 'Buiten gebruik']
const CATEGORY = [
  'Hoog-risico AI-systeem (Categorie A)',
  'Impactvolle algoritmes (Categorie B)',
  'Overige algoritmes (Categorie C)',
]

/** The 32 fields of the standard in its order. */
const FIELDS: ReadonlyMap<string, FieldRule> = new Map([
  ['name', required(text(99))],
  ['description_short', required(text(399))],
  ['organization', required(text(99))],
  ['theme', required(texts)],
  ['status', required(oneOf(STATUS))],
  ['start_date', required(month)],
  ['end_date', optional(month)],
  ['contact', required(text())],
  ['link', optional(uri)],
  ['publication_category', required(oneOf(CATEGORY))],
  ['source_link', optional(uri)],
  ['purpose_and_impact', required(text(2499))],
  ['considerations', required(text(2499))],
  ['human_intervention', required(text(2499))],
  ['risk_management', required(text(2499))],
  ['legal_basis', optional(text(2499))],
  ['legal_basis_link', optional(uri)],
  ['legal_basis_title', optional(text(99))],
  ['processing_register_link', optional(uri)],
  ['impact_assessments', required(text())],
  ['impact_assessment_link', optional(uri)],
  ['impact_assessment_explanation', optional(text(2499))],
  ['data', required(text(2499))],
  ['data_source_link', optional(uri)],
  ['data_source_title', optional(text(499))],
  ['technical_operation', required(text(4999))],
  ['supplier', required(text(199))],
  ['source_code_link', optional(uri)],
  ['language', required(oneOf(['nld']))],
  ['schema', required(oneOf(['1.0.0']))],
  ['source_id', optional(text())],
  ['search_terms', optional(text())],
])

/** Names of the standard's fields, in its order. */
export const NL_FIELDS: readonly string[] = [...FIELDS.keys()]

/** The first fault of a record against the schema; the message says how many more there are. */
export function nlFault(record: JsonRecord): { readonly column: string; readonly message: string } | null {
  const faults = [...FIELDS].flatMap(([column, rule]) => {
    const stated = Object.hasOwn(record, column)
    const expected = stated ? rule.fault(record[column]) : rule.required ? 'a value; the field is required' : null
    return expected === null ? [] : [{ column, expected }]
  })
  const [first] = faults
  if (first === undefined) return null
  const more =
    faults.length === 1
      ? ''
      : ` ${faults.length - 1} more: ${faults
          .slice(1)
          .map((f) => f.column)
          .join(', ')}.`
  return { column: first.column, message: `Standard 1.0.0 expects ${first.expected}.${more}` }
}

function required(fault: FieldRule['fault']): FieldRule {
  return { required: true, fault }
}

function optional(fault: FieldRule['fault']): FieldRule {
  return { required: false, fault }
}

/** Lengths count characters, not UTF-16 units (JSON Schema validation 6.3.1). */
function text(limit = Number.POSITIVE_INFINITY): FieldRule['fault'] {
  return (value) => {
    if (typeof value !== 'string') return 'a text'
    const { length } = Array.from(value)
    return length > limit ? `at most ${limit} characters, found ${length}` : null
  }
}

function texts(value: unknown): string | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? null : 'a list of texts'
}

function oneOf(allowed: readonly string[]): FieldRule['fault'] {
  return (value) => (typeof value === 'string' && allowed.includes(value) ? null : `one of: ${allowed.join(', ')}`)
}

function month(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9]{4}-[0-9]{2}$/.test(value) ? null : 'a month as YYYY-MM'
}

function uri(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value)
    ? null
    : 'an address with its scheme'
}
