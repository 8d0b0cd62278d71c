import type { Entry } from '../entry/entry.ts'
import type { Citation } from './citation.ts'
import { isNot, reads } from './condition.ts'
import { cells } from './evidence.ts'
import { asking, listed, quoted, speaker } from './message.ts'
import type { Population } from './population.ts'
import { SINGLE_CHOICE } from './practice.ts'
import { answer } from './read.ts'
import { completeRule, type Hit, type Rule, type RuleHead } from './rule.ts'
import { topicOf } from './topic.ts'
import { grouped, normalNames, oncePerView, type RegisterView } from './view.ts'

export interface SameNameSpec extends RuleHead {
  /** `one-department`: every entry of the name stands under one agency. */
  readonly within: 'anywhere' | 'one-department'
  /** What is asked where the impact status differs, and where answers on practices do: each by its own clause. */
  readonly asks: Readonly<Record<'status' | 'practices', { readonly cites: Citation; readonly asks: string }>>
}

const STATUS = 'is_high_impact'
const COMPARED = [STATUS, ...SINGLE_CHOICE]

const NOT_RETIRED: Population = {
  words: 'entries of 2025 not declared retired',
  format: 'omb-2025',
  condition: reads("`development_stage` is not 'Retired'", isNot('development_stage', 'Retired')),
}

interface Differing {
  readonly name: string
  readonly entries: readonly Entry[]
  /** Columns answered in more than one way. */
  readonly columns: readonly string[]
}

/** Entries of the same name in two or more bureaus whose answers differ: one finding for each name. */
export function sameNameRule(id: string, spec: SameNameSpec): Rule {
  return completeRule(id, spec, {
    population: `${NOT_RETIRED.words}, by name (letters and digits, case ignored)`,
    predicate: `the name stands in two or more (agency, bureau)${spec.within === 'anywhere' ? '' : ', all of one agency'}, and not all non-blank values are the same in one of ${COMPARED.map((column) => `\`${column}\``).join(', ')}`,
    unit: 'group',
    judge: (view) => {
      const groups = differing(view).filter(
        ({ entries }) => spec.within === 'anywhere' || agenciesOf(entries).length === 1,
      )
      return { hits: groups.map((group) => groupHit(view, group, spec)), silent: [] }
    },
  })
}

const differing = oncePerView((view: RegisterView): readonly Differing[] =>
  [...grouped(view.members(NOT_RETIRED), normalNames(view))].flatMap(([name, entries]) => {
    const offices = new Set(entries.map((entry) => `${entry.agency}\n${entry.bureau.toLowerCase()}`))
    if (name === '' || offices.size < 2) return []
    const columns = COMPARED.filter((column) => {
      const answers = new Set(entries.map((entry) => answer(entry, column).toLowerCase()))
      answers.delete('')
      return answers.size > 1
    })
    return columns.length === 0 ? [] : [{ name, entries, columns }]
  }),
)

function groupHit(view: RegisterView, { name, entries, columns }: Differing, spec: SameNameSpec): Hit {
  const agencies = agenciesOf(entries)
  const [first] = entries
  const said = columns.map((column) => {
    const answered = entries.filter((entry) => answer(entry, column) !== '')
    return `on ${topicOf(column)} ${listed(answered.map((entry) => `${speaker(entry)} ${quoted(answer(entry, column))}`))}`
  })
  const asked = [
    ...(columns.includes(STATUS) ? [spec.asks.status] : []),
    ...(columns.some((column) => column !== STATUS) ? [spec.asks.practices] : []),
  ]
  return {
    subject: { kind: 'group', name, keys: entries.map((entry) => entry.key) },
    entry: first ?? null,
    agency: agencies.length === 1 ? (agencies[0] ?? '') : '',
    year: first?.year ?? null,
    evidence: entries.flatMap((entry) => cells(view, entry, columns)),
    message: `${quoted(first?.name ?? name)} stands on ${entries.length} entries with different answers: ${said.join('; ')}.${asked.map(({ cites, asks }) => asking(cites, asks)).join('')}`,
  }
}

function agenciesOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map((entry) => entry.agency))]
}
