import { describe, expect, test } from 'vitest'
import { exportRegister } from './export.ts'
import { facts, inventory, ROWS } from './testing.ts'

/**
 * Properties of the schema.org types used, as far as they are used, with those inherited (vocabulary as typed by
 * schema-dts 2.1.0: Dataset and MediaObject are CreativeWork, GovernmentService is Service, all are Thing).
 */
const THING = ['name', 'alternateName', 'description', 'identifier', 'url', 'subjectOf']
const CREATIVE_WORK = [...THING, 'dateModified', 'encodingFormat', 'isPartOf', 'temporalCoverage']
const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  Thing: THING,
  Dataset: [...CREATIVE_WORK, 'distribution', 'variableMeasured'],
  DataDownload: [...CREATIVE_WORK, 'contentUrl', 'sha256'],
  GovernmentService: [...THING, 'serviceOperator', 'serviceOutput', 'availableChannel'],
  ServiceChannel: THING,
  GovernmentOrganization: [...THING, 'parentOrganization'],
  PropertyValue: [...THING, 'value'],
}

const inventories = [inventory({ source: 'https://inventory.example/2025.csv' })]
const document = JSON.parse(exportRegister('jsonld', facts({ inventories })).text)
const [register, ...services] = document['@graph']

/** Every typed node, nested ones too; a node without a type may only point to another. */
function nodes(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodes)
  if (typeof value !== 'object' || value === null) return []
  return [{ ...value }, ...Object.values(value).flatMap(nodes)]
}

describe('the JSON-LD graph', () => {
  test('uses types and properties that schema.org has', () => {
    expect(document['@context']).toBe('https://schema.org')
    for (const { '@type': type, '@id': _id, ...properties } of nodes(document['@graph'])) {
      const known = typeof type === 'string' ? VOCABULARY[type] : []
      for (const name of Object.keys(properties)) expect(known, JSON.stringify(type)).toContain(name)
    }
  })

  test('is one data set with a download and digest an inventory, and a service an entry', () => {
    expect(register).toMatchObject({
      '@type': 'Dataset',
      '@id': 'https://register.example/#register',
      dateModified: '2026-11-22T09:00:00.000Z',
      distribution: [
        { '@type': 'DataDownload', sha256: 'ab'.repeat(32), contentUrl: 'https://inventory.example/2025.csv' },
      ],
    })
    expect(services.map((one: Record<string, string>) => one['@type'])).toEqual(ROWS.map(() => 'GovernmentService'))
    expect(new Set(services.map((one: Record<string, string>) => one['@id'])).size).toBe(ROWS.length)
  })

  test('names who runs a service, the start and the appeal as declared', () => {
    const service = services.find((one: { name: string }) => one.name === 'Made-up document check')
    expect(service).toMatchObject({
      url: 'https://register.example/use-cases/dhs-9001',
      serviceOperator: {
        name: 'Made-up Bureau',
        parentOrganization: { name: 'Department of Homeland Security', alternateName: 'DHS' },
      },
      availableChannel: { '@type': 'ServiceChannel', description: 'As declared: Appeal Process In-progress' },
      subjectOf: { temporalCoverage: '2025-06/..', isPartOf: { '@id': 'https://register.example/#register' } },
    })
    expect(service.subjectOf.variableMeasured).toContainEqual({
      '@type': 'PropertyValue',
      name: 'is_high_impact',
      value: 'High-impact',
    })
  })

  test('restates nothing that was left blank', () => {
    const service = services.find((one: { name: string }) => one.name === 'Bare entry')
    expect(service).not.toHaveProperty('availableChannel')
    expect(service.subjectOf).not.toHaveProperty('temporalCoverage')
    expect(service.subjectOf).not.toHaveProperty('variableMeasured')
  })
})
