import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { field } from '../entry/field.ts'
import { encodeUtf8 } from './bytes/utf8.ts'
import { NL_FIELDS, nlFault } from './nl-1.0/schema.ts'
import { readInventory } from './read-inventory.ts'
import type { ReadResult } from './read-result.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function accepted(value: unknown): Extract<ReadResult, { ok: true }> {
  const bytes = encodeUtf8(typeof value === 'string' ? value : JSON.stringify(value))
  const result = readInventory({ file: 'made.json', bytes, sha256 })
  if (!result.ok) throw new Error(JSON.stringify(result.rejections))
  return result
}

/** A record that the Dutch standard accepts, made up. */
const REGISTRATION: Readonly<Record<string, unknown>> = {
  name: 'Verkeersregeling',
  description_short: 'Regelt verkeerslichten.',
  organization: 'Gemeente Voorbeeld',
  theme: ['Verkeer', 'Zorg'],
  status: 'In gebruik',
  start_date: '2023-01',
  contact: 'algoritmes@voorbeeld.nl',
  publication_category: 'Impactvolle algoritmes (Categorie B)',
  purpose_and_impact: 'Doorstroming.',
  considerations: 'Voor en tegen.',
  human_intervention: 'Een medewerker kan ingrijpen.',
  risk_management: 'Monitoring.',
  impact_assessments: 'DPIA',
  data: 'Sensordata.',
  technical_operation: 'Beslisboom.',
  supplier: 'Intern ontwikkeld',
  language: 'nld',
  schema: '1.0.0',
}

describe('entries of the Dutch register', () => {
  test('become entries; the contact address is masked', () => {
    const result = accepted([REGISTRATION, { ...REGISTRATION, name: 'Tweede', source_id: '17' }])
    expect(result).toMatchObject({ format: 'nl-1.0', rows: 2, rejections: [] })
    const [first] = result.entries
    expect(first).toMatchObject({ agency: 'Gemeente Voorbeeld', name: 'Verkeersregeling', row: 1, year: 2025 })
    expect(first?.key).toMatch(/^nl_[a-z2-7]{10}$/)
    expect(first && field(first, 'theme').items).toEqual(['Verkeer', 'Zorg'])
    expect(first && field(first, 'legal_basis').state).toBe('not-asked')
    expect(JSON.stringify(result)).not.toContain('@voorbeeld')
    expect(result.entries[1]?.id).toBe('17')
  })

  test('one that the schema refuses is quarantined, its neighbours go in', () => {
    const { supplier: _supplier, ...others } = REGISTRATION
    const lacking = { ...others, contactpersoon: 'Jan Voorbeeld' }
    const result = accepted([REGISTRATION, lacking, 'text', { ...REGISTRATION, name: 'x'.repeat(100), status: 'aan' }])
    expect(result.entries).toHaveLength(1)
    expect(result.rejections).toMatchObject([
      { row: 2, column: 'supplier', code: 'schema-invalid' },
      { row: 3, column: null, code: 'schema-invalid' },
      { row: 4, column: 'name', code: 'schema-invalid', message: expect.stringMatching(/at most 99.*1 more: status/) },
    ])
    expect(JSON.stringify(result)).not.toMatch(/@voorbeeld|Jan/)
  })

  test('an unknown key is kept and named', () => {
    const { warnings, entries } = accepted([{ ...REGISTRATION, extra: 1 }])
    const unknown = warnings.filter(({ code }) => code === 'column-unknown')
    expect(unknown).toMatchObject([{ column: 'extra', row: 1 }])
    expect(entries[0] && field(entries[0], 'extra').value).toBe('1')
  })

  const SCHEMA = fileURLToPath(
    new URL('../../../../../shared/data/register/nl/algoritmeregister_schema_v1.0.0.json', import.meta.url),
  )

  test.skipIf(!existsSync(SCHEMA))('the own rules agree with the published schema (needs ../shared)', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'))
    const ajv = new Ajv.default({ strict: false })
    addFormats.default(ajv)
    const validate = ajv.compile(schema)
    expect(NL_FIELDS).toEqual(Object.keys(schema.properties))
    expect(validate(REGISTRATION)).toBe(true)
    const value = fc.oneof(
      fc.constantFrom(
        undefined,
        null,
        1,
        '',
        'https://example.nl/a',
        'geen adres',
        '2024-05',
        '2024-5',
        ['a'],
        [1],
        'nld',
      ),
      fc
        .constantFrom(98, 99, 100, 199, 200, 399, 400, 499, 500, 2499, 2500, 4999, 5000)
        .map((size) => '😀'.repeat(size)),
      fc.constantFrom('In gebruik', 'Overige algoritmes (Categorie C)', '1.0.0'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...NL_FIELDS), value, (name, given) => {
        const { [name]: _given, ...others } = REGISTRATION
        const record = given === undefined ? others : { ...others, [name]: given }
        expect(nlFault(record) === null).toBe(validate(record))
      }),
      { numRuns: 1500 },
    )
  })
})

describe('the JSON twin of the ATRS index', () => {
  const record = {
    publishing_body: null,
    tool_name: 'Redbox',
    title: 'DSIT - Redbox',
    url: 'https://www.gov.uk/algorithmic-transparency-records/dsit-redbox',
    published: '2025-04-28T18:31:09Z',
    description: 'A tool.',
    listed_organisations: ['Cabinet Office'],
  }

  test('a record without a body is an entry, its body blank', () => {
    const { entries, rejections } = accepted({ records: [record] })
    expect(rejections).toEqual([])
    expect(entries[0]).toMatchObject({ key: 'atrs_dsit-redbox', agency: '', year: 2025, name: 'Redbox' })
    expect(entries[0] && field(entries[0], 'publishing_body').state).toBe('blank')
    expect(entries[0] && field(entries[0], 'organisations')).toMatchObject({
      items: ['Cabinet Office'],
      header: 'listed_organisations',
    })
  })

  test('one without an address is quarantined', () => {
    const { url: _url, ...lacking } = record
    expect(accepted({ records: [record, lacking] }).rejections).toMatchObject([
      { row: 2, column: 'url', code: 'schema-invalid' },
    ])
  })
})

describe('award files', () => {
  const award = {
    award_id: '70CMSD25P00000111',
    vendor: 'EXAMPLE AI, INC.',
    agency: 'U.S. Immigration and Customs Enforcement',
    amount: 3750000.5,
    description: 'LICENSES, POC JANE.DOE@ICE.DHS.GOV 202-555-0137',
    start_date: '2025-09-05',
    permalink: 'https://www.usaspending.gov/award/1',
  }

  test('become awards; addresses and numbers in texts are masked, the award id never', () => {
    const result = accepted({ about: 'DHS awards', contracts: [award] })
    expect(result).toMatchObject({ format: 'contracts', rows: 1, year: 2025 })
    expect(result.awards[0]).toMatchObject({
      awardId: award.award_id,
      agency: 'DHS',
      office: award.agency,
      obligatedUsd: 3750000.5,
      description: 'LICENSES, POC [e-mail address removed] [telephone number removed]',
      row: 1,
    })
    expect(result.warnings).toMatchObject([{ row: 1, column: 'description', code: 'personal-data' }])
  })

  test.each([
    ['award_id', { ...award, award_id: ' ' }],
    ['amount', { ...award, amount: '12' }],
    ['vendor', { ...award, vendor: 7 }],
    [null, 'no object'],
  ])('one with a faulty %s is quarantined, its neighbours go in', (column, faulty) => {
    const result = accepted({ contracts: [award, faulty, award] })
    expect(result.awards).toHaveLength(2)
    expect(result.rejections).toMatchObject([{ row: 2, column, code: 'schema-invalid' }])
    expect(result.quarantined).toHaveLength(1)
  })

  test('what is no award fact is not kept', () => {
    const result = accepted({ contracts: [{ ...award, ai_remarks: 'a model wrote this' }] })
    expect(result.warnings).toMatchObject([{ code: 'personal-data' }, { column: 'ai_remarks', code: 'column-unknown' }])
    expect(JSON.stringify(result)).not.toContain('a model wrote this')
  })
})

describe('the sourcing summary', () => {
  const summary = `## Metadata

### Department of Education (ED)

- **Data Retrieval Method:** Manual Data Download on 2/17/2026
- **URL for download:** https://www.ed.gov/2024-09/inventory.csv
- **Number of detected use cases / rows:** **56**

| **Original Column Name** | **Shorthand Colname** | **Remapped?** | **Column Left Blank** |
| :--- | :--- | :--- | :--- |
| 'Use Case ID' | **id** | Yes - mapped to: 'a \\| b' |  |
| 'Agency' |  |  |  |
| - | **is_high_impact** |  | Yes |

### Office of Personnel Management (OPM)

**No Individual Use Cases to Report**

**Reason**: Agency has none.

**Associated URLs**:
- https://www.opm.gov/ai/

### An agency without a code

### Small Business Administration (SBA)

| - | **id** | Yes |
`

  test('each section is a record: a source with its columns, or a rejection', () => {
    const result = accepted(summary)
    expect(result).toMatchObject({ format: 'omb-2025-sourcing', rows: 4, entries: [] })
    expect(result.sources).toMatchObject([
      {
        agency: 'ED',
        agencyName: 'Department of Education',
        address: 'https://www.ed.gov/2024-09/inventory.csv',
        method: 'Manual Data Download',
        retrieved: '2026-02-17',
        rows: 56,
        row: 1,
      },
      { agency: 'OPM', address: 'https://www.opm.gov/ai/', retrieved: '', rows: null, row: 2 },
    ])
    expect(result.sources[1]?.method).toBe('No Individual Use Cases to Report: Agency has none.')
    expect(result.columnStatus.map(({ column, status }) => [column, status])).toEqual([
      ['id', 'reported'],
      ['is_high_impact', 'left-out'],
    ])
    expect(result.rejections).toMatchObject([
      { row: 3, code: 'agency-missing' },
      { row: 4, code: 'row-width' },
    ])
  })
})
