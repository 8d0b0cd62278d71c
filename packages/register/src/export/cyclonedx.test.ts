import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { exportRegister } from './export.ts'
import { entriesOfText, FILE, FULL, facts, omb2025, ROWS } from './testing.ts'

const SCHEMAS = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
)

function schema(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8'))
}

function validator(version: '1.6' | '1.7') {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true)
  for (const part of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(schema(part), `http://cyclonedx.org/schema/${part}.SNAPSHOT.schema.json`)
  return ajv.compile(schema(`bom-${version}`))
}

const bom = JSON.parse(exportRegister('cyclonedx', facts()).text)

describe('the CycloneDX ML-BOM', () => {
  test('keeps the schema of 1.6 that the CycloneDX library ships', () => {
    const validate = validator('1.6')
    const bare = JSON.parse(exportRegister('cyclonedx', facts({ entries: [], inventories: [], site: '' })).text)
    for (const document of [bom, bare]) {
      validate(document)
      expect(validate.errors).toBeNull()
    }
    expect(validate({ ...bom, components: [{ type: 'machine-learning-model' }] })).toBe(false)
  })

  test('is read by 1.7 as well, but for its version', () => {
    const validate = validator('1.7')
    validate({ ...bom, specVersion: '1.7', $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json' })
    expect(validate.errors).toBeNull()
  })

  test('puts declarations where a model card has a home for them', () => {
    const component = bom.components.find((one: { name: string }) => one.name === 'Made-up document check')
    expect(component).toMatchObject({
      type: 'machine-learning-model',
      'bom-ref': 'omb-2025:2025:dhs-9001',
      supplier: { name: 'Example Systems, Inc.' },
      group: 'DHS',
      modelCard: {
        modelParameters: {
          datasets: [
            { type: 'dataset', description: 'Synthetic pages', contents: { url: 'https://data.example/pages' } },
          ],
        },
        considerations: {
          ethicalConsiderations: [{ name: 'A wrong refusal' }],
          fairnessAssessments: [{ groupAtRisk: 'declared model feature: c) Age' }],
        },
      },
    })
    expect(component.externalReferences).toContainEqual({ type: 'risk-assessment', url: 'https://privacy.example/pia' })
    expect(component.properties).toContainEqual({ name: 'recourse:appeal', value: 'Appeal Process In-progress' })
    expect(JSON.stringify(component)).not.toContain('quantitativeAnalysis')
  })

  test('restates nothing that was left blank', () => {
    const component = bom.components.find((one: { name: string }) => one.name === 'Bare entry')
    expect(component.modelCard).toEqual({})
    expect(component.properties.map((one: { name: string }) => one.name)).toEqual([
      'recourse:key',
      'recourse:inventoryFile',
      'recourse:inventorySha256',
      'recourse:inventoryRecord',
    ])
  })

  test('has each reference once, and leaves out an entry without a name', () => {
    const refs = bom.components.map((one: Record<string, string>) => one['bom-ref'])
    expect(new Set(refs).size).toBe(ROWS.length)
    const made = exportRegister(
      'cyclonedx',
      facts({ entries: entriesOfText(FILE, omb2025([{ ...FULL, use_case_name: '' }])) }),
    )
    expect(JSON.parse(made.text).components).toEqual([])
    expect(made.left).toMatchObject([{ key: 'dhs-9001', reasons: ['no name is declared; a component needs one'] }])
  })
})
