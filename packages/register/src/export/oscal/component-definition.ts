import type { Entry } from '../../entry/entry.ts'
import { columnOfTopic, declared, PRACTICE_TOPICS } from '../declared.ts'
import type { Exporter, Selected } from '../form.ts'
import { items, type JsonObject, jsonChunks } from '../json.ts'
import {
  backMatter,
  controlOf,
  declaredProps,
  descriptionOf,
  type Ids,
  idsOf,
  metadata,
  PRACTICE_WORDS,
  present,
  prop,
  sourceLinks,
  titleOf,
} from './common.ts'
import { markup } from './markdown.ts'

/**
 * OSCAL component-definition 1.2.1: one component an entry. Each practice that the agency answered is an implemented
 * requirement that restates the answer and claims no status: "Not Applicable" and "In-progress" are answers, not
 * implementations. Practices left blank are absent.
 */
export const exportComponentDefinition: Exporter = (selected) => {
  const ids = idsOf(selected)
  return {
    mediaType: 'application/json',
    chunks: { [Symbol.iterator]: () => jsonChunks(document(selected, ids)) },
    left: [],
  }
}

function document(selected: Selected, ids: Ids) {
  return {
    'component-definition': {
      uuid: ids.document('component-definition'),
      metadata: metadata('AI use cases as agencies declared them', selected, ids),
      ...(selected.entries.length === 0 ? {} : { components: items(() => components(selected, ids)) }),
      'back-matter': backMatter(selected, ids),
    },
  }
}

function* components(selected: Selected, ids: Ids): Generator<JsonObject> {
  for (const entry of selected.entries) {
    const implementation = controlImplementation(entry, ids)
    yield {
      uuid: ids.component(entry),
      type: 'software',
      title: titleOf(entry),
      description: descriptionOf(entry),
      props: declaredProps(entry),
      links: sourceLinks(entry, selected, ids),
      ...(entry.agency === ''
        ? {}
        : { 'responsible-roles': [{ 'role-id': 'declaring-agency', 'party-uuids': [ids.agency(entry.agency)] }] }),
      ...(implementation === null ? {} : { 'control-implementations': [implementation] }),
    }
  }
}

function controlImplementation(entry: Entry, ids: Ids): JsonObject | null {
  const requirements = PRACTICE_TOPICS.flatMap((practice): JsonObject[] => {
    const answer = declared(entry, practice)
    const control = controlOf(entry, practice)
    const column = columnOfTopic(entry.format, practice)
    if (answer === '' || control === null || column === undefined) return []
    return [
      {
        uuid: ids.of('requirement', ids.component(entry), control),
        'control-id': control,
        description: `${PRACTICE_WORDS[practice]}, as declared: ${markup(answer)}`,
        props: present([prop('declared-answer', answer), prop('inventory-column', column)]),
      },
    ]
  })
  if (requirements.length === 0) return null
  return {
    uuid: ids.of('control-implementation', ids.component(entry)),
    source: `#${ids.of('memorandum', entry.format === 'omb-2024' ? 'M-24-10' : 'M-25-21')}`,
    description: 'Answers of the agency on the minimum practices; a declaration, not an assessment.',
    'implemented-requirements': requirements,
  }
}
