import { clean, isNotApplicable } from '../entry/clean.ts'
import { listItems } from '../entry/field.ts'
import { EMAIL_REMOVED } from '../entry/mask.ts'
import { CODED_COLUMNS, listedAnswer, otherColumnsOf } from '../entry/vocabulary.ts'
import { dateInterval } from './date-interval.ts'
import type { HeaderPlan } from './format/header.ts'
import { leadsFormula } from './formula.ts'
import type { WarningCode } from './read-result.ts'

interface CellWarning {
  readonly code: WarningCode
  readonly message: string
}

type CellChecker = (at: number, text: string, masked: boolean) => readonly CellWarning[]

const NOTHING: readonly CellWarning[] = []

/** What there is to say about one kept, non-empty cell. Answers repeat all over a file: each one is judged once a column. */
export function cellChecker(plan: HeaderPlan): CellChecker {
  const coded = new Set(plan.format.format === 'omb-2025' ? CODED_COLUMNS : [])
  const judges = plan.layout.columns.map(({ name, kind }): ((text: string) => readonly CellWarning[]) | null => {
    if (kind === 'date') return remembered((text) => dateWarnings(clean(text)))
    if (kind === 'list') return remembered((text) => listWarnings(coded.has(name) ? name : null, text))
    return coded.has(name) ? remembered((text) => answerWarnings(name, [clean(text)])) : null
  })
  return (at, text, masked) => {
    const judge = judges[at]
    const found = judge ? judge(text) : NOTHING
    if (!masked && !text.includes('\uFFFD') && !FORMULA_SIGN.test(text)) return found
    return [...found, ...textWarnings(text), ...(masked ? [maskedWarning(text)] : NOTHING)]
  }
}

/** Quick sieve before cleaning: a formula sign, full-width too, with nothing visible before it. */
const FORMULA_SIGN = /^[\s\u200B]*[=+\-@\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20]/

function textWarnings(text: string): readonly CellWarning[] {
  const found: CellWarning[] = []
  if (text.includes('\uFFFD')) {
    found.push({ code: 'character-lost', message: 'A character was lost before publication (U+FFFD).' })
  }
  const cleaned = clean(text)
  if (leadsFormula(cleaned)) {
    found.push({
      code: 'formula-lead',
      message: `The cell begins with '${cleaned[0]}', which a spreadsheet would run.`,
    })
  }
  return found
}

function maskedWarning(text: string): CellWarning {
  const what = text.includes(EMAIL_REMOVED) ? 'An e-mail address' : 'A telephone number'
  return { code: 'personal-data', message: `${what} stood in this cell; it is not stored.` }
}

function dateWarnings(cleaned: string): readonly CellWarning[] {
  if (isNotApplicable(cleaned)) return NOTHING
  const interval = dateInterval(cleaned)
  if (interval === null)
    return [{ code: 'date-unreadable', message: `${quoted(cleaned)} is no date in a known shape.` }]
  if (!interval.ambiguous) return NOTHING
  return [{ code: 'date-ambiguous', message: `${quoted(cleaned)} is read as ${interval.first} to ${interval.last}.` }]
}

/** `column`: the coded column whose answers the items must be, `null` where the list is free. */
function listWarnings(column: string | null, text: string): readonly CellWarning[] {
  const items = listItems(text)
  if (items === null) {
    return [{ code: 'list-unparsable', message: 'The list literal cannot be read; the field counts as unreadable.' }]
  }
  return column === null ? NOTHING : answerWarnings(column, items)
}

/** DQ-04 and DQ-05/06 as warnings. Never moves a value to the column it seems to belong to. */
function answerWarnings(column: string, answers: readonly string[]): readonly CellWarning[] {
  return answers.flatMap((answer): readonly CellWarning[] => {
    if (answer === '' || listedAnswer(column, answer) !== null) return NOTHING
    const others = otherColumnsOf(column, answer)
    if (others.length === 0) {
      return [{ code: 'value-unlisted', message: `${quoted(answer)} is none of the answers this column offers.` }]
    }
    return [
      { code: 'value-shifted', message: `${quoted(answer)} is an answer of ${others.join(' or ')}; it stays here.` },
    ]
  })
}

/** A value as a message quotes it: whole where short. */
function quoted(value: string): string {
  return value.length > 120 ? `'${value.slice(0, 119)}…'` : `'${value}'`
}

/** The same text has the same answer: asked once. */
function remembered<T>(judge: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const judged = judge(text)
    known.set(text, judged)
    return judged
  }
}
