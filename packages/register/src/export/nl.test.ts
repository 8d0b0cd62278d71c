import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { exportRegister } from './export.ts'
import { entriesOfText, FILE, FULL, facts, inventory, omb2025, type Row } from './testing.ts'

const SCHEMA = fileURLToPath(
  new URL('../../../../../shared/data/register/nl/algoritmeregister_schema_v1.0.0.json', import.meta.url),
)

function exported(rows: readonly Row[]) {
  const inventories = [inventory({ source: 'https://inventory.example/2025.csv' })]
  const made = exportRegister('nl-1.0', facts({ entries: entriesOfText(FILE, omb2025(rows)), inventories }))
  const records: Record<string, unknown>[] = JSON.parse(made.text)
  return { ...made, records }
}

describe('a record of the Dutch standard', () => {
  const [record] = exported([FULL]).records

  test('says what the inventory declares, each text under its column', () => {
    expect(record).toMatchObject({
      name: 'Made-up document check',
      organization: 'Department of Homeland Security',
      theme: ['Benefits Processing'],
      status: 'In gebruik',
      start_date: '2025-06',
      publication_category: 'Impactvolle algoritmes (Categorie B)',
      impact_assessments: 'hi_assessment_completed: In-progress\npia_url: https://privacy.example/pia',
      impact_assessment_link: 'https://privacy.example/pia',
      supplier: 'Example Systems, Inc.',
      source_link: 'https://inventory.example/2025.csv',
      language: 'nld',
      schema: '1.0.0',
      source_id: 'dhs-9001',
    })
    expect(record?.human_intervention).toContain('hi_appeal_process: Appeal Process In-progress')
    expect(record?.search_terms).toContain(`sha256:${'ab'.repeat(32)}`)
  })

  test('leaves empty what was not declared, and never invents a link', () => {
    expect(record?.contact).toBe('')
    expect(record?.considerations).toBe('hi_public_consultation: In-progress')
    expect(record).not.toHaveProperty('source_code_link')
  })

  test('calls what an agency made itself by the standard’s own word', () => {
    const own = { ...FULL, contracting_usage: 'In-house Development', vendor_name: '' }
    expect(exported([own]).records[0]?.supplier).toBe('Intern ontwikkeld')
  })

  test('takes another declared text for the short description where the first is too long', () => {
    const long = { ...FULL, problem_solved: 'x'.repeat(400), system_outputs: 'A score' }
    expect(exported([long]).records[0]?.description_short).toBe('A score')
  })
})

describe('an entry that has no place in the standard', () => {
  test.each([
    ['name', { use_case_name: 'x'.repeat(100) }, 'name: 100 characters, 99 are allowed and nothing is cut'],
    ['stage', { development_stage: '' }, 'status: none is declared'],
    ['month of start', { operational_date: '2025' }, "start_date: '2025' names no month"],
    ['date', { operational_date: '' }, 'start_date: no date is declared'],
    ['impact', { is_high_impact: 'Other' }, "publication_category: 'Other' has no counterpart in the standard"],
    ['data', { data_description: 'x'.repeat(2500) }, 'data: '],
  ])('is listed with its reason: %s', (_what, cells, reason) => {
    const { records, left } = exported([{ ...FULL, ...cells }])
    expect(records).toEqual([])
    expect(left).toMatchObject([{ key: 'dhs-9001', file: FILE, row: 2 }])
    expect(left[0]?.reasons.join('; ')).toContain(reason)
  })

  test('counts characters, not UTF-16 units', () => {
    expect(exported([{ ...FULL, use_case_name: '😀'.repeat(99) }]).records).toHaveLength(1)
  })
})

describe.skipIf(!existsSync(SCHEMA))('the published schema 1.0.0 (needs ../shared)', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  const validate = existsSync(SCHEMA) ? ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8'))) : () => false

  test('accepts every exported record', () => {
    const variants: Row[] = [
      FULL,
      { ...FULL, id: 'DHS-2', problem_solved: '', benefits: '', system_outputs: '', topic_area: '', vendor_name: '' },
      { ...FULL, id: 'DHS-3', development_stage: 'Retired', is_high_impact: 'Not High-impact' },
      { ...FULL, id: 'DHS-4', development_stage: 'Pre-deployment', operational_date: 'Jul-25', pia_url: 'https://a b' },
    ]
    const { records } = exported(variants)
    expect(records).toHaveLength(4)
    for (const record of records) expect(validate(record), JSON.stringify(validate)).toBe(true)
  })

  test('would refuse one without a status', () => {
    expect(validate({ ...exported([FULL]).records[0], status: '' })).toBe(false)
  })
})
