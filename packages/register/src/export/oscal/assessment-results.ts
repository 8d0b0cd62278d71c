import type { Evidence } from '../../entry/entry.ts'
import type { Finding } from '../../finding/finding.ts'
import type { Exporter, Selected } from '../form.ts'
import { documents, itemsFrom, type JsonDocument, type JsonObject, jsonChunks } from '../json.ts'
import {
  backMatter,
  type Ids,
  idsOf,
  metadata,
  oneLine,
  present,
  prop,
  some,
  systemComponent,
  titleOf,
} from './common.ts'
import { markup } from './markdown.ts'
import { type EntryIndex, entriesOf, indexByKey } from './subject.ts'

/**
 * OSCAL assessment-results 1.2.1: every finding is an observation made by examining a published file, with its evidence
 * down to record and column. One that stands (open or disputed) is also a finding whose target, the rule, is not
 * satisfied; one that a later inventory answers, or that was withdrawn, stays as an observation alone.
 */
export const exportAssessmentResults: Exporter = (given) => {
  const cited = new Set(given.findings.flatMap((finding) => finding.evidence.map((one) => one.file)))
  const inventories = given.allInventories.filter((one) => given.inventories.includes(one) || cited.has(one.file))
  const selected = { ...given, inventories }
  const ids = idsOf(selected)
  return {
    mediaType: 'application/json',
    chunks: { [Symbol.iterator]: () => jsonChunks(assessmentResults(selected, ids)) },
    left: [],
  }
}

function assessmentResults(selected: Selected, ids: Ids): JsonDocument {
  const plan = ids.of('assessment-plan')
  return {
    'assessment-results': {
      uuid: ids.document('assessment-results'),
      metadata: metadata('Findings on AI use cases as agencies declared them', selected, ids),
      'import-ap': { href: `#${plan}` },
      results: documents(() => [result(selected, ids)]),
      'back-matter': backMatter(selected, ids, [
        {
          uuid: plan,
          title: 'Finding rules of the register',
          description: 'Each rule states its population, its predicate and the clause it cites.',
        },
      ]),
    },
  }
}

function result(selected: Selected, ids: Ids): JsonDocument {
  const { findings, asOf, entries } = selected
  const index = indexByKey(entries)
  const assessed = new Set(findings.flatMap((finding) => entriesOf(finding, index)))
  const standing = findings.filter(stands)
  return {
    uuid: ids.document('result'),
    title: 'Published declarations read beside the rules they are asked to meet',
    description:
      'Each finding is a statement about a published declaration, computed from the inventories alone. It does not say what an agency does.',
    start: asOf,
    ...(assessed.size === 0
      ? {}
      : {
          'local-definitions': {
            components: itemsFrom(assessed, (entry) => systemComponent(entry, selected, ids)),
          },
        }),
    'reviewed-controls': { 'control-selections': [controlSelection(findings)] },
    ...(findings.length === 0
      ? {}
      : { observations: itemsFrom(findings, (finding) => observation(finding, selected, ids, index)) }),
    ...(standing.length === 0 ? {} : { findings: itemsFrom(standing, (finding) => notSatisfied(finding, ids)) }),
  }
}

/** Only a finding that stands has a target that is not satisfied. */
function stands({ state }: Finding): boolean {
  return state === 'open' || state === 'disputed'
}

function controlSelection(findings: readonly Finding[]): JsonObject {
  const rules = [...new Set(findings.map((finding) => finding.rule))].toSorted()
  return rules.length === 0
    ? { 'include-all': {} }
    : { 'include-controls': rules.map((rule) => ({ 'control-id': rule })) }
}

function observation(finding: Finding, selected: Selected, ids: Ids, index: EntryIndex): JsonObject {
  return {
    uuid: observationId(finding, ids),
    title: titleLine(finding),
    description: markup(finding.message),
    props: findingProps(finding),
    methods: ['EXAMINE'],
    types: [stands(finding) ? 'finding' : 'historic'],
    subjects: some([
      ...entriesOf(finding, index).map((entry) => subject(ids.component(entry), 'component', titleOf(entry))),
      ...(finding.subject.kind === 'agency' ? agencySubject(finding.subject.agency, selected, ids) : []),
    ]),
    'relevant-evidence': some(finding.evidence.map((one) => evidence(one, selected, ids))),
    collected: selected.asOf,
  }
}

function agencySubject(agency: string, { entries }: Selected, ids: Ids): readonly JsonObject[] {
  const declares = entries.some((entry) => entry.agency === agency)
  return declares ? [subject(ids.agency(agency), 'party', markup(agency))] : []
}

function subject(uuid: string, type: 'component' | 'party', title: string): JsonObject {
  return { 'subject-uuid': uuid, type, title }
}

function evidence({ file, row, column, value }: Evidence, { inventories }: Selected, ids: Ids): JsonObject {
  const inventory = inventories.findLast((one) => one.file === file)
  const where = [
    `file ${file}`,
    ...(row === null ? [] : [`record ${row}`]),
    ...(column === null ? [] : [`column ${column}`]),
  ]
  return {
    ...(inventory === undefined ? {} : { href: `#${ids.inventory(inventory)}` }),
    description: `${markup(where.join(', '))}: ${value === '' ? 'no value' : markup(value) || 'no value'}`,
    props: some(
      present([
        prop('file', file),
        row === null ? undefined : prop('record', String(row)),
        column === null ? undefined : prop('column', column),
      ]),
    ),
  }
}

function notSatisfied(finding: Finding, ids: Ids): JsonObject {
  return {
    uuid: ids.of('finding', finding.id),
    title: titleLine(finding),
    description: markup(finding.message),
    props: findingProps(finding),
    target: {
      type: 'objective-id',
      'target-id': finding.rule,
      status: { state: 'not-satisfied', reason: 'other', remarks: 'As declared in the inventory.' },
    },
    'related-observations': [{ 'observation-uuid': observationId(finding, ids) }],
  }
}

function findingProps({
  rule,
  ruleVersion,
  severity,
  state,
  agency,
  year,
  citation,
  basis,
}: Finding): readonly JsonObject[] {
  return present([
    prop('rule', rule),
    prop('rule-version', String(ruleVersion)),
    prop('severity', severity),
    prop('state', state),
    prop('agency', agency),
    year === null ? undefined : prop('inventory-year', String(year)),
    prop('citation', citation),
    basis === undefined ? undefined : prop('match-basis', basis),
  ])
}

function titleLine({ rule, useCase, agency }: Finding): string {
  const about = useCase?.name || agency
  return markup(oneLine(about === '' ? rule : `${rule}: ${about}`))
}

function observationId(finding: Finding, ids: Ids): string {
  return ids.of('observation', finding.id)
}
