import type { Entry } from '../../entry/entry.ts'
import { HIGH_IMPACT } from '../../finding/population.ts'
import { DONE } from '../../finding/practice.ts'
import { answer } from '../../finding/read.ts'
import { columnOfTopic, type PracticeTopic } from '../declared.ts'
import { ExportError, type Exporter, type Selected } from '../form.ts'
import { itemsFrom, type JsonDocument, type JsonObject, jsonChunks } from '../json.ts'
import { stageOf } from '../words.ts'
import {
  backMatter,
  type Ids,
  idsOf,
  metadata,
  PRACTICE_WORDS,
  present,
  prop,
  systemComponent,
  titleOf,
} from './common.ts'
import { markup } from './markdown.ts'

/** Day by which M-25-21 section 4(a) wants the minimum practices of high-impact uses (register reference, DL-01): its end. */
const DEADLINE = '2026-04-03T23:59:59-04:00'

/** Practices that one answer declares done; potential impacts and consultation are texts and no steps. */
const STEPS = [
  'testing',
  'assessment',
  'review',
  'monitoring',
  'training',
  'failsafe',
  'appeal',
] as const satisfies readonly PracticeTopic[]

/** Answers that declare that nothing remains to be done here; whether they may is a finding, not an open step. */
const NO_STEP = new Set(['CAIO Waived', 'Not Applicable', 'Appeal Precluded by Law'])

const DONE_BY_COLUMN: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(DONE))

interface OpenStep {
  readonly entry: Entry
  readonly practice: PracticeTopic
  /** Declared answer, '' where blank. */
  readonly answer: string
}

/**
 * OSCAL plan of action and milestones 1.2.1: one item for each practice that an entry of 2025, deployed and declared
 * high-impact, does not declare done, with the day by which the memorandum wants it. The agency did not write this plan;
 * its own words stand in each item. Throws `nothing-to-export`: the schema knows no empty plan.
 */
export const exportPoam: Exporter = (selected) => {
  const ids = idsOf(selected)
  const steps = selected.entries.flatMap(openSteps)
  if (steps.length === 0) {
    throw new ExportError('no entry of 2025 declares an unfinished practice; a plan of action needs at least one item')
  }
  return {
    mediaType: 'application/json',
    chunks: { [Symbol.iterator]: () => jsonChunks(plan(steps, selected, ids)) },
    left: [],
  }
}

function openSteps(entry: Entry): readonly OpenStep[] {
  const high = entry.format === 'omb-2025' && answer(entry, 'is_high_impact') === HIGH_IMPACT
  if (!high || stageOf(entry) !== 'deployed') return []
  return STEPS.flatMap((practice) => {
    const column = columnOfTopic(entry.format, practice) ?? ''
    const said = answer(entry, column)
    return DONE_BY_COLUMN.get(column)?.includes(said) || NO_STEP.has(said) ? [] : [{ entry, practice, answer: said }]
  })
}

function plan(steps: readonly OpenStep[], selected: Selected, ids: Ids): JsonDocument {
  const entries = [...new Set(steps.map((step) => step.entry))]
  return {
    'plan-of-action-and-milestones': {
      uuid: ids.document('plan-of-action-and-milestones'),
      metadata: metadata('Practices declared unfinished for deployed high-impact uses of AI', selected, ids),
      'local-definitions': { components: itemsFrom(entries, (entry) => systemComponent(entry, selected, ids)) },
      risks: itemsFrom(steps, (step) => risk(step, ids)),
      'poam-items': itemsFrom(steps, (step) => poamItem(step, ids)),
      'back-matter': backMatter(selected, ids),
    },
  }
}

function risk(step: OpenStep, ids: Ids): JsonObject {
  return {
    uuid: idOf('risk', step, ids),
    title: titleOfStep(step),
    description: declaration(step),
    statement: `${PRACTICE_WORDS[step.practice]} is not declared done for a use that is deployed and declared high-impact.`,
    props: propsOf(step, ids),
    status: /in-progress/i.test(step.answer) ? 'remediating' : 'open',
    deadline: DEADLINE,
  }
}

function poamItem(step: OpenStep, ids: Ids): JsonObject {
  return {
    uuid: idOf('poam-item', step, ids),
    title: titleOfStep(step),
    description: declaration(step),
    props: propsOf(step, ids),
    'related-risks': [{ 'risk-uuid': idOf('risk', step, ids) }],
  }
}

function propsOf({ entry, practice, answer: said }: OpenStep, ids: Ids): readonly JsonObject[] {
  return present([
    prop('register-key', entry.key),
    prop('component-uuid', ids.component(entry)),
    prop('agency', entry.agency),
    prop('practice', practice),
    prop('inventory-column', columnOfTopic(entry.format, practice) ?? ''),
    prop('declared-answer', said),
  ])
}

function declaration({ entry, practice, answer: said }: OpenStep): string {
  const column = markup(columnOfTopic(entry.format, practice) ?? '')
  return said === ''
    ? `The inventory of ${entry.year} has no answer in ${column} (record ${entry.row}).`
    : `The inventory of ${entry.year} declares "${markup(said)}" in ${column} (record ${entry.row}).`
}

function titleOfStep({ entry, practice }: OpenStep): string {
  return `${PRACTICE_WORDS[practice]}: ${titleOf(entry)}`
}

function idOf(kind: 'risk' | 'poam-item', { entry, practice }: OpenStep, ids: Ids): string {
  return ids.of(kind, ids.component(entry), practice)
}
