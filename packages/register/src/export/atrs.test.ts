import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readInventory } from '../inventory/read-inventory.ts'
import { exportRegister } from './export.ts'
import { csv, entriesOfText, facts, inventory, sha256 } from './testing.ts'

const INDEX = fileURLToPath(new URL('../../../../../shared/data/register/uk-atrs/', import.meta.url))

/**
 * Attributes of version 3.0 of the standard, as its own `template_table.md` lists them (repository
 * co-cddo/algorithmic-transparency-recording-standard, commit 0bf872f; Open Government Licence 3.0).
 */
const ATTRIBUTES = `id standard_version organisation_type function capability task tags date_of_completion date_updated
  date_archived title organisation_name phase region one_sentence_description name description website_url contact_email
  organisation_or_department team senior_responsible_owner external_supplier_involvement external_supplier
  companies_house_number external_supplier_role procurement_procedure_type data_access_terms detailed_description scope
  benefit previous_process alternatives_considered process_integration provided_information frequency_and_scale_of_usage
  human_decisions_and_review required_training appeals_and_review system_architecture maintenance models model_name
  model_version model_task model_input model_output model_architecture model_performance datasets dataset_purposes
  source_data_name data_modality data_description data_quantities sensitive_attributes
  data_completeness_and_representativeness source_data_url data_collection data_cleaning data_sharing_agreements
  data_access_and_storage impact_assessment risks_and_mitigations`.split(/\s+/)

const document = JSON.parse(exportRegister('atrs', facts()).text)

describe('an ATRS record', () => {
  test('uses the attributes of the standard and no other, but for where it comes from', () => {
    for (const record of document.records)
      for (const name of Object.keys(record)) expect([...ATTRIBUTES, 'source']).toContain(name)
  })

  test('names no person: no contact, no senior responsible owner', () => {
    expect(JSON.stringify(document)).not.toMatch(/contact_email|senior_responsible_owner/)
  })

  test('restates declarations under their columns and leaves out what is blank', () => {
    const record = document.records.find((one: { name: string }) => one.name === 'Made-up document check')
    expect(record).toMatchObject({
      organisation_or_department: 'Department of Homeland Security',
      team: 'Made-up Bureau',
      phase: 'Production',
      provided_information: 'A score',
      required_training: 'Training In-progress',
      appeals_and_review: 'hi_appeal_process: Appeal Process In-progress',
      source: { sha256: 'ab'.repeat(32), record: 2, inventory_year: 2025 },
    })
    const bare = document.records.find((one: { name: string }) => one.name === 'Bare entry')
    expect(Object.keys(bare)).toEqual([
      'id',
      'standard_version',
      'title',
      'organisation_name',
      'name',
      'organisation_or_department',
      'source',
    ])
  })

  test('of the British index keeps its address and date', () => {
    const index = csv(
      ['publishing_body', 'tool_name', 'published', 'url'],
      [
        {
          publishing_body: 'Made-up Council',
          tool_name: 'Made-up tool',
          published: '2025-02-10T07:00:00Z',
          url: 'https://records.example/made-up-tool',
        },
      ],
    )
    const made = exportRegister(
      'atrs',
      facts({
        entries: entriesOfText('index.csv', index),
        inventories: [inventory({ format: 'atrs', file: 'index.csv' })],
      }),
    )
    expect(JSON.parse(made.text).records).toMatchObject([
      {
        name: 'Made-up tool',
        date_of_completion: '2025-02-10T07:00:00Z',
        website_url: 'https://records.example/made-up-tool',
        organisation_name: 'Made-up Council',
      },
    ])
  })
})

describe.skipIf(!existsSync(INDEX))('the published index (needs ../shared)', () => {
  test('goes out as 136 records with body, name, date and address as published', () => {
    const text = readFileSync(`${INDEX}atrs_records.json`, 'utf8')
    const read = readInventory({ file: 'atrs_records.json', bytes: new TextEncoder().encode(text), sha256 })
    if (!read.ok) throw new Error(JSON.stringify(read.rejections))
    const records: Record<string, string>[] = JSON.parse(
      exportRegister('atrs', facts({ entries: read.entries })).text,
    ).records
    const published: Record<string, string>[] = JSON.parse(text).records
    const pick = (one: Record<string, string>, ...names: string[]) =>
      names.map((name) => (one[name] ?? '').trim().replace(/\s+/g, ' ')).join('|')
    expect(
      records
        .map((one) =>
          pick(one, 'organisation_name', 'name', 'date_of_completion', 'website_url', 'one_sentence_description'),
        )
        .toSorted(),
    ).toEqual(
      published.map((one) => pick(one, 'publishing_body', 'tool_name', 'published', 'url', 'description')).toSorted(),
    )
    expect(records).toHaveLength(136)
  })
})
