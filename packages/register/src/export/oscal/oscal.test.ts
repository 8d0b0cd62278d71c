import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { exportRegister } from '../export.ts'
import type { ExportFacts, ExportForm } from '../form.ts'
import { entriesOfText, FILE, FULL, facts, finding, inventory, omb2025, ROWS } from '../testing.ts'
import { markup } from './markdown.ts'

const FOLDER = fileURLToPath(new URL('../../../../../../shared/data/register/oscal/', import.meta.url))
const SCHEMAS = [
  ['oscal', 'oscal_component_schema.json'],
  ['oscal-assessment-results', 'oscal_assessment-results_schema.json'],
  ['oscal-poam', 'oscal_poam_schema.json'],
] as const

/** A document as its reader would read it. */
function made(form: ExportForm, given: Partial<ExportFacts> = {}): ReturnType<typeof JSON.parse> {
  return JSON.parse(exportRegister(form, facts(given)).text)
}

const WITHOUT_STATUS = {
  ...FULL,
  id: 'X\u00a0 1',
  use_case_name: '',
  development_stage: '',
  hi_potential_impacts: 'two\nlines',
}

const FINDINGS = [
  finding(),
  finding({
    id: 'YR-01/a',
    rule: 'YR-01',
    subject: { kind: 'pair', from: 'doe_x', to: 'dhs-9001' },
    basis: 'matched',
    state: 'corrected',
  }),
  finding({
    id: 'YR-12/DOE',
    rule: 'YR-12',
    subject: { kind: 'agency', agency: 'DOE', column: null },
    useCase: null,
    agency: 'DOE',
  }),
  finding({
    id: 'NS-01/x',
    rule: 'NS-01',
    subject: { kind: 'system', key: 'x' },
    useCase: null,
    agency: '',
    year: null,
    evidence: [{ file: 'other file.json', row: null, column: null, value: '' }],
    message: 'Nothing found.',
  }),
  finding({ id: 'HI-01/w', state: 'withdrawn', evidence: [] }),
  finding({ id: 'HI-02/d', rule: 'HI-02', state: 'disputed' }),
]

describe.skipIf(!existsSync(FOLDER))('the OSCAL 1.2.1 schemas (need ../shared)', () => {
  test.each(SCHEMAS)('%s keeps %s', (form, schema) => {
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true })
    formats.default(ajv)
    const validate = ajv.compile(JSON.parse(readFileSync(FOLDER + schema, 'utf8')))
    const entries = entriesOfText(FILE, omb2025([...ROWS, WITHOUT_STATUS]))
    const documents = [
      made(form, {
        entries,
        findings: FINDINGS,
        inventories: [inventory({ source: 'https://inventory.example/a b.csv' })],
      }),
      made(form, { entries, findings: [], inventories: [], site: '' }),
    ]
    for (const document of documents) {
      validate(document)
      expect(validate.errors).toBeNull()
    }
    expect(validate({ [Object.keys(documents[0])[0] ?? '']: {} })).toBe(false)
  })
})

describe('component-definition', () => {
  const { 'component-definition': definition } = made('oscal')

  test('restates each answer on a practice and claims no status', () => {
    const component = definition.components.find((one: { title: string }) => one.title === 'Made-up document check')
    const [{ 'implemented-requirements': requirements, source }] = component['control-implementations']
    expect(requirements.map((one: Record<string, string>) => one['control-id'])).toEqual([
      'M2521-4b1',
      'M2521-4b2',
      'M2521-4b2c',
      'M2521-4b3',
      'M2521-4b4',
      'M2521-4b5',
      'M2521-4b6',
      'M2521-4b7',
    ])
    expect(JSON.stringify(component)).not.toMatch(/implementation-status|satisfied/)
    expect(definition['back-matter'].resources.map((one: { uuid: string }) => `#${one.uuid}`)).toContain(source)
  })

  test('holds published text as text: no link, no markup, no HTML of it survives', () => {
    const component = definition.components.find((one: { title: string }) => one.title === 'Made-up document check')
    expect(component.description).toContain('\\*made-up\\* documents \\[see\\](javascript:x) \\<b\\>fast\\</b\\>')
    expect(markup('# a {{ insert: param, x }} ![i](u)')).toBe('\\# a \\{\\{ insert: param, x \\}\\} !\\[i\\](u)')
    expect(markup('1. a')).toBe('1\\. a')
  })
})

describe('assessment-results', () => {
  const { 'assessment-results': document } = made('oscal-assessment-results', { findings: FINDINGS })
  const [result] = document.results

  test('observe every finding, and call not satisfied only those that stand', () => {
    expect(result.observations).toHaveLength(FINDINGS.length)
    expect(result.findings.map((one: { target: { 'target-id': string } }) => one.target['target-id'])).toEqual([
      'HI-03',
      'YR-12',
      'NS-01',
      'HI-02',
    ])
    for (const one of result.findings) expect(one.target.status.state).toBe('not-satisfied')
    for (const one of result.observations) expect(one.methods).toEqual(['EXAMINE'])
  })

  test('lead from a finding to its observation, to the file and its digest', () => {
    const [first] = result.findings
    const observation = result.observations.find(
      (one: { uuid: string }) => one.uuid === first['related-observations'][0]['observation-uuid'],
    )
    const [evidence] = observation['relevant-evidence']
    expect(evidence.description).toContain('record 2, column hi\\_appeal\\_process: Appeal Process In-progress')
    const resource = document['back-matter'].resources.find((one: { uuid: string }) => `#${one.uuid}` === evidence.href)
    expect(resource.rlinks[0].hashes).toEqual([{ algorithm: 'SHA-256', value: 'ab'.repeat(32) }])
    const components = result['local-definitions'].components.map((one: { uuid: string }) => one.uuid)
    expect(components).toContain(observation.subjects[0]['subject-uuid'])
  })

  test('have ids of their own, each once', () => {
    const ids = [...JSON.stringify(document).matchAll(/"uuid":"([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('plan of action and milestones', () => {
  const { 'plan-of-action-and-milestones': plan } = made('oscal-poam')

  test('has an item for each practice of a deployed high-impact use that is not declared done', () => {
    const practices = plan['poam-items'].map((one: { title: string }) => one.title)
    // Testing and monitoring are declared done; 'Not Applicable' (fail-safe) is an answer that leaves no step open.
    expect(practices).toEqual([
      'AI impact assessment: Made-up document check',
      'Independent review: Made-up document check',
      'Training of operators: Made-up document check',
      'Appeal and human review: Made-up document check',
    ])
  })

  test('gives each its day and the agency’s own words', () => {
    expect(plan.risks.map((one: { status: string }) => one.status)).toEqual([
      'remediating',
      'open',
      'remediating',
      'remediating',
    ])
    for (const risk of plan.risks) expect(risk.deadline).toBe('2026-04-03T23:59:59-04:00')
    expect(plan.risks[0].description).toContain('declares "In-progress" in hi\\_assessment\\_completed (record 2)')
    expect(plan.risks[1].description).toContain('has no answer in hi\\_independent\\_review (record 2)')
  })
})
