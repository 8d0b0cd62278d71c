import type { EntryFormat } from '../entry/entry.ts'
import type { FindingState, Severity } from '../finding/finding.ts'
import type { Figures } from './figures.ts'
import { PRACTICE_ANSWERS, PRACTICE_COLUMNS } from './practice-answer.ts'
import { PUBLISHED_SCHEMA, type PublishedFigures } from './published.ts'
import { IMPACT_ORDER, STAGE_ORDER } from './status.ts'

/** Takes a value apart or throws a TypeError that names the place and what was expected there. */
type Read<Value> = (value: unknown, at: string) => Value

/**
 * The shipped figures from their parsed JSON (`@recourse/register/published-figures.json`). Throws a TypeError naming
 * the first place that does not hold what it should; other keys are dropped.
 */
export function readPublishedFigures(json: unknown): PublishedFigures {
  return published(json, 'figures')
}

const FORMATS: readonly EntryFormat[] = ['omb-2023', 'omb-2024', 'omb-2025', 'omb-2025-cots', 'atrs', 'nl-1.0']
const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']
const STATES: readonly FindingState[] = ['open', 'disputed', 'corrected', 'withdrawn']

const text: Read<string> = (value, at) => (typeof value === 'string' ? value : wrong(at, 'a text'))

const amount: Read<number> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? value : wrong(at, 'a number')

const count: Read<number> = (value, at) => {
  const number = amount(value, at)
  return Number.isInteger(number) && number >= 0 ? number : wrong(at, 'a count')
}

function oneOf<Word extends string>(words: readonly Word[]): Read<Word> {
  return (value, at) => words.find((word) => word === value) ?? wrong(at, `one of ${words.join(', ')}`)
}

function orNull<Value>(read: Read<Value>): Read<Value | null> {
  return (value, at) => (value === null ? null : read(value, at))
}

function list<Value>(read: Read<Value>): Read<readonly Value[]> {
  return (value, at) =>
    Array.isArray(value) ? value.map((item: unknown, index) => read(item, `${at}[${index}]`)) : wrong(at, 'a list')
}

function counts<Word extends string>(word: Read<Word>): Read<Readonly<Partial<Record<Word, number>>>> {
  return (value, at) => {
    const found: Partial<Record<Word, number>> = {}
    for (const [key, number] of Object.entries(object(value, at))) {
      found[word(key, `${at} key`)] = count(number, `${at}.${key}`)
    }
    return found
  }
}

function shape<Value>(fields: { readonly [key in keyof Value]: Read<Value[key]> }): Read<Value> {
  return (value, at) => {
    const given = object(value, at)
    const found: Record<string, unknown> = {}
    for (const [key, read] of Object.entries<Read<unknown>>(fields)) found[key] = read(given[key], `${at}.${key}`)
    return found as Value
  }
}

function object(value: unknown, at: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : wrong(at, 'an object')
}

function wrong(at: string, expected: string): never {
  throw new TypeError(`${at} is not ${expected}; compute the figures again (npm run figures)`)
}

const transitions = list(shape<{ from: string; to: string; count: number }>({ from: text, to: text, count }))

const figures: Read<Figures> = shape<Figures>({
  years: list(
    shape({
      format: oneOf(FORMATS),
      year: count,
      agency: text,
      agencyName: text,
      entries: count,
      byStage: counts(oneOf(STAGE_ORDER)),
      byImpact: counts(oneOf(IMPACT_ORDER)),
      deployedHighImpact: orNull(count),
    }),
  ),
  practices: list(
    shape({
      agency: text,
      entries: count,
      practices: list(
        shape({
          practice: oneOf(PRACTICE_COLUMNS.map(([practice]) => practice)),
          answers: counts(oneOf(PRACTICE_ANSWERS)),
        }),
      ),
    }),
  ),
  changes: list(
    shape({
      fromYear: count,
      toYear: count,
      agency: text,
      matched: count,
      undecided: count,
      vanished: count,
      new: count,
      stage: transitions,
      impact: transitions,
    }),
  ),
  spending: list(shape({ agency: text, fiscalYear: orNull(count), awards: count, obligatedUsd: amount })),
  findings: list(
    shape({
      rule: text,
      version: count,
      severity: oneOf(SEVERITIES),
      total: count,
      byState: counts(oneOf(STATES)),
      byAgency: counts(text),
    }),
  ),
})

const published: Read<PublishedFigures> = shape<PublishedFigures>({
  schema: oneOf([PUBLISHED_SCHEMA]),
  asOf: text,
  sources: list(shape({ file: text, format: text, sha256: text, rows: count })),
  figures,
})
